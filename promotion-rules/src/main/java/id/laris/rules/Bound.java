package id.laris.rules;

import id.laris.pos.v1.PromotionRules.StackingClass;
import java.util.Arrays;
import java.util.List;

/**
 * A bound on what promotions can still take off a cart, in whatever set of them: never less than
 * the best of the sets, and near enough to it that most sets need not be tried.
 *
 * <p>It is a sum over lines of {@link LeastPaid}, and a constant, such that after any of the
 * promotions the customer still pays at least the sum less the constant. Beginning with all that is
 * left, the promotions are gone through from the last to the first:
 *
 * <ul>
 *   <li>A percentage lowers the parts of its lines by its rate, a unit price lowers their tops. So
 *       does a waived service charge, and a promotion that frees some pieces of each set, or a
 *       bundle, by {@link Benefit#lower its own rule}.
 *   <li>Each promotion has a ceiling, the most that it takes off the cart as it is now. It counts
 *       as a constant, up to a threshold: parts that are larger are lowered by the rate of the
 *       promotion, as if it took that much off their lines. Any threshold gives a bound, and the
 *       one that gives nearly the lowest is searched.
 *   <li>ITEM promotions that share no lines are alternatives: of them, the one counts for each line
 *       that lowers it most. ORDER promotions that combine with no other are alternatives too.
 * </ul>
 *
 * <p>Nothing falls below zero, so that the bound holds for sets without some of the promotions too.
 * Each rounding can take half an increment more. Dividing an amount can burden some lines more than
 * their share and spare others, which matters as much as the parts of the lines differ; and in full
 * if a line that an ITEM promotion spared is left to another one.
 */
final class Bound {
  /** More bits after the minor unit than this do not make the bound sharper. */
  private static final int MOST_BITS = 16;

  /** The bits of an amount that are not used, so that sums over all promotions fit. */
  private static final int SPARE_BITS = 9;

  private static final int THRESHOLDS = 4;

  private final List<Candidate> candidates;
  private final int items;
  private final int orders;
  private final boolean linesClose;
  private final long increment;
  private final int shift;
  private final long[] pieces;
  private final Take take;

  private final long[][] most;
  private final long[][] ceilings;
  private final int[] known;

  // These hold the least that is paid after the promotions that were gone through.
  private final LeastPaid paid;
  private final LeastPaid afterClass;
  private final LeastPaid withAlternative;
  private final LeastPaid trial;
  private final LeastPaid ownRule;
  private final long[] alone;
  private final long[] left;
  private long leftOfAll;
  private long constant;
  private long constantOfAlternatives;
  private long service;
  private boolean serviceSeen;
  private Tally tally;
  private int depth;

  /** Makes a bound for candidates in the order of application. */
  Bound(List<Candidate> candidates, Sale sale, Tally untouched, Take take) {
    this.candidates = candidates;
    this.items = (int) candidates.stream().filter(Candidate::isItem).count();
    this.orders = items + (int) candidates.stream().filter(Bound::isOrder).count();
    this.linesClose = candidates.stream().anyMatch(candidate -> !candidate.sharesLines());
    this.increment = sale.cart().getRoundingIncrement();
    this.pieces = sale.lines().pieces();
    this.take = take;
    this.tally = untouched;
    int lines = untouched.lines();
    shift =
        Math.clamp(
            Long.numberOfLeadingZeros(sale.lines().grossOf(sale.lines().all())) - SPARE_BITS,
            0,
            MOST_BITS);
    most = new long[candidates.size() + 1][candidates.size() + 1];
    ceilings = new long[candidates.size() + 1][candidates.size()];
    known = new int[candidates.size() + 1];
    paid = new LeastPaid(lines);
    afterClass = new LeastPaid(lines);
    withAlternative = new LeastPaid(lines);
    trial = new LeastPaid(lines);
    ownRule = new LeastPaid(lines);
    alone = new long[lines];
    left = new long[lines];
  }

  /** Says that the cart at a depth of the search is another one now. */
  void forget(int changedDepth) {
    known[changedDepth] = 0;
  }

  /** The most that the promotions from a place on can still take off a cart that was looked at. */
  long most(int depthOfCart, int place) {
    return most[depthOfCart][place];
  }

