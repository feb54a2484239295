package id.laris.rules;

import java.util.Arrays;

/**
 * The pieces of lines in falling order of price, then of lines. Pieces of a line that cost the same
 * are one run, so that a million of them are no more work than one.
 *
 * <p>The pieces of a line share what is left of it: of 100 for three, one costs 34 and two cost 33.
 * Pieces that cost nothing are left out: a gift is neither bought nor given again.
 */
final class Pieces {
  private final long[] piecesOfLine;
  private final long[] price;
  private final long[] count;
  private final int[] line;
  private int runs;
  private long total;
  private long steps;

  Pieces(long[] piecesOfLine) {
    this.piecesOfLine = piecesOfLine;
    price = new long[2 * piecesOfLine.length];
    count = new long[2 * piecesOfLine.length];
    line = new int[2 * piecesOfLine.length];
  }

  /**
   * Puts the pieces of those lines in order that are open up to a mark. It is quick if the lines
   * come nearly in the order of their prices.
   */
  void collect(int[] lines, Tally tally, byte upTo) {
    runs = 0;
    total = 0;
    for (int next : lines) {
      long pieces = piecesOfLine[next];
      if (pieces > 0 && tally.isOpen(next, upTo)) {
        long floor = tally.left(next) / pieces;
        long dearer = tally.left(next) % pieces;
        insert(floor + 1, dearer, next);
        insert(floor, floor == 0 ? 0 : pieces - dearer, next);
      }
    }
  }

  int runs() {
    return runs;
  }

  /** Returns the number of all pieces. */
  long total() {
    return total;
  }

  long price(int run) {
    return price[run];
  }

  long count(int run) {
    return count[run];
  }

  int line(int run) {
    return line[run];
  }

  /** The number of pieces of each run. */
  long[] counts() {
    return Arrays.copyOf(count, runs);
  }

  /** The sum of the dearest pieces. */
  long dearest(long number) {
    long sum = 0;
    long missing = number;
    for (int run = 0; run < runs && missing > 0; run++) {
      long pieces = Math.min(missing, count[run]);
      sum += pieces * price[run];
      missing -= pieces;
    }
    return sum;
  }

  /** Returns the number of steps that all collecting has taken until now. */
  long steps() {
    return steps;
  }

  private void insert(long newPrice, long newCount, int newLine) {
    if (newCount == 0) {
      return;
    }
    int place = runs++;
    while (place > 0 && comesBefore(newPrice, newLine, place - 1)) {
      price[place] = price[place - 1];
      count[place] = count[place - 1];
      line[place] = line[place - 1];
      place--;
    }
    steps += runs - place;
    price[place] = newPrice;
    count[place] = newCount;
    line[place] = newLine;
    total += newCount;
  }

  private boolean comesBefore(long newPrice, int newLine, int run) {
    return newPrice != price[run] ? newPrice > price[run] : newLine < line[run];
  }
}
