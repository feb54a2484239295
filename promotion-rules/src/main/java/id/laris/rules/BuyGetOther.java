package id.laris.rules;

import id.laris.pos.v1.PromotionBenefit;

/**
 * Some goods cost less for each set of others that is bought. As many sets are made as there are
 * pieces for, no piece being in two places. Pieces that can be in both are bought only where others
 * do not suffice: the dearest of them if the cheapest are to cost less, and the other way round.
 */
final class BuyGetOther implements Benefit {
  private final int[] lines;
  private final int[] byPrice;
  private final boolean[] canBeBought;
  private final boolean[] canCostLess;
  private final int[] costLessByPrice;
  private final PromotionBenefit.BuyGet rule;
  private final long increment;

  BuyGetOther(
      int[] bought, int[] costLess, CartLines cart, PromotionBenefit.BuyGet rule, long increment) {
    this.lines = CartLines.union(bought, costLess);
    this.byPrice = cart.byPiecePrice(lines);
    this.canBeBought = cart.marks(bought);
    this.canCostLess = cart.marks(costLess);
    this.costLessByPrice = cart.byPiecePrice(costLess);
    this.rule = rule;
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
    long onlyBought = count(pieces, true, false);
    long both = count(pieces, true, true);
    long onlyLess = count(pieces, false, true);
    long sets = sets(onlyBought + both, onlyLess + both, pieces.total());
    long bought = sets * rule.getBuyQuantity();
    long boughtOfBoth = Math.max(0, bought - onlyBought);
    boolean dearest = rule.getChoice() == PromotionBenefit.Choice.DEAREST_FIRST;
    buy(pieces, bought - boughtOfBoth, take);
    // From the dearest: pieces of both that are bought, and pieces that cost too much to be chosen.
    long less = sets * rule.getGetQuantity();
    long notChosen = onlyLess + both - boughtOfBoth - less;
    long sum = 0;
    long bothSeen = 0;
    long seen = 0;
    for (int run = 0; run < pieces.runs(); run++) {
      int line = pieces.line(run);
      if (!canCostLess[line]) {
        continue;
      }
      long rest = pieces.count(run);
      if (canBeBought[line]) {
        long taken = overlap(bothSeen, rest, dearest ? both - boughtOfBoth : 0, boughtOfBoth);
        bothSeen += rest;
        rest -= taken;
        if (taken > 0) {
          take.use(line);
        }
      }
      long chosen = overlap(seen, rest, dearest ? 0 : notChosen, less);
      seen += rest;
      if (chosen > 0) {
        sum += chosen * pieces.price(run);
        take.add(line, chosen * pieces.price(run));
        take.use(line);
      }
    }
    return BuyGet.share(sum, rule.getPercentPpm(), increment);
  }

  /** A line that others have taken may have had the pieces that cost less than all others. */
  @Override
  public long ceiling(Tally tally, byte upTo, Take take) {
    Pieces pieces = take.pieces();
    pieces.collect(byPrice, tally, upTo);
    long both = count(pieces, true, true);
    long sets =
        sets(count(pieces, true, false) + both, count(pieces, false, true) + both, pieces.total());
    pieces.collect(costLessByPrice, tally, upTo);
    long sum = pieces.dearest(sets * rule.getGetQuantity());
    return BuyGet.share(sum, rule.getPercentPpm(), increment);
  }

  @Override
  public String whyNothing() {
    return BuyGet.tooFew(rule);
  }

  private long sets(long toBuy, long toCostLess, long all) {
    long buy = rule.getBuyQuantity();
    long get = rule.getGetQuantity();
    long sets = Math.min(Math.min(toBuy / buy, toCostLess / get), all / (buy + get));
    return BuyGet.atMost(sets, rule.getMaxSets());
  }

  /** Buys pieces that cannot cost less, the dearest first. */
  private void buy(Pieces pieces, long number, Take take) {
    long missing = number;
    for (int run = 0; run < pieces.runs() && missing > 0; run++) {
      if (!canCostLess[pieces.line(run)]) {
        missing -= Math.min(missing, pieces.count(run));
        take.use(pieces.line(run));
      }
    }
  }

  private long count(Pieces pieces, boolean bought, boolean less) {
    long count = 0;
    for (int run = 0; run < pieces.runs(); run++) {
      int line = pieces.line(run);
      count += canBeBought[line] == bought && canCostLess[line] == less ? pieces.count(run) : 0;
    }
    return count;
  }

  /** The number of pieces of a run that lie in a range of places. */
  private static long overlap(long from, long count, long start, long length) {
    return Math.max(0, Math.min(from + count, start + length) - Math.max(from, start));
  }
}