  /**
   * Looks at the cart at a depth of the search.
   *
   * @param from the place of the first promotion that may be applied
   * @param open the places of the promotions that may be applied, one bit for each
   */
  void look(Tally cart, int depthOfCart, int from, int open) {
    tally = cart;
    depth = depthOfCart;
    begin();
    most[depth][candidates.size()] = 0;
    for (int place = candidates.size() - 1; place >= from; place--) {
      if (place == items - 1 || place == orders - 1) {
        beginClass();
      }
      if ((open >> place & 1) == 0) {
        most[depth][place] = most[depth][place + 1];
      } else {
        add(place);
        most[depth][place] = mostTaken();
      }
    }
  }

  private void begin() {
    leftOfAll = 0;
    for (int line = 0; line < left.length; line++) {
      left[line] = tally.left(line) << shift;
      leftOfAll += left[line];
    }
    constant = 0;
    service = 0;
    serviceSeen = false;
    paid.begin();
    beginAlternatives();
  }

  /** Joins what is paid after the class of promotions that comes later. */
  private void beginClass() {
    paid.lowerTo(withAlternative);
    constant = Math.max(constant, constantOfAlternatives);
    beginAlternatives();
  }

  private void beginAlternatives() {
    afterClass.become(paid);
    withAlternative.become(paid);
    constantOfAlternatives = 0;
    Arrays.fill(alone, Long.MAX_VALUE);
  }

  private long mostTaken() {
    long sum = Math.max(constant, constantOfAlternatives);
    for (int line = 0; line < left.length; line++) {
      sum += left[line] - Math.min(paid.of(line, left[line]), alone[line]);
    }
    return Math.min((sum >> shift) + 1, leftOfAll >> shift) + service;
  }

  private void add(int place) {
    Candidate candidate = candidates.get(place);
    if (candidate.benefit() instanceof WaivedServiceCharge waiver) {
      waive(waiver, place);
    } else if (candidate.isItem() ? candidate.sharesLines() : candidate.combinesWithItsClass()) {
      constant += lower(place, paid);
      paid.become(trial);
    } else {
      long lost = lower(place, afterClass);
      if (candidate.isItem()) {
        constant += lost;
      } else {
        constantOfAlternatives = Math.max(constantOfAlternatives, lost);
        withAlternative.lowerTo(trial);
      }
      for (int line : candidate.benefit().lines()) {
        if (tally.isOpen(line, candidate.upTo())) {
          alone[line] = Math.min(alone[line], trial.of(line, left[line]));
        }
      }
    }
  }

  /** The first waiver lowers parts like a percentage; of others the ceiling counts. */
  private void waive(WaivedServiceCharge waiver, int place) {
    if (serviceSeen || !waiver.lower(paid, tally, Tally.CLOSED, shift)) {
      service += ceiling(place);
    } else {
      service += waiver.charges() * ((increment + 1) / 2);
    }
    serviceSeen = true;
  }

  /**
   * Finds what a promotion does: {@code trial} is what is paid then.
   *
   * @return the constant
   */
  private long lower(int place, LeastPaid before) {
    Candidate candidate = candidates.get(place);
    Benefit benefit = candidate.benefit();
    trial.become(before);
    long largest = 0;
    long smallest = Weights.ONE;
    for (int line : benefit.lines()) {
      if (isOpen(line, candidate)) {
        largest = Math.max(largest, before.part(line));
        smallest = Math.min(smallest, before.hasTop(line) ? 0 : before.part(line));
      }
    }
    if (largest == 0) {
      return 0;
    }
    long byRule = drift(candidate, linesClose && candidate.isItem() ? largest : largest - smallest);
    if (benefit.isProportional()) {
      benefit.lower(trial, tally, candidate.upTo(), shift);
      return byRule;
    }
    long ceiling = Math.min(ceiling(place), leftOfAll >> shift) << shift;
    if (ceiling == 0) {
      return 0;
    }
    long lost = lowerAbove(candidate, before, ceiling, largest, smallest);
    long loss = lost + loss(before, trial, benefit);
    long ofPieces = ofPieces(candidate, before);
    if (ofPieces < loss) {
      trial.become(before);
      lost = ofPieces;
      loss = ofPieces;
    }
    ownRule.become(before);
    if (benefit.lower(ownRule, tally, candidate.upTo(), shift)) {
      long lossByRule = loss(before, ownRule, benefit);
      // Lower parts are worth somewhat more than a smaller constant, because they are lowered
      // further by the promotions that come before.
      if (lossByRule - (lossByRule >> 3) <= loss) {
        trial.become(ownRule);
        return byRule;
      }
    }
    return lost;
  }

