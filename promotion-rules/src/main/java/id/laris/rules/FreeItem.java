package id.laris.rules;

import id.laris.common.money.Rounding;

/** A number of pieces for free, the cheapest or the dearest. */
final class FreeItem implements Benefit {
  private final int[] lines;
  private final int[] byPrice;
  private final long quantity;
  private final boolean dearestFirst;
  private final long increment;

  FreeItem(int[] lines, CartLines cart, long quantity, boolean dearestFirst, long increment) {
    this.lines = lines;
    this.byPrice = cart.byPiecePrice(lines);
    this.quantity = quantity;
    this.dearestFirst = dearestFirst;
    this.increment = increment;
  }

  @Override
  public int[] lines() {
    return lines;
  }

  @Override
  public long amount(Tally tally, byte upTo, Take take) {
    Pieces pieces = take.pieces();
    pieces.collect(byPrice, tally, upTo);
    long skipped = dearestFirst ? 0 : Math.max(0, pieces.total() - quantity);
    long missing = quantity;
    long sum = 0;
    for (int run = 0; run < pieces.runs() && missing > 0; run++) {
      long passed = Math.min(skipped, pieces.count(run));
      skipped -= passed;
      long free = Math.min(missing, pieces.count(run) - passed);
      missing -= free;
      sum += free * pieces.price(run);
      take.add(pieces.line(run), free * pieces.price(run));
    }
    return rounded(sum);
  }

  /** Without its cheapest line the cheapest pieces cost more, but never more than the dearest. */
  @Override
  public long ceiling(Tally tally, byte upTo, Take take) {
    take.pieces().collect(byPrice, tally, upTo);
    return rounded(take.pieces().dearest(quantity));
  }

  @Override
  public long pieces() {
    return quantity;
  }

  @Override
  public String whyNothing() {
    return "There are no whole pieces of these goods that cost anything.";
  }

  private long rounded(long sum) {
    return Math.min(sum, Rounding.toIncrement(sum, increment));
  }
}
