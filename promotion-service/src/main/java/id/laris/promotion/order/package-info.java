/** The orders of sales, which use promotions. */
@NullMarked
package id.laris.promotion.order;

import org.jspecify.annotations.NullMarked;
