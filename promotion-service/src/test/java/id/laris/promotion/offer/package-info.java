/** Tests of offers that need more than the RPCs. */
@NullMarked
package id.laris.promotion.offer;

import org.jspecify.annotations.NullMarked;
