package id.laris.promotion.counter;

import id.laris.common.money.Amounts;
import id.laris.pos.v1.PromotionLimits;
import id.laris.pos.v1.PromotionResult.Reason;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a promotion, for an order of a customer on a day.
 *
 * @param customerId null without a customer
 */
public record Limit(
    UUID promotionId, PromotionLimits limits, @Nullable UUID customerId, LocalDate day) {

  /** Reports whether there is any limit. */
  public static boolean isSet(PromotionLimits limits) {
    return limits.getMaxUses() > 0
        || limits.getMaxUsesPerDay() > 0
        || limits.getMaxUsesPerCustomer() > 0
        || limits.hasMaxAmount();
  }

  /** The counters that decide. */
  public List<Counter> counters() {
    List<Counter> counters = new ArrayList<>();
    if (limits.getMaxUses() > 0) {
      counters.add(Counter.total(promotionId));
    }
    if (limits.getMaxUsesPerDay() > 0) {
      counters.add(Counter.ofDay(promotionId, day));
    }
    if (limits.getMaxUsesPerCustomer() > 0 && customerId != null) {
      counters.add(Counter.ofCustomer(promotionId, customerId));
    }
    if (limits.hasMaxAmount()) {
      counters.add(amount());
    }
    return counters;
  }

  private Counter amount() {
    return Counter.amount(promotionId, limits.getMaxAmount().getCurrency());
  }

  /**
   * The reason why the order cannot use it; REASON_UNSPECIFIED if it can.
   *
   * @param counts the uses of other orders
   */
  public Reason obstacle(Map<Counter, Count> counts) {
    if (isReached(limits.getMaxUses(), Counter.total(promotionId), counts)
        || isReached(limits.getMaxUsesPerDay(), Counter.ofDay(promotionId, day), counts)
        || amountLeft(counts).orElse(1) == 0) {
      return Reason.LIMIT_USED_UP;
    }
    if (limits.getMaxUsesPerCustomer() == 0) {
      return Reason.REASON_UNSPECIFIED;
    }
    if (customerId == null) {
      return Reason.CUSTOMER_MISSING;
    }
    return isReached(
            limits.getMaxUsesPerCustomer(), Counter.ofCustomer(promotionId, customerId), counts)
        ? Reason.CUSTOMER_LIMIT_USED_UP
        : Reason.REASON_UNSPECIFIED;
  }

  /** The amount that it may still take off; empty for no limit. */
  public OptionalLong amountLeft(Map<Counter, Count> counts) {
    if (!limits.hasMaxAmount()) {
      return OptionalLong.empty();
    }
    long used = counts.getOrDefault(amount(), Count.NONE).amount();
    return OptionalLong.of(Math.max(0, Amounts.subtract(limits.getMaxAmount().getAmount(), used)));
  }

  /** The number of uses that are left in all; empty for no limit. */
  public OptionalLong usesLeft(Map<Counter, Count> counts) {
    if (limits.getMaxUses() == 0) {
      return OptionalLong.empty();
    }
    long used = counts.getOrDefault(Counter.total(promotionId), Count.NONE).uses();
    return OptionalLong.of(Math.max(0, limits.getMaxUses() - used));
  }

  private static boolean isReached(long most, Counter counter, Map<Counter, Count> counts) {
    return most > 0 && counts.getOrDefault(counter, Count.NONE).uses() >= most;
  }
}
