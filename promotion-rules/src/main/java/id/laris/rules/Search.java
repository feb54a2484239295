package id.laris.rules;

import id.laris.pos.v1.PromotionRules.StackingClass;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the set of promotions that takes off most, by branch and bound.
 *
 * <p>First it decides about the promotions for the order and for service charges with which some
 * ITEM promotions do not combine, then about all promotions in the order in which they are applied,
 * so that the cart is known as they leave it. Where the {@link Bound} says that no set can be
 * better than the best one that was found, it goes no further. It begins with the set of a simple
 * rule: by falling amount, each promotion that adds something.
 */
final class Search {
  /** Most promotions that are compared. */
  static final int MOST_CANDIDATES = 20;

  /**
   * Steps after which the search is given up, so that no cart can stop a till. A step takes a few
   * nanoseconds.
   */
  static final long MOST_WORK = 15_000_000;

  /** Steps for a line, each time that it is looked at for a promotion. */
  private static final int STEPS_OF_LINE = 10;

  private final List<Candidate> candidates;
  private final Tally untouched;
  private final Take take;
  private final Bound bound;
  private final Preference preference;
  private final int items;
  private final int[] compatible;
  private final int orders;
  private final Tally[] path;
  private int best;
  private long bestTotal;
  private long work;

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
    this.orders =
        IntStream.range(0, candidates.size())
            .filter(place -> candidates.get(place).stackingClass() == StackingClass.ORDER)
            .map(place -> 1 << place)
            .reduce(0, (one, other) -> one | other);
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
    decideOnOrder(0, free);
    return new PromotionSet(best, bestTotal, !isGivenUp());
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

  /**
   * Decides about the promotions for the order and for service charges that do not combine with all
   * others that may be applied.
   *
   * @param open the promotions that may be applied
   * @param certain those of them that must be
   */
  private void decideOnOrder(int certain, int open) {
    look(0, 0, open);
    if (isHopeless(0, 0, 0, open)) {
      return;
    }
    for (int place = items; place < candidates.size(); place++) {
      int bit = 1 << place;
      // The bound knows that promotions for the order can be alternatives.
      int others = open & ~(isOrder(place) ? orders : bit);
      if ((open & bit) != 0 && (others & ~compatible[place]) != 0) {
        decideOnOrder(certain | bit, open & (compatible[place] | bit));
        decideOnOrder(certain, open & ~bit);
        return;
      }
    }
    extend(0, 0, 0, certain, open);
  }

  /**
   * Extends a set by promotions that are applied after its own; {@code path[depth]} is the cart as
   * the set leaves it.
   */
  private void extend(int depth, int from, int members, int certain, int open) {
    if (open >> from != 0) {
      look(depth, from, open);
    }
    for (int next = from; next < candidates.size(); next++) {
      int bit = 1 << next;
      if ((open & bit) != 0) {
        if (isHopeless(depth, next, members, open)) {
          return;
        }
        if (candidates.get(next).apply(path[depth], path[depth + 1], take) > 0
            && path[depth + 1].takenOff() + bound.most(depth, next + 1) >= bestTotal) {
          bound.forget(depth + 1);
          extend(depth + 1, next + 1, members | bit, certain, open & compatible[next]);
        }
        if ((certain & bit) != 0) {
          return;
        }
      }
    }
    consider(members, path[depth].takenOff());
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

  private void look(int depth, int from, int open) {
    bound.look(path[depth], depth, from, open);
    work += (long) STEPS_OF_LINE * untouched.lines() * (Integer.bitCount(open >> from) + 1);
  }

  /** Returns whether no set of the members and of some of the others is better than the best. */
  private boolean isHopeless(int depth, int next, int members, int open) {
    long total = path[depth].takenOff() + bound.most(depth, next);
    return isGivenUp()
        || total < bestTotal
        || (total == bestTotal && !mayBePreferred(members, open >> next << next));
  }

  /** Returns whether sets of the members and of some of the others can be preferred to the best. */
  private boolean mayBePreferred(int members, int others) {
    return members == 0
        || best == 0
        || preference.prefers(preference.mostPreferred(members, others), best);
  }

  private boolean isGivenUp() {
    return work + take.steps() > MOST_WORK;
  }

  private boolean isOrder(int place) {
    return (orders >> place & 1) != 0;
  }

  private int compatibleWith(Candidate candidate) {
    return IntStream.range(0, candidates.size())
        .filter(place -> candidates.get(place).combinesWith(candidate))
        .map(place -> 1 << place)
        .reduce(0, (one, other) -> one | other);
  }
}
