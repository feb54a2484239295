package id.laris.rules;

import id.laris.common.money.Rounding;
import java.util.Arrays;
import java.util.List;
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
    this.lines = parts.stream().reduce(new int[0], CartLines::union);
    this.byPrice = cart.byPiecePrice(lines);
    this.meant = parts.stream().map(cart::marks).toArray(boolean[][]::new);
    this.quantities = quantities;
    this.price = price;
    this.piecesOfLine = cart.pieces();
    this.pricePerPiece = price / LongStream.of(quantities).sum();
    this.maxSets = maxSets == 0 ? Long.MAX_VALUE : maxSets;
    this.increment = increment;
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
    return saving(take, quantities.length);
  }

  /**
   * A set saves no more than if each of its pieces cost the same part of its price. The saving is
   * lost with the largest weight, since all pieces of the set share it.
   */
  @Override
  public boolean lower(long[] weights, long[] lowered, Tally tally, byte upTo) {
    long largest = 0;
    for (int line : byPrice) {
      largest = Math.max(largest, tally.isOpen(line, upTo) ? weights[line] : 0);
    }
    for (int line : byPrice) {
      // No more than what is left of the line, so that the product fits.
      long each = Math.min(pricePerPiece, tally.left(line) / piecesOfLine[line]);
      if (tally.isOpen(line, upTo) && tally.left(line) > each * piecesOfLine[line]) {
        long rest = Weights.ratio(each * piecesOfLine[line], tally.left(line));
        long lost = largest - Weights.part(largest, rest);
        if (lost > weights[line]) {
          return false;
        }
        lowered[line] = Math.min(lowered[line], weights[line] - lost);
      }
    }
    return true;
  }

  @Override
  public String whyNothing() {
    return "There are too few pieces for a set, or they cost no more than the set.";
  }

  /**
   * Makes sets, all those that are alike at once. Parts take from one pool, or each has its own.
   */
  private long saving(Take take, int pools) {
    Pieces pieces = take.pieces();
    long[][] left = new long[pools][];
    Arrays.setAll(left, pool -> pieces.counts());
    long[][] inSet = new long[pools][pieces.runs()];
    long made = 0;
    long saved = 0;
    long cost = 0;
    while (made < maxSets && fill(pieces, left, inSet)) {
      long costOfSet = cost(pieces, inSet);
      if (costOfSet <= price) {
        break;
      }
      long sets = Math.min(maxSets - made, alike(left, inSet));
      made += sets;
      saved += sets * (costOfSet - price);
      cost += sets * costOfSet;
      remove(sets, take, left, inSet);
    }
    return Math.min(cost, Rounding.toIncrement(saved, increment));
  }

  /** Chooses the pieces of the next set; false if there are too few. */
  private boolean fill(Pieces pieces, long[][] left, long[][] inSet) {
    for (long[] pool : inSet) {
      Arrays.fill(pool, 0);
    }
    for (int part = 0; part < quantities.length; part++) {
      int pool = Math.min(part, left.length - 1);
      long missing = quantities[part];
      for (int run = 0; run < pieces.runs() && missing > 0; run++) {
        if (meant[part][pieces.line(run)]) {
          long taken = Math.min(missing, left[pool][run] - inSet[pool][run]);
          inSet[pool][run] += taken;
          missing -= taken;
        }
      }
      if (missing > 0) {
        return false;
      }
    }
    return true;
  }

  private static long cost(Pieces pieces, long[][] inSet) {
    long cost = 0;
    for (long[] pool : inSet) {
      for (int run = 0; run < pool.length; run++) {
        cost += pool[run] * pieces.price(run);
      }
    }
    return cost;
  }

  /** The number of sets that have the same pieces as the next one. */
  private static long alike(long[][] left, long[][] inSet) {
    long sets = Long.MAX_VALUE;
    for (int pool = 0; pool < left.length; pool++) {
      for (int run = 0; run < left[pool].length; run++) {
        if (inSet[pool][run] > 0) {
          sets = Math.min(sets, left[pool][run] / inSet[pool][run]);
        }
      }
    }
    return sets;
  }

  private static void remove(long sets, Take take, long[][] left, long[][] inSet) {
    Pieces pieces = take.pieces();
    for (int pool = 0; pool < left.length; pool++) {
      for (int run = 0; run < left[pool].length; run++) {
        if (inSet[pool][run] > 0) {
          long removed = sets * inSet[pool][run];
          left[pool][run] -= removed;
          take.add(pieces.line(run), removed * pieces.price(run));
          take.use(pieces.line(run));
        }
      }
    }
  }
}
