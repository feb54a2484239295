/**
 * The location of an order, which decides its business date, its receipt numbers and its cash
 * rounding.
 */
@NullMarked
package id.laris.sales.location;

import org.jspecify.annotations.NullMarked;
