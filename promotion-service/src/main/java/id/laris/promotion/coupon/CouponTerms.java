package id.laris.promotion.coupon;

import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.promotion.counter.Count;
import id.laris.promotion.counter.Counter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that decides whether a coupon can be used, apart from its promotion.
 *
 * @param maxUses 0 for no limit
 * @param maxUsesPerCustomer 0 for no limit
 * @param startsAt null for always
 * @param endsAt null for never
 * @param holderId the customer to whom it belongs; null for anyone
 * @param disabledAt null if it was not disabled
 */
public record CouponTerms(
    UUID couponId,
    long maxUses,
    long maxUsesPerCustomer,
    @Nullable Instant startsAt,
    @Nullable Instant endsAt,
    @Nullable UUID holderId,
    @Nullable Instant disabledAt) {

  /** The counters that decide. */
  public List<Counter> counters(@Nullable UUID customerId) {
    if (maxUses > 0) {
      return maxUsesPerCustomer > 0 && customerId != null
          ? List.of(Counter.total(couponId), Counter.ofCustomer(couponId, customerId))
          : List.of(Counter.total(couponId));
    }
    return maxUsesPerCustomer > 0 && customerId != null
        ? List.of(Counter.ofCustomer(couponId, customerId))
        : List.of();
  }

  /**
   * The reason why an order cannot use it; REASON_UNSPECIFIED if it can.
   *
   * @param customerId the customer of the order; null without one
   * @param counts the uses of other orders
   */
  public Reason obstacle(Instant at, @Nullable UUID customerId, Map<Counter, Count> counts) {
    if (disabledAt != null) {
      return Reason.COUPON_DISABLED;
    }
    if (startsAt != null && at.isBefore(startsAt)) {
      return Reason.COUPON_NOT_STARTED;
    }
    if (endsAt != null && !at.isBefore(endsAt)) {
      return Reason.COUPON_EXPIRED;
    }
    if (usesLeft(counts).orElse(1) == 0) {
      return Reason.COUPON_USED_UP;
    }
    return obstacleOf(customerId, counts);
  }

  private Reason obstacleOf(@Nullable UUID customerId, Map<Counter, Count> counts) {
    if (holderId != null && !holderId.equals(customerId)) {
      return Reason.COUPON_OTHER_CUSTOMER;
    }
    if (maxUsesPerCustomer == 0) {
      return Reason.REASON_UNSPECIFIED;
    }
    if (customerId == null) {
      return Reason.CUSTOMER_MISSING;
    }
    return uses(Counter.ofCustomer(couponId, customerId), counts) >= maxUsesPerCustomer
        ? Reason.COUPON_USED_UP
        : Reason.REASON_UNSPECIFIED;
  }

  /** The number of orders that may still use it; empty for no limit. */
  public OptionalLong usesLeft(Map<Counter, Count> counts) {
    return maxUses == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, maxUses - uses(Counter.total(couponId), counts)));
  }

  private static long uses(Counter counter, Map<Counter, Count> counts) {
    return counts.getOrDefault(counter, Count.NONE).uses();
  }
}
