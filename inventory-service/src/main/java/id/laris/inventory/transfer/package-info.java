/** Goods on their way from one location to another. */
@NullMarked
package id.laris.inventory.transfer;

import org.jspecify.annotations.NullMarked;
