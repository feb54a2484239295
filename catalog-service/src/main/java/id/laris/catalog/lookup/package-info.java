/** What a scanned or typed code stands for. */
@NullMarked
package id.laris.catalog.lookup;

import org.jspecify.annotations.NullMarked;
