/** The tree of categories. */
@NullMarked
package id.laris.catalog.category;

import org.jspecify.annotations.NullMarked;
