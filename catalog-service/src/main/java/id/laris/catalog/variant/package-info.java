/** The variants through which products are sold. */
@NullMarked
package id.laris.catalog.variant;

import org.jspecify.annotations.NullMarked;
