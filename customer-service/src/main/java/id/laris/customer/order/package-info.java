/** The orders of sales, which the packages follow. */
@NullMarked
package id.laris.customer.order;

import org.jspecify.annotations.NullMarked;
