package id.laris.rules;

import java.util.Arrays;

/**
 * The least that is paid for each line in the end, as a function of what is left of it: a part of
 * it, up to a top. The top is there because a later promotion sets a price, so that it does not
 * matter how much of the amount above it earlier ones take.
 *
 * <p>Amounts here have more bits after the minor unit. Parts are {@link Weights}.
 */
final class LeastPaid {
  /** There is no top. */
  private static final long NO_TOP = Long.MAX_VALUE;

  private final long[] part;
  private final long[] top;

  LeastPaid(int lines) {
    part = new long[lines];
    top = new long[lines];
  }

  /** All that is left is paid. */
  void begin() {
    Arrays.fill(part, Weights.ONE);
    Arrays.fill(top, NO_TOP);
  }

  void become(LeastPaid other) {
    System.arraycopy(other.part, 0, part, 0, part.length);
    System.arraycopy(other.top, 0, top, 0, top.length);
  }

  /** The lower of both is paid. */
  void lowerTo(LeastPaid other) {
    for (int line = 0; line < part.length; line++) {
      part[line] = Math.min(part[line], other.part[line]);
      top[line] = Math.min(top[line], other.top[line]);
    }
  }

  /** The least that is paid for a line of which so much is left. */
  long of(int line, long left) {
    return Math.min(top[line], Weights.times(left, part[line]));
  }

  /** The most that is lost with each unit that is taken off a line. */
  long part(int line) {
    return part[line];
  }

  boolean hasTop(int line) {
    return top[line] != NO_TOP;
  }

  /** The top of a line for each of its pieces, rounded up; very large if there is none. */
  long topOfPiece(int line, long pieces) {
    return hasTop(line) ? top[line] / pieces + 1 : NO_TOP;
  }

  /** A promotion leaves the rest of a line at least. */
  void keep(int line, long rest) {
    part[line] = Weights.part(part[line], rest);
  }

  /** A promotion leaves a line at a cost at least, if it costs as much. */
  void leave(int line, long cost) {
    top[line] = Math.min(top[line], Weights.times(cost, part[line]));
  }

  /** Lowers the part of a line. */
  void lower(int line, long by) {
    part[line] = Math.max(0, part[line] - by);
  }

  /**
   * A promotion takes a share of what a line is worth at most, off this line or off others.
   *
   * @param worth the line's worth with the largest part and top of all lines
   * @param largest this largest part
   * @return false if more could be taken than is paid for the line
   */
  boolean lose(int line, long share, long worth, long largest) {
    part[line] -= Weights.part(largest, share) + 1;
    if (hasTop(line)) {
      top[line] -= Weights.times(worth, share) + 1;
    }
    return top[line] >= 0 && part[line] >= 0;
  }

  /**
   * A promotion takes what a line costs more than an amount at most, off this line or off others.
   *
   * @param left what is left of the line, more than the cost; if it is less, it loses less
   * @param largest the largest part of the lines
   * @return false if more could be taken than is paid for the line
   */
  boolean loseAbove(int line, long left, long cost, long largest) {
    long lost = Weights.times(left - cost, largest) + 1;
    if (hasTop(line)) {
      top[line] -= lost;
    }
    if (part[line] == largest) {
      top[line] = Math.min(top[line], Weights.times(cost, largest));
      return top[line] >= 0;
    }
    long paid = Weights.times(left, part[line]);
    if (paid <= lost) {
      return false;
    }
    // The straight line from nothing to what is paid for all that is left lies below.
    part[line] = Weights.part(part[line], Weights.ratio(paid - lost, paid));
    return top[line] >= 0;
  }
}
