package id.laris.rules;

import id.laris.pos.v1.PromotionCondition.RequiredGoods;
import id.laris.pos.v1.PromotionResult.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goods are in the order, at least so many pieces. */
record WithRequiredGoods(RequiredGoods rule) implements Condition {
  @Override
  public @Nullable Refusal refusal(Sale sale) {
    long missing = rule.getQuantity() - sale.lines().countOf(sale.lines().of(rule.getTarget()));
    return missing <= 0
        ? null
        : new Refusal(
            Reason.REQUIRED_GOODS_MISSING,
            AboveMinimum.needed(missing, " of the goods that it requires"),
            0,
            missing,
            List.of());
  }
}
