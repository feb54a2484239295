/** Goods that are reserved for orders. */
@NullMarked
package id.laris.inventory.reservation;

import org.jspecify.annotations.NullMarked;
