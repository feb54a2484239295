package id.laris.rules;

import id.laris.common.money.Rounding;

/**
 * A percentage of what is left of the lines, computed once for all of them and never more than a
 * cap.
 */
final class PercentOff implements Benefit {
  private final int[] lines;
  private final long ratePpm;
  private final long cap;
  private final long increment;
  private final long rest;

  PercentOff(int[] lines, long ratePpm, long cap, long increment) {
    this.lines = lines;
    this.ratePpm = ratePpm;
    this.cap = cap;
    this.increment = increment;
    this.rest = Weights.leftBy(ratePpm);
  }

  @Override
  public int[] lines() {
    return lines;
  }

  @Override
  public long amount(Tally tally, byte upTo, Take take) {
    long base = 0;
    for (int line : lines) {
      if (tally.isOpen(line, upTo)) {
        base += tally.left(line);
        take.add(line, tally.left(line));
      }
    }
    return Math.min(cap, Math.min(base, Rounding.share(base, ratePpm, increment)));
  }

  @Override
  public boolean isProportional() {
    return cap == Long.MAX_VALUE;
  }

  @Override
  public boolean lower(LeastPaid paid, Tally tally, byte upTo, int shift) {
    for (int line : lines) {
      if (tally.isOpen(line, upTo)) {
        paid.keep(line, rest);
      }
    }
    return true;
  }

  @Override
  public long rate() {
    return Weights.ONE - rest;
  }

  @Override
  public String whyNothing() {
    return "The percentage of these goods is less than the smallest amount.";
  }
}
