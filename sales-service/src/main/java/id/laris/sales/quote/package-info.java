/** The catalog's quotes for the items of an order, and the pricing with them. */
@NullMarked
package id.laris.sales.quote;

import org.jspecify.annotations.NullMarked;
