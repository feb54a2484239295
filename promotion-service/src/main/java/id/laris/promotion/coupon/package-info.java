/** Coupons: codes that make a promotion apply. */
@NullMarked
package id.laris.promotion.coupon;

import org.jspecify.annotations.NullMarked;
