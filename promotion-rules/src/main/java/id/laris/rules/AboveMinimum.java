package id.laris.rules;

import id.laris.pos.v1.PromotionCondition.Minimum;
import id.laris.pos.v1.PromotionResult.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The goods cost at least an amount before discounts, and are at least so many. */
record AboveMinimum(Minimum rule) implements Condition {
  @Override
  public @Nullable Refusal refusal(Sale sale) {
    int[] lines = sale.lines().of(rule.getTarget());
    return missing(
        sale,
        Math.max(0, rule.getAmount().getAmount() - sale.lines().grossOf(lines)),
        Math.max(0, rule.getQuantity() - sale.lines().countOf(lines)));
  }

  /** The refusal if an amount or a number of pieces is missing, null if neither is. */
  static @Nullable Refusal missing(Sale sale, long amount, long quantity) {
    if (amount == 0 && quantity == 0) {
      return null;
    }
    String goods = "Goods for %s more are needed.".formatted(sale.text(amount));
    String pieces = needed(quantity, "");
    String explanation =
        amount == 0 ? pieces : quantity == 0 ? goods : "%s %s".formatted(goods, pieces);
    return new Refusal(Reason.MINIMUM_NOT_REACHED, explanation, amount, quantity, List.of());
  }

  /** Says how many pieces are missing, and of which goods. */
  static String needed(long pieces, String ofGoods) {
    return pieces == 1
        ? "1 more piece%s is needed.".formatted(ofGoods)
        : "%d more pieces%s are needed.".formatted(pieces, ofGoods);
  }
}
