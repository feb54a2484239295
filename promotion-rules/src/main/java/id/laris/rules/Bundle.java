package id.laris.rules;

import id.laris.common.money.Rounding;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Goods together for an amount. Each part takes its pieces in the order of the parts, the dearest
 * first. Sets are made as long as there are pieces for one and it costs less than its pieces; later
 * sets never save more than earlier ones.
 */
final class Bundle implements Benefit {
  private final int[] lines;
  private final int[] byPrice;
  private final boolean[][] meant;
  private final long[] quantities;
  private final long price;
  private final long pricePerPiece;
  private final long[] piecesOfLine;
  private final long maxSets;
  private final long increment;
  private final long rate;
  private final boolean partsShareLines;

  /**
   * Makes a bundle.
   *
   * @param parts the lines of each part
   * @param quantities the number of pieces of each part
   * @param maxSets the most sets, 0 for no limit
   */
  Bundle(
      List<int[]> parts,
      long[] quantities,
      CartLines cart,
      long price,
      long maxSets,
      long increment) {
    this.partsShareLines =
        parts.stream().flatMapToInt(IntStream::of).distinct().count()
            < parts.stream().mapToInt(part -> part.length).sum();
    this.lines = parts.stream().reduce(new int[0], CartLines::union);
    this.byPrice = cart.byPiecePrice(lines);
    this.meant = parts.stream().map(cart::marks).toArray(boolean[][]::new);
    this.quantities = quantities;
    this.price = price;
    this.piecesOfLine = cart.pieces();
    this.pricePerPiece = price / LongStream.of(quantities).sum();
    this.maxSets = maxSets == 0 ? Long.MAX_VALUE : maxSets;
    this.increment = increment;
    this.rate = rate(parts, quantities, cart, price);
  }

  @Override
  public int[] lines() {
    return lines;
  }

  @Override
  public long amount(Tally tally, byte upTo, Take take) {
    take.pieces().collect(byPrice, tally, upTo);
    return saving(take, 1);
  }

  /**
   * Where parts mean the same goods, a piece that one of them no longer takes may be taken by a
   * later one in place of a cheaper piece. Hence each part has all pieces for itself here.
   */
  @Override
  public long ceiling(Tally tally, byte upTo, Take take) {
    take.pieces().collect(byPrice, tally, upTo);
    return saving(take, partsShareLines ? quantities.length : 1);
  }

  /**
   * A set saves no more than if each of its pieces cost the same part of its price. The saving is
   * lost with the largest part, since all pieces of the set share it.
   */
  @Override
  public boolean lower(LeastPaid paid, Tally tally, byte upTo, int shift) {
    long largest = 0;
    for (int line : byPrice) {
      largest = Math.max(largest, tally.isOpen(line, upTo) ? paid.part(line) : 0);
    }
    for (int line : byPrice) {
      // No more than what is left of the line, so that the product fits.
      long left = tally.left(line);
      long cost = Math.min(pricePerPiece, left / piecesOfLine[line]) * piecesOfLine[line];
      if (tally.isOpen(line, upTo)
          && left > cost
          && !paid.loseAbove(line, left << shift, cost << shift, largest)) {
        return false;
      }
    }
    return true;
  }

  /** No set saves a larger part of its pieces than the dearest one, and all share the saving. */
  @Override
  public long rate() {
    return rate;
  }

  private static long rate(List<int[]> parts, long[] quantities, CartLines cart, long price) {
    long dearest = 0;
    for (int part = 0; part < quantities.length; part++) {
      long missing = quantities[part];
      for (int line : cart.byPiecePrice(parts.get(part))) {
        long gross = cart.gross()[line];
        long pieces = Math.min(missing, cart.pieces()[line]);
        // No more than the line, so that the product fits.
        long piece = gross / cart.pieces()[line] + 1;
        dearest += piece > gross / pieces ? gross : pieces * piece;
        missing -= pieces;
        if (missing == 0) {
          break;
        }
      }
    }
    return dearest <= price ? 0 : Weights.ONE - Weights.ratio(price, dearest);
  }

  @Override
  public String whyNothing() {
    return "There are too few pieces for a set, or they cost no more than the set.";
  }

  /**
   * Makes sets, all those that are alike at once. Parts take from one pool, or each has its own.
   */
  private long saving(Take take, int pools) {
    BundleSets sets = new BundleSets(take.pieces(), meant, quantities, pools);
    long made = 0;
    long saved = 0;
    long cost = 0;
    while (made < maxSets && sets.choose()) {
      long costOfSet = sets.cost();
      if (costOfSet <= price) {
        break;
      }
      long alike = Math.min(maxSets - made, sets.alike());
      made += alike;
      saved += alike * (costOfSet - price);
      cost += alike * costOfSet;
      sets.make(alike, take);
    }
    take.count(sets.steps());
    return Math.min(cost, Rounding.toIncrement(saved, increment));
  }
}
