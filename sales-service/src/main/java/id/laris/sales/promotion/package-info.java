/** Promotions and coupons: asked for while an order is priced, and reserved for it. */
@NullMarked
package id.laris.sales.promotion;

import org.jspecify.annotations.NullMarked;
