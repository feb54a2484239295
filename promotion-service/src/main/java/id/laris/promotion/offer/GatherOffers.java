package id.laris.promotion.offer;

import id.laris.common.Ids;
import id.laris.pos.v1.CouponOffer;
import id.laris.pos.v1.FindOffersResponse;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.promotion.counter.Count;
import id.laris.promotion.counter.Counter;
import id.laris.promotion.counter.Limit;
import id.laris.promotion.offer.PresentedCoupons.Presented;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gathers all that decides about promotions of an order, apart from its goods. Each kind of thing
 * is asked for once, and only if it matters: the number of the tenant's last event; the coupons, if
 * codes were entered; counters, if there are limits; the customer, if an offer asks.
 *
 * <p>Errors: RATE_LIMITED after too many unknown codes.
 */
@Component
class GatherOffers {

  private static final Comparator<PromotionOffer> BY_PRIORITY =
      Comparator.comparingInt((PromotionOffer offer) -> -offer.getRules().getPriority())
          .thenComparing(PromotionOffer::getPromotionId);

  private final ActivePromotions active;
  private final PresentedCoupons coupons;
  private final UsesOfOthers uses;
  private final CustomerFacts customers;

  GatherOffers(
      ActivePromotions active,
      PresentedCoupons coupons,
      UsesOfOthers uses,
      CustomerFacts customers) {
    this.active = active;
    this.coupons = coupons;
    this.uses = uses;
    this.customers = customers;
  }

  /** The offers of now. No transaction may be open. */
  FindOffersResponse now(Question question) {
    List<PromotionOffer> activeOffers = active.now();
    Map<String, Presented> presented = coupons.find(question.couponCodes());
    Map<Counter, Count> counts =
        uses.read(counters(question, activeOffers, presented), question.orderId());
    Map<String, PromotionOffer> offers = new LinkedHashMap<>();
    activeOffers.forEach(
        offer -> offers.put(offer.getPromotionId(), withUse(offer, question, counts)));
    presented
        .values()
        .forEach(coupon -> offers.putIfAbsent(coupon.offer().getPromotionId(), coupon.offer()));
    return answer(
        question,
        List.copyOf(offers.values()),
        question.couponCodes().stream()
            .map(
                code -> {
                  Presented coupon = presented.get(code);
                  return coupon == null
                      ? couponOffer(code, null, Reason.COUPON_UNKNOWN)
                      : couponOffer(
                          code,
                          coupon,
                          coupon.terms().obstacle(question.at(), question.customerId(), counts));
                })
            .toList());
  }

  /**
   * These offers of the past, for which limits, states and the uses of coupons do not count. No
   * transaction may be open.
   */
  FindOffersResponse then(Question question, List<PromotionOffer> offers) {
    Map<String, Presented> presented = coupons.find(question.couponCodes());
    return answer(
        question,
        offers,
        question.couponCodes().stream()
            .map(
                code -> {
                  Presented coupon = presented.get(code);
                  return couponOffer(
                      code,
                      coupon,
                      coupon == null ? Reason.COUPON_UNKNOWN : Reason.REASON_UNSPECIFIED);
                })
            .toList());
  }

  private FindOffersResponse answer(
      Question question, List<PromotionOffer> offers, List<CouponOffer> couponOffers) {
    FindOffersResponse.Builder answer =
        FindOffersResponse.newBuilder()
            .addAllOffers(offers.stream().sorted(BY_PRIORITY).toList())
            .addAllCoupons(couponOffers);
    if (question.facts() != null) {
      answer.setCustomer(question.facts());
    } else if (question.customerId() != null) {
      customers.of(question.customerId(), offers).ifPresent(answer::setCustomer);
    }
    return answer.build();
  }

  private static List<Counter> counters(
      Question question, List<PromotionOffer> offers, Map<String, Presented> presented) {
    List<Counter> counters = new ArrayList<>();
    offers.stream()
        .filter(offer -> Limit.isSet(offer.getLimits()))
        .forEach(offer -> counters.addAll(limit(offer, question).counters()));
    presented
        .values()
        .forEach(coupon -> counters.addAll(coupon.terms().counters(question.customerId())));
    return counters;
  }

  private static PromotionOffer withUse(
      PromotionOffer offer, Question question, Map<Counter, Count> counts) {
    if (!Limit.isSet(offer.getLimits()) || offer.getObstacle() != Reason.REASON_UNSPECIFIED) {
      return offer;
    }
    Limit limit = limit(offer, question);
    PromotionOffer.Builder used = offer.toBuilder().setObstacle(limit.obstacle(counts));
    limit.amountLeft(counts).ifPresent(used::setAmountLeft);
    return used.build();
  }

  private static Limit limit(PromotionOffer offer, Question question) {
    return new Limit(
        Ids.parse(offer.getPromotionId()),
        offer.getLimits(),
        question.customerId(),
        question.day());
  }

  private static CouponOffer couponOffer(String code, @Nullable Presented coupon, Reason obstacle) {
    CouponOffer.Builder offer = CouponOffer.newBuilder().setCode(code).setObstacle(obstacle);
    if (coupon != null) {
      offer
          .setCouponCode(coupon.code())
          .setCouponId(coupon.terms().couponId().toString())
          .setPromotionId(coupon.offer().getPromotionId());
    }
    return offer.build();
  }
}
