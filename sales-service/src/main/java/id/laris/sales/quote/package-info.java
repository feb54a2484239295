/** What an order costs: what the catalog says of its items, put through the arithmetic. */
@NullMarked
package id.laris.sales.quote;

import org.jspecify.annotations.NullMarked;
