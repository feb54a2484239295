/** Shops and warehouses. */
@NullMarked
package id.laris.inventory.location;

import org.jspecify.annotations.NullMarked;
