/** The offers for an order: all that decides about promotions, apart from its goods. */
@NullMarked
package id.laris.promotion.offer;

import org.jspecify.annotations.NullMarked;
