/** The delta of the catalog that terminals read. */
@NullMarked
package id.laris.catalog.feed;

import org.jspecify.annotations.NullMarked;
