/** Rewards that customers get for points: as discounts of their orders, with the points held. */
@NullMarked
package id.laris.sales.reward;

import org.jspecify.annotations.NullMarked;
