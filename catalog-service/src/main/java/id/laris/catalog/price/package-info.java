/** Prices of variants by location, time and quantity, and the choice between them. */
@NullMarked
package id.laris.catalog.price;

import org.jspecify.annotations.NullMarked;
