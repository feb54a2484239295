/** Purchase orders. */
@NullMarked
package id.laris.inventory.purchase;

import org.jspecify.annotations.NullMarked;
