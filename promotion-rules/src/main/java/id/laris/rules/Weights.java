package id.laris.rules;

import id.laris.common.money.Rounding;
import java.math.BigInteger;

/**
 * Weights of lines, from zero to one, as integers. Only the bound of the search uses them; what a
 * customer gets is computed exactly.
 */
final class Weights {
  /** The weight of one, or as good as. */
  static final long ONE = (1L << 62) - 1;

  private static final int HALF_OF_BITS = 31;

  private Weights() {}

  /** A weighted amount of at most 2^61, rounded down. */
  static long times(long amount, long weight) {
    return Math.multiplyHigh(amount << 1, weight << 1);
  }

  /** A part of a weight, rounded down. */
  static long part(long weight, long part) {
    return Math.multiplyHigh(weight << 1, part << 1);
  }

  /** The part that a rate leaves, rounded down. */
  static long leftBy(long ratePpm) {
    return BigInteger.valueOf(ONE)
        .multiply(BigInteger.valueOf(Rounding.PPM - ratePpm))
        .divide(BigInteger.valueOf(Rounding.PPM))
        .longValueExact();
  }

  /** The part that a smaller amount is of a larger one, rounded down. */
  static long ratio(long smaller, long larger) {
    int excess = Math.max(0, Long.SIZE - HALF_OF_BITS - Long.numberOfLeadingZeros(larger));
    long part = ((smaller >> excess) << HALF_OF_BITS) / ((larger >> excess) + 1);
    return part << HALF_OF_BITS;
  }
}
