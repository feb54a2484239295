/** The closing of an order: from fixed prices to the receipt number, or to the void. */
@NullMarked
package id.laris.sales.close;

import org.jspecify.annotations.NullMarked;
