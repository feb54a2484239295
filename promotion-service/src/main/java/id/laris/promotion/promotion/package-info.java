/** Promotions and their versions. */
@NullMarked
package id.laris.promotion.promotion;

import org.jspecify.annotations.NullMarked;
