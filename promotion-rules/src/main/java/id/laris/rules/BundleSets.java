package id.laris.rules;

import java.util.Arrays;

/**
 * Makes the sets of a bundle, one kind after the other. Each part takes the dearest pieces that are
 * in no set yet.
 *
 * <p>Pieces only get fewer, so that each part looks at a run that is used up only once, however
 * many sets there are.
 */
final class BundleSets {
  private final Pieces pieces;
  private final boolean[][] meant;
  private final long[] quantities;
  private final long[][] left;
  private final long[][] inSet;

  /** For each part, the first run that can still have pieces for it. */
  private final int[] first;

  /** The pools and runs of the next set. */
  private final int[] poolOfSet;

  private final int[] runOfSet;
  private int runsOfSet;
  private long steps;

  /**
   * Makes sets of the pieces that were collected.
   *
   * @param meant for each part, true for its lines
   * @param quantities the number of pieces of each part
   * @param pools 1 if the parts take from the same pieces, or the number of parts if each has all
   *     pieces for itself
   */
  BundleSets(Pieces pieces, boolean[][] meant, long[] quantities, int pools) {
    this.pieces = pieces;
    this.meant = meant;
    this.quantities = quantities;
    left = new long[pools][];
    Arrays.setAll(left, pool -> pieces.counts());
    inSet = new long[pools][pieces.runs()];
    first = new int[quantities.length];
    steps = (long) pools * pieces.runs();
    poolOfSet = new int[pools * pieces.runs()];
    runOfSet = new int[pools * pieces.runs()];
  }

  /** Chooses the pieces of the next set; false if there are too few. */
  boolean choose() {
    for (int part = 0; part < quantities.length; part++) {
      int pool = Math.min(part, left.length - 1);
      int run = first(part, pool);
      long missing = quantities[part];
      for (; run < pieces.runs() && missing > 0; run++) {
        steps++;
        if (meant[part][pieces.line(run)]) {
          missing -= choose(pool, run, missing);
        }
      }
      if (missing > 0) {
        return false;
      }
    }
    return true;
  }

  /** The cost of the set that was chosen. */
  long cost() {
    long cost = 0;
    for (int i = 0; i < runsOfSet; i++) {
      cost += inSet[poolOfSet[i]][runOfSet[i]] * pieces.price(runOfSet[i]);
    }
    return cost;
  }

  /** The number of sets that have the same pieces as the one that was chosen. */
  long alike() {
    long sets = Long.MAX_VALUE;
    for (int i = 0; i < runsOfSet; i++) {
      int run = runOfSet[i];
      sets = Math.min(sets, left[poolOfSet[i]][run] / inSet[poolOfSet[i]][run]);
    }
    return sets;
  }

  /** Makes so many sets of those pieces. */
  void make(long sets, Take take) {
    for (int i = 0; i < runsOfSet; i++) {
      int pool = poolOfSet[i];
      int run = runOfSet[i];
      long used = sets * inSet[pool][run];
      left[pool][run] -= used;
      inSet[pool][run] = 0;
      take.add(pieces.line(run), used * pieces.price(run));
      take.use(pieces.line(run));
    }
    steps += runsOfSet;
    runsOfSet = 0;
  }

  /** Returns the number of steps until now. */
  long steps() {
    return steps;
  }

  private int first(int part, int pool) {
    int run = first[part];
    while (run < pieces.runs() && (left[pool][run] == 0 || !meant[part][pieces.line(run)])) {
      steps++;
      run++;
    }
    first[part] = run;
    return run;
  }

  private long choose(int pool, int run, long missing) {
    long taken = Math.min(missing, left[pool][run] - inSet[pool][run]);
    if (taken > 0 && inSet[pool][run] == 0) {
      poolOfSet[runsOfSet] = pool;
      runOfSet[runsOfSet] = run;
      runsOfSet++;
    }
    inSet[pool][run] += taken;
    return taken;
  }
}
