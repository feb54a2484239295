/**
 * Promotions and coupons: the offers of a shop, how often they may be used, and how often they
 * were. One package for each noun.
 */
@NullMarked
package id.laris.promotion;

import org.jspecify.annotations.NullMarked;
