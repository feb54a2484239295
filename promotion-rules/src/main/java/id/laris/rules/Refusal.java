package id.laris.rules;

import id.laris.pos.v1.PromotionResult.Reason;
import java.util.List;

/**
 * The answer to why a promotion does not apply: the reason, and a sentence that says what is
 * missing or to be done.
 *
 * @param missingAmount minor units, 0 if no amount is missing
 * @param missingQuantity pieces, 0 if none are missing
 * @param others ids of the promotions in whose favour it does not apply
 */
record Refusal(
    Reason reason,
    String explanation,
    long missingAmount,
    long missingQuantity,
    List<String> others) {

  Refusal(Reason reason, String explanation) {
    this(reason, explanation, 0, 0, List.of());
  }

  Refusal(Reason reason, String explanation, List<String> others) {
    this(reason, explanation, 0, 0, others);
  }

  /** A reason that was found elsewhere: in the state, the limits or the coupons of a promotion. */
  static Refusal of(Reason found) {
    Reason reason = known(found);
    return new Refusal(
        reason,
        switch (reason) {
          case LIMIT_USED_UP -> "It was used as often as it may be, in all or on this day.";
          case CUSTOMER_LIMIT_USED_UP -> "The customer has used it as often as a customer may.";
          case CUSTOMER_MISSING ->
              "It is counted for each customer: set the customer of the order.";
          case NOT_ACTIVE -> "It is not active.";
          case COUPON_UNKNOWN -> "There is no such coupon.";
          case COUPON_NOT_STARTED -> "The time of its coupon has not come yet.";
          case COUPON_EXPIRED -> "The time of its coupon is over.";
          case COUPON_USED_UP -> "Its coupon was used as often as it may be.";
          case COUPON_DISABLED -> "Its coupon was disabled.";
          case COUPON_OTHER_CUSTOMER -> "Its coupon belongs to another customer.";
          default -> "It cannot be used now.";
        });
  }

  /** The reason; one that only a later version knows is told in general. */
  static Reason known(Reason reason) {
    return reason == Reason.UNRECOGNIZED ? Reason.NOT_ACTIVE : reason;
  }
}
