package id.laris.sales.order;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonProperty;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Payment;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The promotions and coupons of an order, as it was last priced.
 *
 * @param promotions every one that was looked at; those that apply come first
 * @param coupons the coupons that were entered, in this order
 * @param unavailable promotion-service did not answer, and the order was priced without it
 * @param revision the attempt that reserved their uses; 0 for none
 * @param facts by which they were decided; null where the order says all
 */
public record OrderPromotions(
    List<OrderPromotion> promotions,
    List<OrderCoupon> coupons,
    @JsonProperty("promotions_unavailable") boolean unavailable,
    @JsonProperty("promotion_revision") long revision,
    @JsonProperty("promotion_facts") @Nullable PromotionFacts facts) {

  /** The most coupons of an order. */
  public static final int MAX_COUPONS = 10;

  static final OrderPromotions NONE = new OrderPromotions(List.of(), List.of(), false, 0, null);

  /** The promotions that apply, in the order in which they are applied. */
  public List<OrderPromotion> applied() {
    return promotions.stream().filter(OrderPromotion::isApplied).toList();
  }

  /** Returns whether a promotion that was looked at has this id. */
  boolean include(UUID id) {
    return promotions.stream().anyMatch(promotion -> promotion.id().equals(id));
  }

  public List<String> couponCodes() {
    return coupons.stream().map(OrderCoupon::code).toList();
  }

  OrderPromotions withCoupons(List<OrderCoupon> newCoupons) {
    return new OrderPromotions(promotions, List.copyOf(newCoupons), unavailable, revision, facts);
  }

  OrderPromotions withRevision(long newRevision) {
    return new OrderPromotions(promotions, coupons, unavailable, newRevision, facts);
  }

  /** Refuses a payment of a type that a promotion which applies does not allow. */
  void requireAllowed(Payment.Type type, String field) {
    for (OrderPromotion promotion : promotions) {
      if (!promotion.allows(type)) {
        String allowed =
            promotion.paymentTypes().stream().map(Payment.Type::name).collect(joining(","));
        throw Errors.invalid(
                Reason.PROMOTION_NEEDS_PAYMENT_TYPE,
                field,
                "is %s, but the promotion %s is for orders that are paid by %s: pay so, or reopen the order and change intended_payment_type"
                    .formatted(type, promotion.name(), allowed))
            .with("promotion_id", promotion.id())
            .with("payment_types", allowed);
      }
    }
  }
}
