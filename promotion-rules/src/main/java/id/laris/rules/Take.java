package id.laris.rules;

import java.util.Arrays;

/**
 * The lines that an amount comes from: how much of each a promotion looked at, which is its weight
 * when the amount is divided, and the lines of which it used pieces without taking anything off.
 */
final class Take {
  private final long[] weights;
  private final boolean[] used;
  private final Pieces pieces;
  private long steps;

  Take(CartLines lines) {
    weights = new long[lines.count()];
    used = new boolean[lines.count()];
    pieces = new Pieces(lines.pieces());
  }

  void clear() {
    Arrays.fill(weights, 0);
    Arrays.fill(used, false);
  }

  void add(int line, long weight) {
    weights[line] += weight;
  }

  void use(int line) {
    used[line] = true;
  }

  long[] weights() {
    return weights;
  }

  boolean isUsed(int line) {
    return used[line];
  }

  /** Counts steps of work that are in no proportion to the number of lines. */
  void count(long more) {
    steps += more;
  }

  /** Returns the number of these steps until now. */
  long steps() {
    return steps + pieces.steps();
  }

  /** Returns a place to put the pieces of lines in order. */
  Pieces pieces() {
    return pieces;
  }
}
