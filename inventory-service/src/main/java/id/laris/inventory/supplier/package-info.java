/** Who goods are bought from. */
@NullMarked
package id.laris.inventory.supplier;

import org.jspecify.annotations.NullMarked;
