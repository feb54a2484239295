/**
 * Integer money: currencies, rounding and allocation.
 *
 * <p>Amounts are {@code long} minor units and rates are parts per million. Rounding happens here
 * and nowhere else.
 */
@NullMarked
package id.laris.common.money;

import org.jspecify.annotations.NullMarked;
