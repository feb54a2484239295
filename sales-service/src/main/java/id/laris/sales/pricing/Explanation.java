package id.laris.sales.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Explains the price of an order in sentences. */
final class Explanation {
  private static final int PERCENT_DECIMALS = 4;

  private Explanation() {}

  static List<String> of(PricedOrder order) {
    List<String> steps = new ArrayList<>();
    steps.add("The lines cost %d.".formatted(order.subtotal()));
    for (var discount : order.discounts()) {
      String of =
          discount.scope() == PricedOrder.Scope.LINE ? "line " + discount.lineId() : "the order";
      steps.add("Discount %s takes %d off %s.".formatted(discount.id(), discount.amount(), of));
    }
    for (var service : order.services()) {
      steps.add(
          charge("Service", service.name(), service.rate(), service.base())
              + effect(service.inclusive(), service.amount()));
    }
    for (var tax : order.taxes()) {
      steps.add(
          charge("Tax", tax.name(), tax.rate(), tax.base())
              + effect(tax.inclusive(), tax.amount()));
    }
    steps.add("The total is %d.".formatted(order.total()));
    return steps;
  }

  private static String charge(String kind, String name, Rate rate, long base) {
    return switch (rate) {
      case Rate.Proportion(long ppm) ->
          "%s %s, %s%% of %d, ".formatted(kind, name, percent(ppm), base);
      case Rate.Amount(long amount) -> "%s %s, %d, ".formatted(kind, name, amount);
    };
  }

  private static String effect(boolean inclusive, long amount) {
    return inclusive
        ? "is %d, already included in the prices.".formatted(amount)
        : "adds %d.".formatted(amount);
  }

  private static String percent(long ppm) {
    return BigDecimal.valueOf(ppm, PERCENT_DECIMALS).stripTrailingZeros().toPlainString();
  }
}
