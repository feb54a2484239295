package id.laris.rules;

import id.laris.pos.v1.PromotionCondition.Customers;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionResult.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The order has a customer who is named, is in one of the groups, or has one of the tiers; any
 * customer if nothing is named. Customers who are named are known without customer-service.
 */
record OfCustomers(Customers rule) implements Condition {
  @Override
  public @Nullable Refusal refusal(Sale sale) {
    if (!sale.hasCustomer()) {
      return missing();
    }
    boolean named = rule.getCustomerIdsList().contains(sale.cart().getCustomerId());
    boolean anyOne =
        rule.getCustomerIdsCount() + rule.getGroupsCount() + rule.getTierIdsCount() == 0;
    if (named || anyOne) {
      return null;
    }
    boolean needsMore = rule.getGroupsCount() + rule.getTierIdsCount() > 0;
    PromotionCustomer customer = sale.customer();
    if (needsMore && customer == null) {
      return unavailable();
    }
    return needsMore && customer != null && isMeant(customer)
        ? null
        : new Refusal(Reason.OTHER_CUSTOMER, "It is for other customers.");
  }

  static Refusal missing() {
    return new Refusal(Reason.CUSTOMER_MISSING, "Set the customer of the order.");
  }

  static Refusal unavailable() {
    return new Refusal(
        Reason.CUSTOMER_UNAVAILABLE,
        "What it needs to know about the customer cannot be found out now. Try again later.");
  }

  private boolean isMeant(PromotionCustomer customer) {
    return rule.getTierIdsList().contains(customer.getTierId())
        || customer.getGroupsList().stream().anyMatch(group -> isInGroup(rule, group));
  }

  static boolean isInGroup(Customers rule, String group) {
    return rule.getGroupsList().stream().anyMatch(group::equalsIgnoreCase);
  }
}
