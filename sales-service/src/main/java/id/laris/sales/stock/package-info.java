/**
 * Holds the stock of orders, so that it is never sold twice and never held for an order that does
 * not exist.
 */
@NullMarked
package id.laris.sales.stock;

import org.jspecify.annotations.NullMarked;
