package id.laris.common.money;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Arithmetic with amounts and quantities, exact or refused. {@link Math#addExact} refuses too, but
 * its exception could be a mistake of ours as well.
 */
public final class Amounts {

  private static final int LONG_BITS = 63;

  private Amounts() {}

  public static long add(long one, long other) {
    long sum = one + other;
    // Both summands have another sign than the sum.
    if (((one ^ sum) & (other ^ sum)) < 0) {
      throw new AmountOverflow();
    }
    return sum;
  }

  public static long subtract(long from, long amount) {
    long difference = from - amount;
    if (((from ^ amount) & (from ^ difference)) < 0) {
      throw new AmountOverflow();
    }
    return difference;
  }

  public static long multiply(long amount, long times) {
    if (!fits(amount, times)) {
      throw new AmountOverflow();
    }
    return amount * times;
  }

  /** Returns whether the product fits 64 bits. */
  static boolean fits(long left, long right) {
    return Math.multiplyHigh(left, right) == (left * right) >> LONG_BITS;
  }

  public static long of(BigInteger amount) {
    if (amount.bitLength() > LONG_BITS) {
      throw new AmountOverflow();
    }
    return amount.longValueExact();
  }

  /** The amount, which must be whole. */
  public static long of(BigDecimal amount) {
    return of(amount.toBigIntegerExact());
  }
}
