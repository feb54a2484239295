package id.laris.promotion.rules;

import id.laris.common.money.Rounding;
import java.math.BigInteger;

/**
 * Rates as fractions of 2^64, in unsigned numbers, so that a share of an amount is one
 * multiplication. Only the bound of the search uses them; what a customer gets is computed exactly.
 */
final class Rates {
  private static final BigInteger WHOLE = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger PPM = BigInteger.valueOf(Rounding.PPM);

  private Rates() {}

  /** The part that a rate of at most a whole leaves, rounded down. */
  static long left(long ratePpm) {
    BigInteger rest = BigInteger.valueOf(Rounding.PPM - ratePpm);
    return WHOLE.multiply(rest).divide(PPM).min(WHOLE.subtract(BigInteger.ONE)).longValue();
  }
}
