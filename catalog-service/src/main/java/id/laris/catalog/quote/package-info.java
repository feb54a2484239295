/** Quotes of the prices of all items of an order in one call. */
@NullMarked
package id.laris.catalog.quote;

import org.jspecify.annotations.NullMarked;
