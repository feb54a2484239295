/** Records the changes of the catalog, for terminals and for events. */
@NullMarked
package id.laris.catalog.change;

import org.jspecify.annotations.NullMarked;
