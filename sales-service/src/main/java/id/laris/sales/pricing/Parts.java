package id.laris.sales.pricing;

import id.laris.common.money.Allocation;
import id.laris.common.money.Amounts;
import id.laris.common.money.Rounding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;

/** The arithmetic that discounts, service charges and taxes have in common. Minor units. */
final class Parts {
  private static final int PPM_DECIMALS = 6;

  private final long increment;

  Parts(long increment) {
    this.increment = increment;
  }

  /** Returns the part of a base that a rate takes, rounded. */
  long of(Rate rate, long base) {
    return switch (rate) {
      case Rate.Proportion(long ppm) -> Rounding.share(base, ppm, increment);
      case Rate.Amount(long amount) -> Rounding.toIncrement(amount, increment);
    };
  }

  /** The same, never more than the base. */
  long ofAtMost(Rate rate, long base) {
    return Math.min(base, of(rate, base));
  }

  /** The parts of an amount, one for each line, in proportion to a weight. */
  long[] allocate(long amount, List<LineTally> lines, ToLongFunction<LineTally> weight) {
    return Allocation.allocate(amount, lines.stream().mapToLong(weight).toArray(), increment);
  }

  /**
   * Returns the part of a gross amount that each of its contained charges is: {@code gross - gross
   * / (1 + sum)} rounded once for all of them, then split in their proportions.
   *
   * @param proportions of the net amount, exact
   */
  long[] contained(long gross, List<BigDecimal> proportions) {
    int scale = proportions.stream().mapToInt(BigDecimal::scale).max().orElse(0);
    List<BigInteger> weights =
        proportions.stream().map(part -> part.setScale(scale).unscaledValue()).toList();
    BigInteger sum = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
    BigInteger one = BigInteger.TEN.pow(scale);
    long together =
        Rounding.divide(BigInteger.valueOf(gross).multiply(sum), one.add(sum), increment);
    return Allocation.allocate(together, weights, increment);
  }

  /** Gives each line its part. */
  static void hand(long[] parts, List<LineTally> lines, ObjLongConsumer<LineTally> receiver) {
    for (int i = 0; i < parts.length; i++) {
      receiver.accept(lines.get(i), parts[i]);
    }
  }

  /** A proportion as an exact fraction of one. */
  static BigDecimal proportion(Rate rate) {
    return switch (rate) {
      case Rate.Proportion(long ppm) -> BigDecimal.valueOf(ppm, PPM_DECIMALS);
      case Rate.Amount amount -> throw new IllegalStateException("not a proportion: " + amount);
    };
  }

  static long sum(List<LineTally> lines, ToLongFunction<LineTally> amount) {
    return lines.stream().mapToLong(amount).reduce(0, Amounts::add);
  }
}
