/** The words by which products are found. */
@NullMarked
package id.laris.catalog.search;

import org.jspecify.annotations.NullMarked;
