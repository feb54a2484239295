/** Counts of the goods on hand, and the correction of the recorded stock. */
@NullMarked
package id.laris.inventory.count;

import org.jspecify.annotations.NullMarked;
