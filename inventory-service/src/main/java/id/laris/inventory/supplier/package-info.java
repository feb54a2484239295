/** Suppliers of goods. */
@NullMarked
package id.laris.inventory.supplier;

import org.jspecify.annotations.NullMarked;
