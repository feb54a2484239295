package id.laris.rules;

import id.laris.common.money.Rounding;
import id.laris.pos.v1.PromotionCart;
import java.math.BigInteger;

/**
 * A price for each whole unit. Units that cost less stay as they are. It is computed for each line
 * as a whole, which gives the same amount as piece by piece, because the pieces of a line differ by
 * one minor unit at most. Goods that are measured cost their part of the price of a unit.
 */
final class FixedUnitPrice implements Benefit {
  private final int[] lines;
  private final long[] costs;
  private final long increment;

  FixedUnitPrice(int[] lines, CartLines cart, long unitPrice, long increment) {
    this.lines = lines;
    this.increment = increment;
    this.costs = new long[cart.count()];
    for (int line : lines) {
      costs[line] = cost(cart.get(line), unitPrice);
    }
  }

  @Override
  public int[] lines() {
    return lines;
  }

  @Override
  public long amount(Tally tally, byte upTo, Take take) {
    long base = 0;
    long saving = 0;
    for (int line : lines) {
      if (tally.isOpen(line, upTo) && tally.left(line) > costs[line]) {
        base += tally.left(line);
        saving += tally.left(line) - costs[line];
        take.add(line, tally.left(line) - costs[line]);
      }
    }
    return Math.min(base, Rounding.toIncrement(saving, increment));
  }

  @Override
  public boolean isProportional() {
    return true;
  }

  @Override
  public boolean lower(LeastPaid paid, Tally tally, byte upTo, int shift) {
    for (int line : lines) {
      if (tally.isOpen(line, upTo) && tally.left(line) > costs[line]) {
        paid.leave(line, costs[line] << shift);
      }
    }
    return true;
  }

  @Override
  public String whyNothing() {
    return "These goods do not cost more already.";
  }

  /** The line at the unit price, or its gross amount if it would cost as much or more. */
  private static long cost(PromotionCart.Line line, long unitPrice) {
    BigInteger exact =
        BigInteger.valueOf(unitPrice).multiply(BigInteger.valueOf(line.getQuantity()));
    BigInteger unit = BigInteger.TEN.pow(line.getUnitDecimals());
    if (exact.compareTo(unit.multiply(BigInteger.valueOf(line.getGross()))) >= 0) {
      return line.getGross();
    }
    return Rounding.divide(exact, unit, 1);
  }
}
