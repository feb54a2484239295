/** What a shop sells. One package for each noun. */
@NullMarked
package id.laris.catalog;

import org.jspecify.annotations.NullMarked;
