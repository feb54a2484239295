/** Holds the stock of orders: never sold twice, and never held for an order that is not there. */
@NullMarked
package id.laris.sales.stock;

import org.jspecify.annotations.NullMarked;
