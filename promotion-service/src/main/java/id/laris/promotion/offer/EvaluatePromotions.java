package id.laris.promotion.offer;

import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Currencies;
import id.laris.pos.v1.EvaluatePromotionsRequest;
import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.FindOffersResponse;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.promotion.promotion.PromotionVersions;
import id.laris.rules.PromotionEvaluation;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
    Question question = Question.of(cart, now).withFacts(facts(request, cart));
    FindOffersResponse found =
        request.getVersionsCount() == 0
            ? offers.now(question)
            : offers.then(question, reads.run(() -> versions.find(request.getVersionsList())));
    return PromotionEvaluation.evaluate(
        cart,
        found.getOffersList(),
        found.getCouponsList(),
        found.hasCustomer() ? found.getCustomer() : null);
  }

  /** The facts that the caller gives; null for those of now. */
  private static @Nullable PromotionCustomer facts(
      EvaluatePromotionsRequest request, PromotionCart cart) {
    if (!request.hasCustomer()) {
      return null;
    }
    PromotionCustomer given = request.getCustomer();
    String id = canonical(given.getCustomerId());
    if (!id.equals(cart.getCustomerId())) {
      throw Errors.invalid("customer.customer_id", "must be the same as cart.customer_id");
    }
    return given.toBuilder().setCustomerId(id).setTierId(canonical(given.getTierId())).build();
  }

  private static PromotionCart complete(PromotionCart cart, Instant now) {
    Protos.currency("cart.currency", cart.getCurrency());
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < cart.getLinesCount(); i++) {
      if (!ids.add(cart.getLines(i).getId())) {
        throw Errors.invalid("cart.lines[%d].id".formatted(i), "is the same id as another line's");
      }
    }
    PromotionCart.Builder complete =
        cart.toBuilder()
            .setLocationId(canonical(cart.getLocationId()))
            .setCustomerId(canonical(cart.getCustomerId()));
    complete.getLinesBuilderList().forEach(EvaluatePromotions::useCanonicalIds);
    complete.getChargesBuilderList().forEach(charge -> charge.setId(canonical(charge.getId())));
    if (!cart.hasAt()) {
      complete.setAt(Protos.timestamp(now));
    }
    if (cart.getTimeZone().isEmpty()) {
      complete.setTimeZone("UTC");
    }
    if (cart.getRoundingIncrement() == 0) {
      complete.setRoundingIncrement(Currencies.accountingIncrement(cart.getCurrency()));
    }
    return complete.build();
  }

  private static void useCanonicalIds(PromotionCart.Line.Builder line) {
    List<String> categoryIds =
        line.getCategoryIdsList().stream().map(EvaluatePromotions::canonical).toList();
    List<String> chargeIds =
        line.getServiceChargeIdsList().stream().map(EvaluatePromotions::canonical).toList();
    line.setProductId(canonical(line.getProductId()))
        .clearCategoryIds()
        .addAllCategoryIds(categoryIds)
        .clearServiceChargeIds()
        .addAllServiceChargeIds(chargeIds);
  }

  /** The id in lower case, as those of rules are. */
  private static String canonical(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
