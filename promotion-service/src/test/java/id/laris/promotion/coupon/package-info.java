/** Tests of coupons that need more than the RPCs. */
@NullMarked
package id.laris.promotion.coupon;

import org.jspecify.annotations.NullMarked;
