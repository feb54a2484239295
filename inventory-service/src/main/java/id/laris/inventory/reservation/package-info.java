/** Goods that are promised to orders. */
@NullMarked
package id.laris.inventory.reservation;

import org.jspecify.annotations.NullMarked;
