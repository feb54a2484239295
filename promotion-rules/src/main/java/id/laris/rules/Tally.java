package id.laris.rules;

import id.laris.common.money.Allocation;
import id.laris.common.money.Amounts;

/**
 * The state of a cart after some promotions of a set: what is left of each line, which lines ITEM
 * promotions have taken, and which service charges are waived.
 *
 * <p>The search for the best set has one for each depth and writes over it, instead of making one
 * for each of thousands of sets.
 */
final class Tally {
  /** No ITEM promotion has taken the line. */
  static final byte FREE = 0;

  /** Only ITEM promotions that combine with others of their class have taken the line. */
  static final byte SHARED = 1;

  /** An ITEM promotion that does not combine with others of its class has taken the line. */
  static final byte CLOSED = 2;

  private final long[] left;
  private final byte[] taken;
  private final boolean[] waived;
  private long takenOff;

  /** Makes a cart of which nothing is taken off. */
  Tally(long[] gross, int charges) {
    left = gross.clone();
    taken = new byte[gross.length];
    waived = new boolean[charges];
  }

  void become(Tally other) {
    System.arraycopy(other.left, 0, left, 0, left.length);
    System.arraycopy(other.taken, 0, taken, 0, taken.length);
    System.arraycopy(other.waived, 0, waived, 0, waived.length);
    takenOff = other.takenOff;
  }

  int lines() {
    return left.length;
  }

  long left(int line) {
    return left[line];
  }

  /** Returns whether a promotion may touch the line that shares it with promotions up to a mark. */
  boolean isOpen(int line, byte upTo) {
    return taken[line] <= upTo;
  }

  /** Returns the sum of what was taken off lines and of the charges that were waived. */
  long takenOff() {
    return takenOff;
  }

  boolean isWaived(int charge) {
    return waived[charge];
  }

  void waive(int charge) {
    waived[charge] = true;
  }

  void addWaived(long amount) {
    takenOff = Amounts.add(takenOff, amount);
  }

  /** Takes an amount off the lines that it comes from, and marks these as taken. */
  void takeOff(long amount, Take take, long increment, byte mark) {
    long[] parts = Allocation.allocate(amount, take.weights(), increment);
    takenOff += amount;
    long excess = 0;
    for (int line = 0; line < left.length; line++) {
      long part = Math.min(parts[line], left[line]);
      excess += parts[line] - part;
      left[line] -= part;
      if (part > 0 || take.isUsed(line)) {
        mark(line, mark);
      }
    }
    if (excess > 0) {
      takeExcess(excess, take, mark);
    }
  }

  /**
   * Steps of the increment may be larger than what is left of a line whose amount is no multiple of
   * it. The next lines that the amount comes from bear the rest.
   */
  private void takeExcess(long amount, Take take, byte mark) {
    long excess = amount;
    for (int line = 0; line < left.length && excess > 0; line++) {
      long part = take.weights()[line] > 0 ? Math.min(excess, left[line]) : 0;
      if (part > 0) {
        excess -= part;
        left[line] -= part;
        mark(line, mark);
      }
    }
  }

  private void mark(int line, byte mark) {
    if (mark > taken[line]) {
      taken[line] = mark;
    }
  }
}
