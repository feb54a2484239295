/** The locations of inventory that the catalog refers to. */
@NullMarked
package id.laris.catalog.location;

import org.jspecify.annotations.NullMarked;
