package id.laris.promotion.offer;

import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CouponOffer;
import id.laris.pos.v1.CouponResult;
import id.laris.pos.v1.EvaluatePromotionsRequest;
import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.FindOffersResponse;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult;
import id.laris.promotion.promotion.PromotionVersions;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Says for a cart which promotions apply. With versions it is as if these were the only promotions,
 * and nothing had ever been used.
 *
 * <p>Errors: VALIDATION_FAILED; NOT_FOUND of a version; RATE_LIMITED after too many unknown codes.
 */
@Component
public class EvaluatePromotions {

  private final GatherOffers offers;
  private final PromotionVersions versions;
  private final Reads reads;
  private final Clock clock;

  EvaluatePromotions(GatherOffers offers, PromotionVersions versions, Reads reads, Clock clock) {
    this.offers = offers;
    this.versions = versions;
    this.reads = reads;
    this.clock = clock;
  }

  public EvaluatePromotionsResponse run(EvaluatePromotionsRequest request) {
    Instant now = clock.instant();
    PromotionCart cart = complete(request.getCart(), now);
    Question question = Question.of(cart, now);
    FindOffersResponse found =
        request.getVersionsCount() == 0
            ? offers.now(question)
            : offers.then(question, reads.run(() -> versions.find(request.getVersionsList())));
    return evaluate(
        cart,
        found.getOffersList(),
        found.getCouponsList(),
        found.hasCustomer() ? found.getCustomer() : null);
  }

  private static PromotionCart complete(PromotionCart cart, Instant now) {
    Protos.currency("cart.currency", cart.getCurrency());
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < cart.getLinesCount(); i++) {
      if (!ids.add(cart.getLines(i).getId())) {
        throw Errors.invalid("cart.lines[%d].id".formatted(i), "is the same id as another line's");
      }
    }
    return cart.hasAt() ? cart : cart.toBuilder().setAt(Protos.timestamp(now)).build();
  }

  /** Tells for each offer and coupon whether it can be used at all. */
  static EvaluatePromotionsResponse evaluate(
      PromotionCart cart,
      List<PromotionOffer> offers,
      List<CouponOffer> coupons,
      @Nullable PromotionCustomer customer) {
    EvaluatePromotionsResponse.Builder answer =
        EvaluatePromotionsResponse.newBuilder()
            .setDiscountTotal(Protos.money(0, cart.getCurrency()));
    offers.forEach(
        offer ->
            answer.addPromotions(
                PromotionResult.newBuilder()
                    .setPromotionId(offer.getPromotionId())
                    .setName(offer.getName())
                    .setPromotionVersion(offer.getPromotionVersion())
                    .setReason(offer.getObstacle())));
    coupons.forEach(
        coupon ->
            answer.addCoupons(
                CouponResult.newBuilder()
                    .setCode(coupon.getCode())
                    .setPromotionId(coupon.getPromotionId())
                    .setReason(coupon.getObstacle())));
    return answer.build();
  }
}
