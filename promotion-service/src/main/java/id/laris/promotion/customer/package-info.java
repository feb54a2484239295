/** Customers who are merged, as far as their coupons and uses are concerned. */
@NullMarked
package id.laris.promotion.customer;

import org.jspecify.annotations.NullMarked;
