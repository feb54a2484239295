/** Goods that are bought. */
@NullMarked
package id.laris.inventory.purchase;

import org.jspecify.annotations.NullMarked;
