/** Rewards that customers buy with points, and the points that are held for those of orders. */
@NullMarked
package id.laris.customer.reward;

import org.jspecify.annotations.NullMarked;
