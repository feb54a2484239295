package id.laris.common.money;

import java.math.BigInteger;

/**
 * Exact division rounded half up, away from zero, to an increment: the one rounding rule of Laris.
 *
 * <p>Amounts and increments are minor units. Intermediate products are exact however large; a
 * result that does not fit a {@code long} is an {@link AmountOverflow}, never a wrong amount.
 */
public final class Rounding {
  /** Parts per million in a whole: a rate of 11% is 110,000. */
  public static final long PPM = 1_000_000;

  private Rounding() {}

  /** The amount, rounded to the increment. */
  public static long toIncrement(long amount, long increment) {
    return multiplyDivide(amount, 1, 1, increment);
  }

  /** The share of an amount that a rate in parts per million takes, rounded to the increment. */
  public static long share(long amount, long ratePpm, long increment) {
    return multiplyDivide(amount, ratePpm, PPM, increment);
  }

  /** {@code amount * multiplier / divisor}, rounded to the increment; the divisor is positive. */
  public static long multiplyDivide(long amount, long multiplier, long divisor, long increment) {
    requirePositive(divisor > 0, "divisor", divisor);
    requirePositive(increment > 0, "increment", increment);
    if (!Amounts.fits(amount, multiplier) || !Amounts.fits(divisor, increment)) {
      BigInteger dividend = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(multiplier));
      return divide(dividend, BigInteger.valueOf(divisor), increment);
    }
    long dividend = amount * multiplier;
    long step = divisor * increment;
    long steps = dividend / step;
    long remainder = Math.abs(dividend % step);
    // Not 2 * remainder >= step: the doubling could overflow.
    if (remainder >= step - remainder) {
      steps += Long.signum(dividend);
    }
    return Amounts.multiply(steps, increment);
  }

  /** {@code dividend / divisor}, rounded to the increment; the divisor is positive. */
  public static long divide(BigInteger dividend, BigInteger divisor, long increment) {
    requirePositive(divisor.signum() > 0, "divisor", divisor);
    requirePositive(increment > 0, "increment", increment);
    BigInteger step = divisor.multiply(BigInteger.valueOf(increment));
    // floor(x + 1/2), on the absolute value so that halves go away from zero.
    BigInteger steps = dividend.abs().shiftLeft(1).add(step).divide(step.shiftLeft(1));
    BigInteger rounded = steps.multiply(BigInteger.valueOf(increment));
    return Amounts.of(dividend.signum() < 0 ? rounded.negate() : rounded);
  }

  private static void requirePositive(boolean positive, String name, Object value) {
    if (!positive) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }
}
