package id.laris.rules;

import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.pos.v1.PromotionRules;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer about an offer alone: a candidate, or why it does not apply whatever the others are.
 *
 * <p>The first obstacle counts, in this order: its state and limits, whether all its rules are
 * known here, its time, its currency, its conditions in the order given, whether there are goods
 * for it.
 */
record Assessment(PromotionOffer offer, @Nullable Candidate candidate, @Nullable Refusal refusal) {

  static Assessment of(PromotionOffer offer, Sale sale) {
    Refusal refusal = refusal(offer, sale);
    if (refusal != null) {
      return new Assessment(offer, null, refusal);
    }
    Benefit benefit = Benefits.of(offer.getRules(), sale);
    if (benefit.lines().length == 0 && !offer.getRules().getBenefit().hasWaivedServiceCharge()) {
      return new Assessment(
          offer, null, new Refusal(Reason.NO_GOODS, "No goods of the order are meant by it."));
    }
    if (offer.getRules().getBenefit().hasSteps()) {
      Refusal missing =
          Steps.refusal(offer.getRules().getBenefit().getSteps(), benefit.lines(), sale);
      if (missing != null) {
        return new Assessment(offer, null, missing);
      }
    }
    long increment = sale.cart().getRoundingIncrement();
    return new Assessment(offer, new Candidate(offer, benefit, increment), null);
  }

  Assessment refused(Refusal why) {
    return new Assessment(offer, null, why);
  }

  /** The candidate, which must not have been refused. */
  Candidate accepted() {
    return Objects.requireNonNull(candidate);
  }

  private static @Nullable Refusal refusal(PromotionOffer offer, Sale sale) {
    PromotionRules rules = offer.getRules();
    if (offer.getObstacle() != Reason.REASON_UNSPECIFIED) {
      return Refusal.of(offer.getObstacle());
    }
    Refusal unknown = KnownRules.refusal(rules);
    if (unknown != null) {
      return unknown;
    }
    Refusal outside = Schedule.refusal(rules, sale.time());
    if (outside != null) {
      return outside;
    }
    if (!rules.getCurrency().isEmpty() && !rules.getCurrency().equals(sale.cart().getCurrency())) {
      return new Refusal(
          Reason.OTHER_CURRENCY, "It is for orders in %s.".formatted(rules.getCurrency()));
    }
    for (PromotionCondition condition : rules.getConditionsList()) {
      Refusal refusal = Condition.of(condition, offer.getPromotionId()).refusal(sale);
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }
}
