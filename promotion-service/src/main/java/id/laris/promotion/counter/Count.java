package id.laris.promotion.counter;

import id.laris.common.money.Amounts;
import java.util.Map;
import java.util.TreeMap;

/**
 * The value of a counter, or a change of it.
 *
 * @param uses the number of uses
 * @param amount the amount that they took off, in minor units
 */
public record Count(long uses, long amount) {

  public static final Count NONE = new Count(0, 0);

  boolean isMore() {
    return uses > 0 || amount > 0;
  }

  Count plus(Count other) {
    return new Count(Amounts.add(uses, other.uses), Amounts.add(amount, other.amount));
  }

  Count negated() {
    return new Count(-uses, -amount);
  }

  /** Adds the counts of each counter. */
  public static Map<Counter, Count> sum(Map<Counter, Count> one, Map<Counter, Count> other) {
    Map<Counter, Count> sum = new TreeMap<>(one);
    other.forEach((counter, count) -> sum.merge(counter, count, Count::plus));
    return sum;
  }

  /** Takes the second counts from the first. */
  public static Map<Counter, Count> difference(Map<Counter, Count> one, Map<Counter, Count> other) {
    Map<Counter, Count> negated = new TreeMap<>();
    other.forEach((counter, count) -> negated.put(counter, count.negated()));
    return sum(one, negated);
  }

  /** The changes without those that change nothing, so that their counters need no lock. */
  public static Map<Counter, Count> withoutZeros(Map<Counter, Count> changes) {
    Map<Counter, Count> rest = new TreeMap<>(changes);
    rest.values().removeIf(NONE::equals);
    return rest;
  }
}
