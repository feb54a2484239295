/** The uses of promotions and coupons by orders: reserved, counted, or given back. */
@NullMarked
package id.laris.promotion.usage;

import org.jspecify.annotations.NullMarked;
