/** How often promotions and coupons are used, and their limits. */
@NullMarked
package id.laris.promotion.counter;

import org.jspecify.annotations.NullMarked;
