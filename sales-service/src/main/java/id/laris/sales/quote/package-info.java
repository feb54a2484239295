/** Quotes of the catalog for the items of an order, put through the arithmetic. */
@NullMarked
package id.laris.sales.quote;

import org.jspecify.annotations.NullMarked;
