/** Tests of inventory, through its RPCs. */
@NullMarked
package id.laris.inventory;

import org.jspecify.annotations.NullMarked;
