package id.laris.promotion.rules;

import java.util.List;

/**
 * A bound on what promotions can still take off a cart, in whatever set of them: never less than
 * the best of the sets, and near enough to it that most sets need not be tried.
 *
 * <p>Of a percentage or a unit price it is known how much of each line it leaves at least, also
 * after others. Hence these are put one after another, and the bound for a line is what none of all
 * of them can take. A percentage after another percentage so counts with what the other leaves, and
 * a service charge that is waived with what all of them leave. ITEM promotions that do not share
 * lines are alternatives: of them the one counts that leaves least, for each line.
 *
 * <p>Of the other benefits only a ceiling is known, which is added. This holds in any order: what
 * these take off a line lowers, and never raises, what a percentage or a unit price takes off it.
 *
 * <p>Rounding can shift amounts. Each rounding takes at most half an increment more; and dividing
 * an amount can burden lines by parts of an increment more than their share, in all by a quarter of
 * an increment for each line, which matters if a later promotion looks at lines differently.
 */
final class Bound {
  /** More bits than this do not make the bound sharper. */
  private static final int MOST_BITS = 20;

  private final List<Candidate> candidates;
  private final long increment;
  private final int shift;
  private final long[] ceilings;
  private final long[] drifts;
  private final long driftOfAll;
  private final boolean[] byLine;
  private final long[] least;
  private final long[] alone;
  private final long[] trial;

  /** Makes a bound for candidates in the order of application. */
  Bound(List<Candidate> candidates, Sale sale, Tally untouched, Take take) {
    this.candidates = candidates;
    this.increment = sale.cart().getRoundingIncrement();
    int lines = untouched.lines();
    least = new long[lines];
    alone = new long[lines];
    trial = new long[lines];
    long gross = 0;
    for (int line = 0; line < lines; line++) {
      gross += untouched.left(line);
    }
    shift = Math.clamp(Long.numberOfLeadingZeros(gross) - 2, 0, MOST_BITS);
    driftOfAll = drift(lines);
    ceilings = new long[candidates.size()];
    drifts = new long[candidates.size()];
    byLine = new boolean[candidates.size()];
    for (int place = 0; place < ceilings.length; place++) {
      Candidate candidate = candidates.get(place);
      take.clear();
      ceilings[place] = candidate.ceiling(untouched, take);
      drifts[place] = drift(candidate.benefit().lines().length);
      load(untouched, trial);
      byLine[place] =
          candidate.benefit().lower(trial, shift, untouched, Tally.CLOSED)
              && gross - (sum(trial) >> shift) <= ceilings[place] + increment;
    }
  }

  /** The ceiling of a candidate for the untouched cart. */
  long ceiling(int place) {
    return ceilings[place];
  }

  /**
   * The most that promotions can still take off.
   *
   * @param open the places of the promotions that may be applied, one bit for each
   */
  long of(Tally tally, int open) {
    load(tally, least);
    load(tally, alone);
    long base = sum(least);
    long added = 0;
    long drift = 0;
    long nextDrift = 0;
    long driftOfAlone = 0;
    boolean serviceSeen = false;
    boolean merged = false;
    for (int rest = open; rest != 0; rest &= rest - 1) {
      int place = Integer.numberOfTrailingZeros(rest);
      Candidate candidate = candidates.get(place);
      boolean isService = candidate.benefit() instanceof WaivedServiceCharge;
      if (!merged && !candidate.isItem()) {
        merge();
        merged = true;
        nextDrift += driftOfAlone;
      }
      if (!byLine[place] || (isService && serviceSeen)) {
        added += isService ? ceilings[place] : Math.min(ceilings[place], open(candidate, tally));
        continue;
      }
      serviceSeen |= isService;
      added += roundings(candidate) * ((increment + 1) / 2);
      if (candidate.sharesLines()) {
        candidate.benefit().lower(least, shift, tally, candidate.upTo());
        drift += nextDrift;
        nextDrift = drifts[place];
      } else {
        lowerAlone(candidate, tally);
        driftOfAlone = driftOfAll;
      }
    }
    if (!merged) {
      merge();
    }
    // Rounded up, since what is left was rounded down.
    return ((base - sum(least) - 1) >> shift) + 1 + added + drift;
  }

  private void lowerAlone(Candidate candidate, Tally tally) {
    load(tally, trial);
    candidate.benefit().lower(trial, shift, tally, candidate.upTo());
    for (int line = 0; line < trial.length; line++) {
      alone[line] = Math.min(alone[line], trial[line]);
    }
  }

  private void merge() {
    for (int line = 0; line < least.length; line++) {
      least[line] = Math.min(least[line], alone[line]);
    }
  }

  /** What is left of the lines that a candidate may touch. */
  private static long open(Candidate candidate, Tally tally) {
    long sum = 0;
    for (int line : candidate.benefit().lines()) {
      sum += tally.isOpen(line, candidate.upTo()) ? tally.left(line) : 0;
    }
    return sum;
  }

  private static int roundings(Candidate candidate) {
    return candidate.benefit() instanceof WaivedServiceCharge waiver ? waiver.charges() : 1;
  }

  /** Steps of more than a minor unit can be more than what is left of a line. */
  private long drift(int lines) {
    return increment == 1 ? (lines + 3) / 4 : 3L * lines * increment;
  }

  private void load(Tally tally, long[] amounts) {
    for (int line = 0; line < amounts.length; line++) {
      amounts[line] = tally.left(line) << shift;
    }
  }

  private static long sum(long[] amounts) {
    long sum = 0;
    for (long amount : amounts) {
      sum += amount;
    }
    return sum;
  }
}
