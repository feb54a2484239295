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
  public boolean lower(long[] weights, long[] lowered, Tally tally, byte upTo) {
    for (int line : lines) {
      if (tally.isOpen(line, upTo)) {
        lowered[line] = Math.min(lowered[line], Weights.part(weights[line], rest));
      }
    }
    return true;
  }

  @Override
  public String whyNothing() {
    return "The percentage of these goods is less than the smallest amount.";
  }
}
