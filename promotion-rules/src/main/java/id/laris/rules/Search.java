package id.laris.rules;

import id.laris.pos.v1.PromotionRules.StackingClass;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the set of promotions that takes off most, by branch and bound.
 *
 * <p>First it decides about the promotions for the order and for service charges, of which few can
 * be in one set, then about ITEM promotions in the order in which they are applied, so that the
 * cart is known as they leave it. Where the {@link Bound} says that no set can be better than the
 * best one that was found, it goes no further. It begins with the set of a simple rule: by falling
 * amount, each promotion that adds something.
 */
final class Search {
  /** Most promotions that are compared. */
  static final int MOST_CANDIDATES = 20;

  /**
   * Lines that are looked at before the search is given up, so that no cart can stop a till: some
   * 20,000 steps with 30 lines.
   */
  static final int MOST_WORK = 1_000_000;

  /** A step with few lines is work as well. */
  private static final int WORK_OF_STEP = 20;

  private final List<Candidate> candidates;
  private final Tally untouched;
  private final Take take;
  private final Bound bound;
  private final Preference preference;
  private final int items;
  private final int[] compatible;
  private final Tally[] path;
  private int best;
  private long bestTotal;
  private int work;

  /** Makes a search among candidates in the order of application. */
  Search(List<Candidate> candidates, Sale sale, Tally untouched, Take take) {
    this.candidates = candidates;
    this.untouched = untouched;
    this.take = take;
    this.bound = new Bound(candidates, sale, untouched, take);
    this.preference = new Preference(candidates);
    this.items =
        (int)
            candidates.stream()
                .filter(candidate -> candidate.stackingClass() == StackingClass.ITEM)
                .count();
    this.compatible = candidates.stream().mapToInt(this::compatibleWith).toArray();
    this.path = new Tally[candidates.size() + 1];
    Arrays.setAll(path, depth -> new Tally(sale.lines().gross(), sale.cart().getChargesCount()));
  }

  PromotionSet run() {
    beginSimply();
    int free =
        IntStream.range(0, candidates.size())
            .filter(place -> !candidates.get(place).isExclusive())
            .map(place -> 1 << place)
            .reduce(0, (one, other) -> one | other);
    path[0].become(untouched);
    decideOnOrder(items, 0, free);
    return new PromotionSet(best, bestTotal, work <= MOST_WORK);
  }

  /**
   * Tries each promotion alone, and then adds one after the other, those that take off most first.
   */
  private void beginSimply() {
    long[] alone = new long[candidates.size()];
    Arrays.setAll(alone, place -> total(1 << place));
    int[] falling =
        IntStream.range(0, alone.length)
            .boxed()
            .sorted(Comparator.comparingLong(place -> -alone[place]))
            .mapToInt(Integer::intValue)
            .toArray();
    int members = 0;
    long total = 0;
    for (int place : falling) {
      consider(1 << place, alone[place]);
      if ((members & ~compatible[place]) == 0) {
        long withIt = total(members | 1 << place);
        if (withIt > total) {
          members |= 1 << place;
          total = withIt;
        }
      }
    }
    consider(members, total);
  }

  /** Chooses the promotions for the order and for service charges, from a place on. */
  private void decideOnOrder(int place, int chosen, int open) {
    if (isHopeless(0, open)) {
      return;
    }
    if (place == candidates.size()) {
      decideOnItems(0, chosen, open);
      return;
    }
    int bit = 1 << place;
    if ((open & bit) != 0) {
      decideOnOrder(place + 1, chosen | bit, open & (compatible[place] | bit));
    }
    decideOnOrder(place + 1, chosen, open & ~bit);
  }

  /**
   * Chooses ITEM promotions; {@code path[depth]} is the cart as those chosen so far leave it, and
   * {@code open} are the promotions that may still be applied to it.
   */
  private void decideOnItems(int depth, int chosen, int open) {
    Tally tally = path[depth];
    if (isHopeless(depth, open)) {
      return;
    }
    int openItems = open & ((1 << items) - 1);
    if (openItems == 0) {
      finish(depth, chosen);
      return;
    }
    int next = Integer.numberOfTrailingZeros(openItems);
    int bit = 1 << next;
    if (candidates.get(next).apply(tally, path[depth + 1], take) > 0) {
      bound.forget(depth + 1);
      decideOnItems(depth + 1, chosen | bit, open & ~bit);
    }
    decideOnItems(depth, chosen, open & ~bit);
  }

  /** Applies the promotions for the order and for service charges to the cart as it is left. */
  private void finish(int depth, int chosen) {
    int last = depth;
    for (int place = items; place < candidates.size(); place++) {
      if ((chosen >> place & 1) != 0) {
        if (candidates.get(place).apply(path[last], path[last + 1], take) == 0) {
          return;
        }
        last++;
      }
    }
    consider(chosen, path[last].takenOff());
  }

  /** The total of a set, or 0 if one of its promotions takes nothing off, or more than it may. */
  private long total(int members) {
    int last = 0;
    path[0].become(untouched);
    for (int rest = members; rest != 0; rest &= rest - 1) {
      Candidate candidate = candidates.get(Integer.numberOfTrailingZeros(rest));
      if (candidate.apply(path[last], path[last + 1], take) == 0) {
        return 0;
      }
      last++;
    }
    return path[last].takenOff();
  }

  private void consider(int members, long total) {
    if (total > bestTotal
        || (total == bestTotal && total > 0 && preference.prefers(members, best))) {
      best = members;
      bestTotal = total;
    }
  }

  private boolean isHopeless(int depth, int open) {
    work += untouched.lines() + WORK_OF_STEP;
    return work > MOST_WORK
        || path[depth].takenOff() + bound.of(path[depth], depth, open) < bestTotal;
  }

  private int compatibleWith(Candidate candidate) {
    return IntStream.range(0, candidates.size())
        .filter(place -> candidates.get(place).combinesWith(candidate))
        .map(place -> 1 << place)
        .reduce(0, (one, other) -> one | other);
  }
}
