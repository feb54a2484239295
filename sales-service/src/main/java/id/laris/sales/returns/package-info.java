/** Returns: goods of completed orders that come back, and the money that is given back for them. */
@NullMarked
package id.laris.sales.returns;

import org.jspecify.annotations.NullMarked;