  /** Counts the ceiling up to a threshold, and lowers larger parts by the rate of the promotion. */
  private long lowerAbove(
      Candidate candidate, LeastPaid before, long ceiling, long largest, long smallest) {
    long rate = candidate.benefit().rate();
    boolean alike = smallest == largest && rate == Weights.ONE;
    long threshold = alike ? largest : threshold(candidate, before, ceiling, largest);
    if (threshold < largest) {
      for (int line : candidate.benefit().lines()) {
        if (before.part(line) > threshold && isOpen(line, candidate)) {
          trial.lower(line, Weights.part(before.part(line) - threshold, rate) + 1);
        }
      }
    }
    long lost = Weights.times(ceiling, threshold) + 1;
    return rate == Weights.ONE ? lost : lost + drift(candidate, largest - threshold);
  }

  private long threshold(Candidate candidate, LeastPaid before, long ceiling, long largest) {
    if (!isBelowBest(0, candidate, before, ceiling)) {
      return 0;
    }
    long low = 0;
    long threshold = largest;
    for (int i = 0; i < THRESHOLDS; i++) {
      long middle = low + (threshold - low) / 2;
      if (isBelowBest(middle, candidate, before, ceiling)) {
        low = middle;
      } else {
        threshold = middle;
      }
    }
    return threshold;
  }

  /** Returns whether lines would lose less with a larger threshold, as the cart is now. */
  private boolean isBelowBest(long threshold, Candidate candidate, LeastPaid before, long ceiling) {
    long rate = candidate.benefit().rate();
    long sum = 0;
    for (int line : candidate.benefit().lines()) {
      long part = before.part(line);
      if (part > threshold && isOpen(line, candidate)) {
        long lower = part - Weights.part(part - threshold, rate);
        if (!before.hasTop(line)
            || Weights.times(left[line], lower) < before.of(line, left[line])) {
          sum += Weights.times(left[line], rate);
        }
      }
    }
    return sum > ceiling + (ceiling >> 3);
  }

  /** The most that is lost if the price of a limited number of pieces is taken. */
  private long ofPieces(Candidate candidate, LeastPaid before) {
    long number = candidate.benefit().pieces();
    if (number > Integer.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    long dearest = 0;
    for (int line : candidate.benefit().lines()) {
      if (isOpen(line, candidate) && pieces[line] > 0) {
        long piece = before.of(line, left[line]) / pieces[line];
        dearest = Math.max(dearest, piece + (1L << shift));
      }
    }
    return dearest > leftOfAll / number ? Long.MAX_VALUE : dearest * number;
  }

  private long loss(LeastPaid before, LeastPaid after, Benefit benefit) {
    long sum = 0;
    for (int line : benefit.lines()) {
      sum += before.of(line, left[line]) - after.of(line, left[line]);
    }
    return sum;
  }

  private boolean isOpen(int line, Candidate candidate) {
    return left[line] > 0 && tally.isOpen(line, candidate.upTo());
  }

  /**
   * Half an increment for the rounding, and the amount by which lines can be burdened more than
   * their share: in all a quarter of an increment for each, or more if steps of the increment are
   * larger than what is left of lines.
   */
  private long drift(Candidate candidate, long difference) {
    long lines = candidate.benefit().lines().length;
    long units = increment == 1 ? (lines + 3) / 4 : 3 * lines * increment;
    long rounding = (increment + 1) / 2;
    return Weights.times(units << shift, difference) + 1 + (rounding << shift);
  }

  private long ceiling(int place) {
    if ((known[depth] >> place & 1) == 0) {
      ceilings[depth][place] = candidates.get(place).ceiling(tally, take);
      known[depth] |= 1 << place;
    }
    return ceilings[depth][place];
  }

  private static boolean isOrder(Candidate candidate) {
    return candidate.stackingClass() == StackingClass.ORDER;
  }
}
