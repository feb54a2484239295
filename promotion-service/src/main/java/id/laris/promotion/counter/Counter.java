package id.laris.promotion.counter;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;

/**
 * Names a number of uses.
 *
 * @param ownerId the promotion or coupon that is used
 * @param scope the uses that it counts, as the database has it
 */
public record Counter(UUID ownerId, String scope) implements Comparable<Counter> {

  private static final Comparator<Counter> ORDER =
      Comparator.comparing((Counter counter) -> counter.ownerId.toString())
          .thenComparing(Counter::scope);

  /** All uses. */
  public static Counter total(UUID ownerId) {
    return new Counter(ownerId, "");
  }

  /** The uses of a day. */
  public static Counter ofDay(UUID ownerId, LocalDate day) {
    return new Counter(ownerId, scopeOf(day));
  }

  /** The uses of a customer. */
  public static Counter ofCustomer(UUID ownerId, UUID customerId) {
    return new Counter(ownerId, scopeOf(customerId));
  }

  /** The amount that orders in a currency got. */
  public static Counter amount(UUID ownerId, String currency) {
    return new Counter(ownerId, "amount:" + currency);
  }

  static String scopeOf(LocalDate day) {
    return "day:" + day;
  }

  static String scopeOf(UUID customerId) {
    return "customer:" + customerId;
  }

  /** The order in which counters are locked. */
  @Override
  public int compareTo(Counter other) {
    return ORDER.compare(this, other);
  }
}
