package id.laris.rules;

import id.laris.pos.v1.PromotionCondition.Locations;
import id.laris.pos.v1.PromotionResult.Reason;
import org.jspecify.annotations.Nullable;

/** The order is made at one of these locations. */
record AtLocations(Locations rule) implements Condition {
  @Override
  public @Nullable Refusal refusal(Sale sale) {
    return rule.getLocationIdsList().contains(sale.cart().getLocationId())
        ? null
        : new Refusal(Reason.OTHER_LOCATION, "It applies at other locations.");
  }
}
