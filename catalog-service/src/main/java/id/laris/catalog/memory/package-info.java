/** The catalog in memory: what tills ask for is read once, and again when it has changed. */
@NullMarked
package id.laris.catalog.memory;

import org.jspecify.annotations.NullMarked;
