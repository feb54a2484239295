package id.laris.promotion.coupon;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.grpc.Protos;
import id.laris.common.secret.Guesses;
import id.laris.pos.v1.CheckCouponRequest;
import id.laris.pos.v1.CheckCouponResponse;
import id.laris.pos.v1.PromotionLimits;
import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.pos.v1.PromotionRules;
import id.laris.promotion.counter.Count;
import id.laris.promotion.counter.Counter;
import id.laris.promotion.counter.Counters;
import id.laris.promotion.counter.Day;
import id.laris.promotion.counter.Limit;
import id.laris.promotion.promotion.Promotion;
import id.laris.promotion.promotion.Promotions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks at a coupon that a customer shows: with the customer if that is known, else as if it were
 * the right one.
 *
 * <p>Errors: NOT_FOUND, which does not say more; RATE_LIMITED after too many unknown codes.
 */
@Component
public class CheckCoupon {

  /** The codes that {@link Guesses} counts. */
  public static final String GUESSED = "coupon codes";

  private static final Set<Reason> OF_UNKNOWN_CUSTOMERS =
      Set.of(Reason.COUPON_OTHER_CUSTOMER, Reason.CUSTOMER_MISSING);

  private final Coupons coupons;
  private final Resource<Coupon, id.laris.pos.v1.Coupon> resource;
  private final Promotions promotions;
  private final Counters counters;
  private final Guesses guesses;
  private final Reads reads;
  private final Clock clock;

  CheckCoupon(
      Coupons coupons,
      Resource<Coupon, id.laris.pos.v1.Coupon> resource,
      Promotions promotions,
      Counters counters,
      Guesses guesses,
      Reads reads,
      Clock clock) {
    this.coupons = coupons;
    this.resource = resource;
    this.promotions = promotions;
    this.counters = counters;
    this.guesses = guesses;
    this.reads = reads;
    this.clock = clock;
  }

  public CheckCouponResponse run(CheckCouponRequest request) {
    Instant now = clock.instant();
    LocalDate day = Day.of(now, "time_zone", request.getTimeZone());
    String key = CouponCode.key(request.getCode());
    UUID customerId = Ids.parseOrNull(request.getCustomerId());
    Map<String, CheckCouponResponse> found =
        guesses.search(
            GUESSED, List.of(key), _ -> reads.run(() -> look(key, customerId, now, day)));
    return Optional.ofNullable(found.get(key)).orElseThrow(CheckCoupon::unknown);
  }

  private static PosException unknown() {
    return Errors.of(
            id.laris.common.errors.Reason.NOT_FOUND,
            "No coupon has this code: check its letters and digits.")
        .with("resource", "coupon")
        .with("field", "code");
  }

  private Map<String, CheckCouponResponse> look(
      String key, @Nullable UUID customerId, Instant now, LocalDate day) {
    return coupons
        .findByCodeKey(key)
        .map(coupon -> Map.of(key, look(coupon, customerId, now, day)))
        .orElse(Map.of());
  }

  private CheckCouponResponse look(
      Coupon coupon, @Nullable UUID customerId, Instant now, LocalDate day) {
    Promotion promotion = promotions.findById(coupon.promotionId()).orElseThrow();
    PromotionLimits limits = promotion.limits();
    Limit limit =
        new Limit(
            promotion.id(),
            limits == null ? PromotionLimits.getDefaultInstance() : limits,
            customerId,
            day);
    CouponTerms terms = coupon.terms();
    List<Counter> asked = new ArrayList<>(terms.counters(customerId));
    asked.addAll(limit.counters());
    Map<Counter, Count> counts = counters.read(asked);
    CheckCouponResponse.Builder answer =
        CheckCouponResponse.newBuilder()
            .setCoupon(resource.show(coupon))
            .setPromotionName(promotion.printedName())
            .setObstacle(
                first(
                    customerId,
                    terms.obstacle(now, customerId, counts),
                    state(promotion, now),
                    limit.obstacle(counts)));
    terms.usesLeft(counts).ifPresent(answer::setUsesLeft);
    return answer.build();
  }

  /** The first reason that holds, apart from those that only an unknown customer would give. */
  private static Reason first(@Nullable UUID customerId, Reason... reasons) {
    for (Reason reason : reasons) {
      boolean holds = customerId != null || !OF_UNKNOWN_CUSTOMERS.contains(reason);
      if (holds && reason != Reason.REASON_UNSPECIFIED) {
        return reason;
      }
    }
    return Reason.REASON_UNSPECIFIED;
  }

  private static Reason state(Promotion promotion, Instant now) {
    PromotionRules rules = promotion.rules();
    if (!promotion.isActive()) {
      return Reason.NOT_ACTIVE;
    }
    if (rules.hasStartsAt() && now.isBefore(Protos.instant("starts_at", rules.getStartsAt()))) {
      return Reason.NOT_STARTED;
    }
    if (rules.hasEndsAt() && !now.isBefore(Protos.instant("ends_at", rules.getEndsAt()))) {
      return Reason.ENDED;
    }
    return Reason.REASON_UNSPECIFIED;
  }
}
