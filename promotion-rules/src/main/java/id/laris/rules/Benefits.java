package id.laris.rules;

import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionBenefit.Choice;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionTarget;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes the benefit of a promotion for the lines of a cart. */
final class Benefits {
  private Benefits() {}

  /**
   * The benefit of a promotion whose conditions hold; for steps, that of the highest one reached.
   *
   * @throws IllegalArgumentException if there is none, or one that this version does not know,
   *     which {@link KnownRules} refuses before
   */
  static Benefit of(PromotionRules rules, Sale sale) {
    PromotionBenefit benefit = rules.getBenefit();
    CartLines cart = sale.lines();
    long increment = sale.cart().getRoundingIncrement();
    int[] lines = cart.of(rules.getTarget());
    return switch (benefit.getBenefitCase()) {
      case PERCENT_OFF -> {
        PromotionBenefit.PercentOff rule = benefit.getPercentOff();
        long cap = rule.hasMaxAmount() ? rule.getMaxAmount().getAmount() : Long.MAX_VALUE;
        yield new PercentOff(lines, rule.getPercentPpm(), cap, increment);
      }
      case AMOUNT_OFF -> new AmountOff(lines, benefit.getAmountOff().getAmount().getAmount());
      case FIXED_UNIT_PRICE ->
          new FixedUnitPrice(
              lines, cart, benefit.getFixedUnitPrice().getUnitPrice().getAmount(), increment);
      case BUY_GET -> buyGet(benefit.getBuyGet(), lines, cart, increment);
      case BUNDLE -> bundle(benefit.getBundle(), lines, cart, increment);
      case STEPS -> Steps.benefit(benefit.getSteps(), lines, cart, increment);
      case FREE_ITEM -> {
        PromotionBenefit.FreeItem rule = benefit.getFreeItem();
        boolean dearestFirst = rule.getChoice() == Choice.DEAREST_FIRST;
        yield new FreeItem(lines, cart, rule.getQuantity(), dearestFirst, increment);
      }
      case WAIVED_SERVICE_CHARGE ->
          new WaivedServiceCharge(
              Set.copyOf(benefit.getWaivedServiceCharge().getServiceChargeIdsList()),
              sale.cart().getChargesList(),
              cart,
              increment);
      case BENEFIT_NOT_SET -> throw new IllegalArgumentException("unknown benefit: " + benefit);
    };
  }

  private static Benefit buyGet(
      PromotionBenefit.BuyGet rule, int[] lines, CartLines cart, long increment) {
    return rule.hasGetTarget()
        ? new BuyGetOther(lines, cart.of(rule.getGetTarget()), cart, rule, increment)
        : new BuyGet(lines, cart, rule, increment);
  }

  /** The goods of a part are those that both the part and the promotion mean. */
  private static Benefit bundle(
      PromotionBenefit.Bundle rule, int[] lines, CartLines cart, long increment) {
    boolean[] meant = cart.marks(lines);
    List<int[]> parts =
        rule.getPartsList().stream().map(part -> part(part.getTarget(), meant, cart)).toList();
    return new Bundle(
        parts,
        rule.getPartsList().stream().mapToLong(PromotionBenefit.Bundle.Part::getQuantity).toArray(),
        cart,
        rule.getPrice().getAmount(),
        rule.getMaxSets(),
        increment);
  }

  private static int[] part(PromotionTarget target, boolean[] meant, CartLines cart) {
    return IntStream.of(cart.of(target)).filter(line -> meant[line]).toArray();
  }
}
