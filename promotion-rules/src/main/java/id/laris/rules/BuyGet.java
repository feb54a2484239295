package id.laris.rules;

import id.laris.common.money.Rounding;
import id.laris.pos.v1.PromotionBenefit;

/**
 * Some pieces of each set cost less. The pieces are put in falling order of price; each set takes
 * the next of them, and its cheapest cost less, or its dearest.
 */
final class BuyGet implements Benefit {
  private final int[] lines;
  private final int[] byPrice;
  private final PromotionBenefit.BuyGet rule;
  private final long increment;
  private final long rest;
  private final long[] piecesOfLine;

  BuyGet(int[] lines, CartLines cart, PromotionBenefit.BuyGet rule, long increment) {
    this.lines = lines;
    this.byPrice = cart.byPiecePrice(lines);
    this.rule = rule;
    this.piecesOfLine = cart.pieces();
    this.increment = increment;
    long size = rule.getBuyQuantity() + rule.getGetQuantity();
    // Rounded up to parts per million.
    long lostPpm = (rule.getGetQuantity() * rule.getPercentPpm() + size - 1) / size;
    this.rest = Weights.leftBy(lostPpm);
  }

  @Override
  public int[] lines() {
    return lines;
  }

  @Override
  public long amount(Tally tally, byte upTo, Take take) {
    Pieces pieces = take.pieces();
    pieces.collect(byPrice, tally, upTo);
    long size = rule.getBuyQuantity() + rule.getGetQuantity();
    long end = atMost(pieces.total() / size, rule.getMaxSets()) * size;
    long sum = 0;
    long from = 0;
    for (int run = 0; run < pieces.runs() && from < end; run++) {
      long to = Math.min(end, from + pieces.count(run));
      long cheaper = cheaperBefore(to, size) - cheaperBefore(from, size);
      sum += cheaper * pieces.price(run);
      take.add(pieces.line(run), cheaper * pieces.price(run));
      take.use(pieces.line(run));
      from = to;
    }
    return share(sum, rule.getPercentPpm(), increment);
  }

  /**
   * The cheapest pieces of each set are worth at most their part of it: what they cost with the
   * largest part and top of all lines, which rises with the price. Where there is a top, a piece
   * that costs a unit more or less than others of its line counts as two units.
   */
  @Override
  public boolean lower(LeastPaid paid, Tally tally, byte upTo, int shift) {
    if (rule.getChoice() == PromotionBenefit.Choice.DEAREST_FIRST) {
      return false;
    }
    long largest = 0;
    long largestTop = 0;
    for (int line : byPrice) {
      if (tally.isOpen(line, upTo) && tally.left(line) > 0) {
        largest = Math.max(largest, paid.part(line));
        largestTop = Math.max(largestTop, paid.topOfPiece(line, piecesOfLine[line]));
      }
    }
    for (int line : byPrice) {
      if (tally.isOpen(line, upTo) && tally.left(line) > 0) {
        long pieces = piecesOfLine[line];
        long worth = Weights.times(tally.left(line) << shift, largest) + 1;
        worth = largestTop > worth / pieces ? worth : largestTop * pieces;
        worth += pieces << (shift + 1);
        if (!paid.lose(line, Weights.ONE - rest, worth, largest)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public String whyNothing() {
    return tooFew(rule);
  }

  /** The number of pieces that cost less among the first ones of all sets. */
  private long cheaperBefore(long place, long size) {
    long inSet = place % size;
    long inLastSet =
        rule.getChoice() == PromotionBenefit.Choice.DEAREST_FIRST
            ? Math.min(inSet, rule.getGetQuantity())
            : Math.max(0, inSet - rule.getBuyQuantity());
    return place / size * rule.getGetQuantity() + inLastSet;
  }

  static long atMost(long sets, long maxSets) {
    return maxSets == 0 ? sets : Math.min(sets, maxSets);
  }

  static long share(long sum, long ratePpm, long increment) {
    return Math.min(sum, Rounding.share(sum, ratePpm, increment));
  }

  static String tooFew(PromotionBenefit.BuyGet rule) {
    return "It needs %d pieces that are bought and %d more that cost less."
        .formatted(rule.getBuyQuantity(), rule.getGetQuantity());
  }
}
