/** The completed orders of customers, and the figures that are kept of them. */
@NullMarked
package id.laris.customer.purchase;

import org.jspecify.annotations.NullMarked;
