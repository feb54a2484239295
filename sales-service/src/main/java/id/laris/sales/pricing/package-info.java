/**
 * The price of an order: pure integer arithmetic, without I/O.
 *
 * <p>Amounts are {@code long} minor units of the order's currency; rates are parts per million.
 */
@NullMarked
package id.laris.sales.pricing;

import org.jspecify.annotations.NullMarked;
