/** What variants cost: prices of a location, of a time, of a quantity, and which of them wins. */
@NullMarked
package id.laris.catalog.price;

import org.jspecify.annotations.NullMarked;
