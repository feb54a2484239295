/** What the items of an order cost, all in one call. */
@NullMarked
package id.laris.catalog.quote;

import org.jspecify.annotations.NullMarked;
