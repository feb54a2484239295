package id.laris.promotion.offer;

import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.FindOffersRequest;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.promotion.counter.Day;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the offers for an order.
 *
 * @param orderId the order whose own uses do not count; null for none
 * @param customerId null without a customer
 * @param at the time of the sale
 * @param day the day of the sale, for limits per day
 * @param couponCodes the codes that were entered, in their order
 * @param facts what is to be taken as known about the customer; null to ask customer-service
 */
record Question(
    @Nullable UUID orderId,
    @Nullable UUID customerId,
    Instant at,
    LocalDate day,
    List<String> couponCodes,
    @Nullable PromotionCustomer facts) {

  static Question of(FindOffersRequest request, Instant now) {
    Instant at = request.hasAt() ? Protos.instant("at", request.getAt()) : now;
    return new Question(
        Ids.parseOrNull(request.getOrderId()),
        Ids.parseOrNull(request.getCustomerId()),
        at,
        Day.of(at, "time_zone", request.getTimeZone()),
        List.copyOf(request.getCouponCodesList()),
        null);
  }

  static Question of(PromotionCart cart, Instant now) {
    Instant at = cart.hasAt() ? Protos.instant("cart.at", cart.getAt()) : now;
    LocalDate day =
        cart.getLimitsTimeZone().isEmpty()
            ? Day.of(at, "cart.time_zone", cart.getTimeZone())
            : Day.of(at, "cart.limits_time_zone", cart.getLimitsTimeZone());
    return new Question(
        null,
        Ids.parseOrNull(cart.getCustomerId()),
        at,
        day,
        List.copyOf(cart.getCouponCodesList()),
        null);
  }

  Question withFacts(@Nullable PromotionCustomer known) {
    return new Question(orderId, customerId, at, day, couponCodes, known);
  }
}
