package id.laris.rules;

import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionBenefit.Steps.Step;
import org.jspecify.annotations.Nullable;

/**
 * A benefit that grows with the order. Which step is reached depends on the goods before discounts,
 * so that it is the same in every combination.
 */
final class Steps {
  private Steps() {}

  /** Returns how much is missing to the lowest step, or null if it is reached. */
  static @Nullable Refusal refusal(PromotionBenefit.Steps rule, int[] lines, Sale sale) {
    long missing = rule.getSteps(0).getFrom() - reached(rule, lines, sale.lines());
    return rule.getByQuantity()
        ? AboveMinimum.missing(sale, 0, Math.max(0, missing))
        : AboveMinimum.missing(sale, Math.max(0, missing), 0);
  }

  /** The benefit of the highest step that is reached; the lowest step must be. */
  static Benefit benefit(PromotionBenefit.Steps rule, int[] lines, CartLines cart, long increment) {
    long reached = reached(rule, lines, cart);
    Step step =
        rule.getStepsList().stream()
            .filter(next -> next.getFrom() <= reached)
            .reduce(rule.getSteps(0), (lower, higher) -> higher);
    return step.hasAmount()
        ? new AmountOff(lines, step.getAmount().getAmount())
        : new PercentOff(lines, step.getPercentPpm(), Long.MAX_VALUE, increment);
  }

  private static long reached(PromotionBenefit.Steps rule, int[] lines, CartLines cart) {
    return rule.getByQuantity() ? cart.countOf(lines) : cart.grossOf(lines);
  }
}
