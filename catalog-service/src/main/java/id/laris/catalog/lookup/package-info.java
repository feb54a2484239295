/** Finds the variant of a scanned or typed code. */
@NullMarked
package id.laris.catalog.lookup;

import org.jspecify.annotations.NullMarked;
