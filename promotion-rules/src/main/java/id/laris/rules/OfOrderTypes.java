package id.laris.rules;

import id.laris.pos.v1.PromotionCondition.OrderTypes;
import id.laris.pos.v1.PromotionResult.Reason;
import org.jspecify.annotations.Nullable;

/** The customer is served in one of these ways. */
record OfOrderTypes(OrderTypes rule) implements Condition {
  @Override
  public @Nullable Refusal refusal(Sale sale) {
    return rule.getOrderTypesValueList().contains(sale.cart().getOrderTypeValue())
        ? null
        : new Refusal(
            Reason.OTHER_ORDER_TYPE,
            "It applies to orders of other types: %s.".formatted(rule.getOrderTypesList()));
  }
}
