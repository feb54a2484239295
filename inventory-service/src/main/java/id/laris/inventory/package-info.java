/**
 * Stock, reservations, transfers, counts, purchases, and the cost of goods. One package for each
 * noun.
 */
@NullMarked
package id.laris.inventory;

import org.jspecify.annotations.NullMarked;
