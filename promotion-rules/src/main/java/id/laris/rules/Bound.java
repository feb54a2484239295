package id.laris.rules;

import java.util.Arrays;
import java.util.List;

/**
 * A bound on what promotions can still take off a cart, in whatever set of them: never less than
 * the best of the sets, and near enough to it that most sets need not be tried.
 *
 * <p>It is a weight for each line and a constant, such that after any of the promotions the
 * customer still pays at least the weighted sum of the lines less the constant. Beginning with
 * weights of one, the promotions are gone through from the last to the first:
 *
 * <ul>
 *   <li>A percentage lowers the weights of its lines by its rate. So does a waived service charge,
 *       and a unit price by the part that it takes off what is now left of the line. A promotion
 *       that frees some pieces of each set takes off a known part of its goods.
 *   <li>The other benefits have only a ceiling, the most that they take off the cart as it is now.
 *       It counts with the largest weight of their lines: later percentages would have taken the
 *       rest anyway.
 *   <li>ITEM promotions that share no lines are alternatives: of them, the one counts for each line
 *       that lowers its weight most.
 * </ul>
 *
 * <p>No weight falls below zero, so that the bound holds for sets without some of the promotions
 * too. Each rounding can take half an increment more. Dividing an amount can burden some lines more
 * than their share and spare others, which matters as much as the weights of the lines differ; and
 * in full if a line that an ITEM promotion spared is left to another one.
 */
final class Bound {
  /** More bits after the minor unit than this do not make the bound sharper. */
  private static final int MOST_BITS = 16;

  private final List<Candidate> candidates;
  private final int items;
  private final boolean linesClose;
  private final long increment;
  private final int shift;
  private final Take take;
  private final long[][] ceilings;
  private final int[] known;
  private final long[] weights;
  private final long[] alone;
  private final long[] trial;

  // The bound that is being computed.
  private Tally tally;
  private int depth;
  private long constant;
  private long added;

  /** Makes a bound for candidates in the order of application. */
  Bound(List<Candidate> candidates, Sale sale, Tally untouched, Take take) {
    this.candidates = candidates;
    this.items = (int) candidates.stream().filter(Candidate::isItem).count();
    this.linesClose = candidates.stream().anyMatch(candidate -> !candidate.sharesLines());
    this.increment = sale.cart().getRoundingIncrement();
    this.take = take;
    this.tally = untouched;
    int lines = untouched.lines();
    long gross = 0;
    for (int line = 0; line < lines; line++) {
      gross += untouched.left(line);
    }
    // Two bits more are needed for the multiplication by weights.
    shift = Math.clamp(Long.numberOfLeadingZeros(gross) - 4, 0, MOST_BITS);
    ceilings = new long[candidates.size() + 1][candidates.size()];
    known = new int[candidates.size() + 1];
    weights = new long[lines];
    alone = new long[lines];
    trial = new long[lines];
  }

  /** Says that the cart at a depth of the search is another one now. */
  void forget(int changedDepth) {
    known[changedDepth] = 0;
  }

  /**
   * The most that promotions can still take off.
   *
   * @param cart the cart at a depth of the search
   * @param open the places of the promotions that may be applied, one bit for each
   */
  long of(Tally cart, int depthOfCart, int open) {
    tally = cart;
    depth = depthOfCart;
    constant = 0;
    added = 0;
    Arrays.fill(weights, Weights.ONE);
    boolean serviceSeen = false;
    for (int place = candidates.size() - 1; place >= items; place--) {
      if ((open >> place & 1) != 0) {
        if (candidates.get(place).benefit() instanceof WaivedServiceCharge waiver) {
          waive(waiver, place, serviceSeen);
          serviceSeen = true;
        } else {
          lower(place, weights);
        }
      }
    }
    System.arraycopy(weights, 0, alone, 0, alone.length);
    for (int place = items - 1; place >= 0; place--) {
      if ((open >> place & 1) != 0 && !candidates.get(place).sharesLines()) {
        lower(place, alone);
      }
    }
    for (int place = items - 1; place >= 0; place--) {
      if ((open >> place & 1) != 0 && candidates.get(place).sharesLines()) {
        lower(place, weights);
      }
    }
    return mostTaken();
  }

  private long mostTaken() {
    long most = constant;
    for (int line = 0; line < weights.length; line++) {
      long lost = Weights.ONE - Math.min(weights[line], alone[line]);
      most += Weights.times(tally.left(line) << shift, lost) + 1;
    }
    return (most >> shift) + 1 + added;
  }

  /** The first waiver lowers weights like a percentage; of others the ceiling counts. */
  private void waive(WaivedServiceCharge waiver, int place, boolean serviceSeen) {
    if (serviceSeen || !waiver.lower(weights, weights, tally, Tally.CLOSED)) {
      added += ceiling(place);
    } else {
      added += waiver.charges() * ((increment + 1) / 2);
    }
  }

  /** Lowers weights by a promotion, or adds its ceiling, whichever makes the bound smaller. */
  private void lower(int place, long[] lowered) {
    Candidate candidate = candidates.get(place);
    long largest = 0;
    long smallest = Weights.ONE;
    for (int line : candidate.benefit().lines()) {
      if (tally.left(line) > 0 && tally.isOpen(line, candidate.upTo())) {
        largest = Math.max(largest, weights[line]);
        smallest = Math.min(smallest, weights[line]);
      }
    }
    if (largest == 0) {
      return;
    }
    long ceiling = ceiling(place) << shift;
    long most = Weights.times(ceiling, largest) + 1;
    System.arraycopy(lowered, 0, trial, 0, trial.length);
    if (candidate.benefit().lower(weights, trial, tally, candidate.upTo())
        && isSmaller(lowered, candidate, most)) {
      System.arraycopy(trial, 0, lowered, 0, trial.length);
      added += (increment + 1) / 2;
      constant += drift(candidate, largest - (linesClose && candidate.isItem() ? 0 : smallest));
    } else {
      constant += most;
    }
  }

  /**
   * Lower weights are worth somewhat more than a smaller constant, because they are lowered further
   * by the promotions that come before.
   */
  private boolean isSmaller(long[] lowered, Candidate candidate, long most) {
    long sum = 0;
    for (int line : candidate.benefit().lines()) {
      sum += Weights.times(tally.left(line) << shift, lowered[line] - trial[line]);
    }
    return sum - (sum >> 3) <= most;
  }

  /**
   * The weighted amount by which lines can be burdened more than their share: in all a quarter of
   * an increment for each, or more if steps of the increment are larger than what is left of lines.
   */
  private long drift(Candidate candidate, long difference) {
    long lines = candidate.benefit().lines().length;
    long most = increment == 1 ? (lines + 3) / 4 : 3 * lines * increment;
    return Weights.times(most << shift, difference) + 1;
  }

  private long ceiling(int place) {
    if ((known[depth] >> place & 1) == 0) {
      ceilings[depth][place] = candidates.get(place).ceiling(tally, take);
      known[depth] |= 1 << place;
    }
    return ceilings[depth][place];
  }
}
