package id.laris.promotion.usage;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.PosException.FieldViolation;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.PromotionLimits;
import id.laris.pos.v1.PromotionResult;
import id.laris.promotion.counter.Count;
import id.laris.promotion.counter.Counter;
import id.laris.promotion.counter.Limit;
import id.laris.promotion.coupon.Coupon;
import id.laris.promotion.coupon.Coupons;
import id.laris.promotion.promotion.Promotion;
import id.laris.promotion.promotion.Promotions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The limits of the promotions and coupons that an order uses. */
@Component
class UsageLimits {

  private final Promotions promotions;
  private final Coupons coupons;

  UsageLimits(Promotions promotions, Coupons coupons) {
    this.promotions = promotions;
    this.coupons = coupons;
  }

  /**
   * Reads the promotions and coupons of a reservation. Their state does not matter: what was
   * decided with them a moment ago is kept.
   *
   * <p>Errors: NOT_FOUND; VALIDATION_FAILED where they do not belong together.
   */
  Known of(Reservation wanted) {
    Set<UUID> couponIds =
        wanted.usages().stream()
            .map(Usage::couponId)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    Known known =
        new Known(
            promotions
                .findByIdIn(
                    wanted.usages().stream().map(Usage::promotionId).collect(Collectors.toSet()))
                .stream()
                .collect(toMap(Promotion::id, identity())),
            couponIds.isEmpty()
                ? Map.of()
                : coupons.findByIdIn(couponIds).stream().collect(toMap(Coupon::id, identity())));
    for (int i = 0; i < wanted.usages().size(); i++) {
      known.requireFitting(wanted, wanted.usages().get(i), "usages[%d]".formatted(i));
    }
    return known;
  }

  /** The promotions and coupons by id. */
  record Known(Map<UUID, Promotion> promotions, Map<UUID, Coupon> coupons) {

    private void requireFitting(Reservation wanted, Usage usage, String field) {
      Promotion promotion = promotions.get(usage.promotionId());
      if (promotion == null) {
        throw Errors.notFound("promotion", usage.promotionId());
      }
      String currency = promotion.rules().getCurrency();
      if (!currency.isEmpty() && !currency.equals(wanted.currency())) {
        throw Errors.invalid(
            "currency",
            "must be %s, that of the promotion %s".formatted(currency, usage.promotionId()));
      }
      if (usage.couponId() != null) {
        Coupon coupon = coupons.get(usage.couponId());
        if (coupon == null) {
          throw Errors.notFound("coupon", usage.couponId());
        }
        if (!coupon.promotionId().equals(usage.promotionId())) {
          throw Errors.invalid(field + ".coupon_id", "must be a coupon of the promotion");
        }
      }
    }

    /**
     * Refuses the reservation if any limit is exceeded or any coupon cannot be used, and names all.
     *
     * @param others the uses of other orders
     */
    void require(Reservation wanted, Instant at, Map<Counter, Count> others) {
      List<FieldViolation> violations = new ArrayList<>();
      List<String> usedUp = new ArrayList<>();
      List<String> notUsable = new ArrayList<>();
      for (int i = 0; i < wanted.usages().size(); i++) {
        Usage usage = wanted.usages().get(i);
        if (isUsedUp(wanted, usage, others)) {
          usedUp.add(usage.promotionId().toString());
          violations.add(
              new FieldViolation(
                  "usages[%d].promotion_id".formatted(i),
                  "was used as often as it may be, or has given away as much as it may"));
        }
        if (usage.couponId() != null) {
          PromotionResult.Reason obstacle =
              Objects.requireNonNull(coupons.get(usage.couponId()))
                  .terms()
                  .obstacle(at, wanted.customerId(), others);
          if (obstacle != PromotionResult.Reason.REASON_UNSPECIFIED) {
            notUsable.add(usage.couponId().toString());
            violations.add(
                new FieldViolation(
                    "usages[%d].coupon_id".formatted(i), "cannot be used: " + obstacle.name()));
          }
        }
      }
      if (!violations.isEmpty()) {
        throw refusal(violations, usedUp, notUsable);
      }
    }

    private boolean isUsedUp(Reservation wanted, Usage usage, Map<Counter, Count> others) {
      PromotionLimits limits = Objects.requireNonNull(promotions.get(usage.promotionId())).limits();
      if (limits == null) {
        return false;
      }
      Limit limit = new Limit(usage.promotionId(), limits, wanted.customerId(), wanted.day());
      return limit.obstacle(others) != PromotionResult.Reason.REASON_UNSPECIFIED
          || limit.amountLeft(others).orElse(Long.MAX_VALUE) < usage.amount();
    }

    private static PosException refusal(
        List<FieldViolation> violations, List<String> usedUp, List<String> notUsable) {
      PosException refusal =
          Errors.invalid(
              usedUp.isEmpty() ? Reason.COUPON_NOT_USABLE : Reason.PROMOTION_USED_UP, violations);
      if (!usedUp.isEmpty()) {
        var _ = refusal.withEach("promotion_id", usedUp);
      }
      if (!notUsable.isEmpty()) {
        var _ = refusal.withEach("coupon_id", notUsable);
      }
      return refusal;
    }
  }
}
