package id.laris.rules;

import com.google.protobuf.Timestamp;
import id.laris.pos.v1.CouponOffer;
import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionBenefit.Choice;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.PromotionTarget;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Carts and offers as tests need them. Ids are short words instead of UUIDs. */
final class Examples {
  /** A Wednesday at noon in Berlin. */
  static final Instant NOON = Instant.parse("2026-03-04T11:00:00Z");

  private Examples() {}

  static PromotionCart.Builder cart(PromotionCart.Line.Builder... lines) {
    PromotionCart.Builder cart =
        PromotionCart.newBuilder()
            .setCurrency("EUR")
            .setRoundingIncrement(1)
            .setAt(timestamp(NOON))
            .setTimeZone("Europe/Berlin")
            .setLocationId("market");
    Arrays.stream(lines).forEach(cart::addLines);
    return cart;
  }

  /** A line of pieces that has the id of its product, costs so much in all, and bears no charge. */
  static PromotionCart.Line.Builder line(String product, long quantity, long gross) {
    return PromotionCart.Line.newBuilder()
        .setId(product)
        .setProductId(product)
        .setQuantity(quantity)
        .setGross(gross);
  }

  /** A line for each price, of one piece each: a, b, c. */
  static PromotionCart.Builder pieces(long... prices) {
    PromotionCart.Builder cart = cart();
    for (int i = 0; i < prices.length; i++) {
      cart.addLines(line(Character.toString('a' + i), 1, prices[i]));
    }
    return cart;
  }

  static PromotionCart.Charge.Builder charge(String id, long ratePpm) {
    return PromotionCart.Charge.newBuilder().setId(id).setRatePpm(ratePpm);
  }

  static PromotionOffer.Builder item(String id, PromotionBenefit.Builder benefit) {
    return offer(id, StackingClass.ITEM, benefit);
  }

  static PromotionOffer.Builder order(String id, PromotionBenefit.Builder benefit) {
    return offer(id, StackingClass.ORDER, benefit);
  }

  /** A waiver of these service charges, of all if none is given. */
  static PromotionOffer.Builder waiver(String id, String... charges) {
    return offer(
        id,
        StackingClass.SERVICE,
        PromotionBenefit.newBuilder()
            .setWaivedServiceCharge(
                PromotionBenefit.WaivedServiceCharge.newBuilder()
                    .addAllServiceChargeIds(List.of(charges))));
  }

  private static PromotionOffer.Builder offer(
      String id, StackingClass stackingClass, PromotionBenefit.Builder benefit) {
    PromotionOffer.Builder offer =
        PromotionOffer.newBuilder().setPromotionId(id).setName("Promotion " + id);
    offer.getRulesBuilder().setStackingClass(stackingClass).setBenefit(benefit).setCurrency("EUR");
    return offer;
  }

  /** The offer, which now combines with these classes. */
  static PromotionOffer.Builder combining(PromotionOffer.Builder offer, StackingClass... classes) {
    offer.getRulesBuilder().addAllCombinesWith(List.of(classes));
    return offer;
  }

  static PromotionOffer.Builder on(PromotionOffer.Builder offer, PromotionTarget.Builder target) {
    offer.getRulesBuilder().setTarget(target);
    return offer;
  }

  static PromotionOffer.Builder when(
      PromotionOffer.Builder offer, PromotionCondition.Builder condition) {
    offer.getRulesBuilder().addConditions(condition);
    return offer;
  }

  static PromotionOffer.Builder withPriority(PromotionOffer.Builder offer, int priority) {
    offer.getRulesBuilder().setPriority(priority);
    return offer;
  }

  static PromotionTarget.Builder products(String... ids) {
    return PromotionTarget.newBuilder().addAllProductIds(List.of(ids));
  }

  static PromotionBenefit.Builder percent(int percent) {
    return PromotionBenefit.newBuilder()
        .setPercentOff(PromotionBenefit.PercentOff.newBuilder().setPercentPpm(percent * 10_000L));
  }

  static PromotionBenefit.Builder percent(int percent, long cap) {
    PromotionBenefit.Builder benefit = percent(percent);
    benefit.getPercentOffBuilder().setMaxAmount(money(cap));
    return benefit;
  }

  static PromotionBenefit.Builder amount(long amount) {
    return PromotionBenefit.newBuilder()
        .setAmountOff(PromotionBenefit.AmountOff.newBuilder().setAmount(money(amount)));
  }

  static PromotionBenefit.Builder unitPrice(long price) {
    return PromotionBenefit.newBuilder()
        .setFixedUnitPrice(PromotionBenefit.FixedUnitPrice.newBuilder().setUnitPrice(money(price)));
  }

  static PromotionBenefit.Builder buyGet(long buy, long get) {
    return PromotionBenefit.newBuilder()
        .setBuyGet(
            PromotionBenefit.BuyGet.newBuilder()
                .setBuyQuantity(buy)
                .setGetQuantity(get)
                .setPercentPpm(1_000_000));
  }

  static PromotionBenefit.Builder free(long quantity, Choice choice) {
    return PromotionBenefit.newBuilder()
        .setFreeItem(
            PromotionBenefit.FreeItem.newBuilder().setQuantity(quantity).setChoice(choice));
  }

  /** So many pieces of the promotion's target together for a price. */
  static PromotionBenefit.Builder bundle(long price, long... quantities) {
    PromotionBenefit.Bundle.Builder bundle =
        PromotionBenefit.Bundle.newBuilder().setPrice(money(price));
    for (long quantity : quantities) {
      bundle.addPartsBuilder().setQuantity(quantity);
    }
    return PromotionBenefit.newBuilder().setBundle(bundle);
  }

  static PromotionBenefit.Steps.Step.Builder step(long from, int percent) {
    return PromotionBenefit.Steps.Step.newBuilder().setFrom(from).setPercentPpm(percent * 10_000L);
  }

  static PromotionBenefit.Builder steps(
      boolean byQuantity, PromotionBenefit.Steps.Step.Builder... steps) {
    PromotionBenefit.Steps.Builder benefit =
        PromotionBenefit.Steps.newBuilder().setByQuantity(byQuantity);
    Arrays.stream(steps).forEach(benefit::addSteps);
    return PromotionBenefit.newBuilder().setSteps(benefit);
  }

  static CouponOffer coupon(String code, String promotion, PromotionResult.Reason obstacle) {
    return CouponOffer.newBuilder()
        .setCode(code)
        .setCouponCode(code)
        .setCouponId("id-" + code)
        .setPromotionId(promotion)
        .setObstacle(obstacle)
        .build();
  }

  static Money money(long amount) {
    return Money.newBuilder().setAmount(amount).setCurrency("EUR").build();
  }

  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder().setSeconds(instant.getEpochSecond()).build();
  }

  static EvaluatePromotionsResponse evaluate(
      PromotionCart.Builder cart, PromotionOffer.Builder... offers) {
    return PromotionEvaluation.evaluate(
        cart.build(),
        Arrays.stream(offers).map(PromotionOffer.Builder::build).toList(),
        List.of(),
        null);
  }

  /** The answer about a promotion. */
  static PromotionResult about(String id, EvaluatePromotionsResponse response) {
    return response.getPromotionsList().stream()
        .filter(result -> result.getPromotionId().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
