/** The catalog of a shop, with one package for each noun. */
@NullMarked
package id.laris.catalog;

import org.jspecify.annotations.NullMarked;
