/** The variants of the catalog, as far as inventory needs them. */
@NullMarked
package id.laris.inventory.variant;

import org.jspecify.annotations.NullMarked;
