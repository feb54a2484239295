package id.laris.rules;

import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionOffer;

/** The conditions of {@link RandomCarts}, written a second time. */
final class PlainConditions {
  private PlainConditions() {}

  static boolean hold(PromotionOffer offer, PromotionCart cart, PromotionCustomer customer) {
    for (PromotionCondition condition : offer.getRules().getConditionsList()) {
      if (!holds(condition, cart, customer)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(
      PromotionCondition condition, PromotionCart cart, PromotionCustomer customer) {
    boolean known = cart.getCustomerId().equals("customer") && !customer.getUnavailable();
    return switch (condition.getConditionCase()) {
      case MINIMUM -> {
        PromotionCondition.Minimum rule = condition.getMinimum();
        yield Oracle.gross(cart, rule.getTarget()).longValueExact() >= rule.getAmount().getAmount()
            && Oracle.count(cart, rule.getTarget()) >= rule.getQuantity();
      }
      case REQUIRED_GOODS ->
          Oracle.count(cart, condition.getRequiredGoods().getTarget())
              >= condition.getRequiredGoods().getQuantity();
      case ORDER_TYPES ->
          condition.getOrderTypes().getOrderTypesList().contains(cart.getOrderType());
      case PAYMENT_TYPES ->
          condition.getPaymentTypes().getPaymentTypesList().contains(cart.getIntendedPaymentType());
      // The group of the rule is STAFF.
      case CUSTOMERS ->
          known
              && (customer.getGroupsList().contains("Staff")
                  || customer.getTierId().equals("gold"));
      // The sale is on 4 March, and all birthdays are in March.
      case BIRTHDAY ->
          known
              && Math.abs(customer.getBirthday().getDay() - 4) <= condition.getBirthday().getDays();
      case FIRST_PURCHASE -> known && customer.getFirstPurchase();
      default -> throw new AssertionError(condition);
    };
  }
}
