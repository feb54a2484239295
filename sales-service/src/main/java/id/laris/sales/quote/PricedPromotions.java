package id.laris.sales.quote;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CouponOffer;
import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.FindOffersResponse;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.ServiceCharge;
import id.laris.rules.AskedFacts;
import id.laris.rules.PromotionEvaluation;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderCoupon;
import id.laris.sales.order.OrderItem;
import id.laris.sales.order.OrderPromotion;
import id.laris.sales.order.PromotionFacts;
import id.laris.sales.pricing.Discount;
import id.laris.sales.settings.SalesSetting;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The promotions of an order. They come before all other discounts, so they are evaluated on what
 * the goods cost without any. Gift cards are worth their price, and no promotion is for them.
 *
 * @param ofLines the discounts by promotions, for each line
 * @param waived the service charges that are not taken
 */
record PricedPromotions(Map<UUID, List<Discount>> ofLines, Set<UUID> waived) {

  static final PricedPromotions NONE = new PricedPromotions(Map.of(), Set.of());

  /** An item that can be sold, with its quote and what it costs before discounts. */
  record Goods(OrderItem item, QuotedItem quoted, long gross) {}

  /** Evaluates the offers for the order, and stores the answer in it. */
  static PricedPromotions evaluate(
      Order order, List<Goods> goods, OrderQuote quote, SalesSetting setting) {
    Optional<FindOffersResponse> offers = quote.offers();
    if (offers.isEmpty()) {
      List<OrderCoupon> unknown =
          order.promotions().couponCodes().stream().map(OrderCoupon::entered).toList();
      order.applyPromotions(List.of(), unknown, true, null);
      return NONE;
    }
    FindOffersResponse offered = offers.get();
    if (offered.getOffersCount() == 0 && offered.getCouponsCount() == 0) {
      order.applyPromotions(List.of(), List.of(), false, null);
      return NONE;
    }
    PromotionCart cart = cart(order, goods, quote, setting);
    EvaluatePromotionsResponse answer =
        PromotionEvaluation.evaluate(
            cart,
            offered.getOffersList(),
            offered.getCouponsList(),
            offered.hasCustomer() ? offered.getCustomer() : null);
    PromotionCustomer asked =
        offered.hasCustomer()
            ? AskedFacts.of(cart, offered.getOffersList(), offered.getCustomer())
            : null;
    apply(order, answer, offered, PromotionFacts.of(answer.getExact(), asked));
    return of(answer);
  }

  private static void apply(
      Order order,
      EvaluatePromotionsResponse answer,
      FindOffersResponse offered,
      @Nullable PromotionFacts facts) {
    Map<String, PromotionOffer> rules =
        offered.getOffersList().stream()
            .collect(toMap(PromotionOffer::getPromotionId, offer -> offer));
    order.applyPromotions(
        answer.getPromotionsList().stream()
            .map(
                result ->
                    of(result, Objects.requireNonNull(rules.get(result.getPromotionId())), offered))
            .toList(),
        answer.getCouponsList().stream().map(OrderCoupon::of).toList(),
        false,
        facts);
  }

  private static OrderPromotion of(
      PromotionResult result, PromotionOffer offer, FindOffersResponse offered) {
    UUID couponId = couponId(result, offered);
    return OrderPromotion.of(
        result, couponId, paymentTypes(offer), offer.hasLimits() || couponId != null);
  }

  private static @Nullable UUID couponId(PromotionResult result, FindOffersResponse offered) {
    return offered.getCouponsList().stream()
        .filter(
            coupon ->
                !result.getCouponCode().isEmpty()
                    && coupon.getCouponCode().equals(result.getCouponCode()))
        .map(CouponOffer::getCouponId)
        .map(Ids::parse)
        .findFirst()
        .orElse(null);
  }

  private static List<Payment.Type> paymentTypes(PromotionOffer offer) {
    return offer.getRules().getConditionsList().stream()
        .filter(PromotionCondition::hasPaymentTypes)
        .flatMap(condition -> condition.getPaymentTypes().getPaymentTypesList().stream())
        .toList();
  }

  private static PricedPromotions of(EvaluatePromotionsResponse answer) {
    record Part(UUID line, Discount discount) {}
    Map<UUID, List<Discount>> ofLines =
        answer.getPromotionsList().stream()
            .flatMap(
                result ->
                    result.getLinesList().stream()
                        .map(
                            line ->
                                new Part(
                                    Ids.parse(line.getItemId()),
                                    Discount.promotion(
                                        Ids.parse(result.getPromotionId()),
                                        line.getAmount().getAmount()))))
            .collect(groupingBy(Part::line, mapping(Part::discount, toList())));
    Set<UUID> waived =
        answer.getPromotionsList().stream()
            .flatMap(result -> result.getWaivedServiceChargeIdsList().stream())
            .map(Ids::parse)
            .collect(toSet());
    return new PricedPromotions(ofLines, waived);
  }

  List<Discount> ofLine(UUID itemId) {
    return ofLines.getOrDefault(itemId, List.of());
  }

  private static PromotionCart cart(
      Order order, List<Goods> goods, OrderQuote quote, SalesSetting setting) {
    PromotionCart.Builder cart =
        PromotionCart.newBuilder()
            .setCurrency(order.currency())
            .setRoundingIncrement(setting.incrementOf(order.currency()))
            .setAt(Protos.timestamp(quote.at()))
            .setLocationId(Ids.text(order.details().locationId()))
            .setTimeZone(order.businessDay(setting.businessDay()).zone().getId())
            .setOrderType(order.details().orderType())
            .setCustomerId(Ids.text(order.customer().id()))
            .setIntendedPaymentType(order.details().intendedPaymentType())
            .addAllCouponCodes(order.promotions().couponCodes());
    goods.stream()
        .filter(one -> !one.item.isGiftCard())
        .map(PricedPromotions::line)
        .forEach(cart::addLines);
    quote.items().getServiceChargesList().stream()
        .map(PricedPromotions::charge)
        .forEach(cart::addCharges);
    return cart.build();
  }

  private static PromotionCart.Line line(Goods goods) {
    return PromotionCart.Line.newBuilder()
        .setId(goods.item.id().toString())
        .setProductId(goods.quoted.getProductId())
        .addAllCategoryIds(goods.quoted.getCategoryIdsList())
        .addAllTags(goods.quoted.getTagsList())
        .setQuantity(goods.item.quantity())
        .setUnitDecimals(goods.item.unitDecimals())
        .setGross(goods.gross)
        .addAllServiceChargeIds(goods.quoted.getServiceChargeIdsList())
        .build();
  }

  private static PromotionCart.Charge charge(ServiceCharge charge) {
    PromotionCart.Charge.Builder proto =
        PromotionCart.Charge.newBuilder().setId(charge.getId()).setInclusive(charge.getInclusive());
    return charge.hasAmount()
        ? proto.setAmount(charge.getAmount().getAmount()).build()
        : proto.setRatePpm(charge.getRatePpm()).build();
  }
}
