/** Counts: what is on the shelf, and how the books become that. */
@NullMarked
package id.laris.inventory.count;

import org.jspecify.annotations.NullMarked;
