/** What variants are sold by. */
@NullMarked
package id.laris.catalog.unit;

import org.jspecify.annotations.NullMarked;
