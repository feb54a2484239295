package id.laris.rules;

import id.laris.pos.v1.PromotionResult.Reason;
import org.jspecify.annotations.Nullable;

/** The customer has no completed order yet. */
record OnFirstPurchase() implements Condition {
  @Override
  public @Nullable Refusal refusal(Sale sale) {
    if (!sale.hasCustomer()) {
      return OfCustomers.missing();
    }
    if (sale.customer() == null) {
      return OfCustomers.unavailable();
    }
    return sale.customer().getFirstPurchase()
        ? null
        : new Refusal(Reason.NOT_FIRST_PURCHASE, "It is for the customer's first order.");
  }
}
