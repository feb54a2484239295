/** Whatever is held for an order from before it is stored, with the holders of other services. */
@NullMarked
package id.laris.sales.hold;

import org.jspecify.annotations.NullMarked;
