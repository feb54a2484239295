/** The figures of a promotion. */
@NullMarked
package id.laris.promotion.statistics;

import org.jspecify.annotations.NullMarked;
