/** Holds for an order in other services, from before the order is stored. */
@NullMarked
package id.laris.sales.hold;

import org.jspecify.annotations.NullMarked;
