/** The ledger of stock and the levels that are its sums. */
@NullMarked
package id.laris.inventory.stock;

import org.jspecify.annotations.NullMarked;
