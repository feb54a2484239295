package id.laris.rules;

import id.laris.pos.v1.CouponOffer;
import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which promotions apply to a cart, what they take off, and why each of the others does
 * not.
 *
 * <p>Nothing is read but the arguments: the same cart, offers and time give the same answer, to the
 * last unit, in whatever order lines and offers are given and whatever the ids of lines are.
 *
 * <p>Each offer is assessed alone ({@link Assessment}). Of those that fit, sets are allowed in
 * which
 *
 * <ul>
 *   <li>none is exclusive, or it is the only one;
 *   <li>two of different classes name each other's class in {@code combines_with}, and two of the
 *       class ORDER, or SERVICE, both name their own;
 *   <li>each takes off more than nothing, and not more than its limit leaves.
 * </ul>
 *
 * <p>The promotions of a set are applied one after another: ITEM, ORDER, SERVICE; within a class
 * those of higher priority first, then by id. Each takes its amount, rounded half up, off what the
 * earlier ones left, and never more than that. An ITEM promotion leaves lines alone that an earlier
 * one has taken, unless both name ITEM: lines that it took something off, or of which it used
 * pieces for a set. Minimums and steps look at the amounts before discounts.
 *
 * <p>The set applies that takes off most ({@link Search}); {@link Preference} decides between sets
 * that take off the same. A service charge that is waived counts with what it would have been.
 */
public final class PromotionEvaluation {
  private PromotionEvaluation() {}

  /**
   * The answer about every offer and every coupon.
   *
   * @param cart with its time, time zone and rounding increment
   * @param offers each promotion once
   * @param coupons those that were entered, in their order
   * @param customer what is known of the customer beyond the id in the cart
   */
  public static EvaluatePromotionsResponse evaluate(
      PromotionCart cart,
      List<PromotionOffer> offers,
      List<CouponOffer> coupons,
      @Nullable PromotionCustomer customer) {
    Sale sale = Sale.of(cart, coupons, customer);
    Tally untouched = new Tally(sale.lines().gross(), cart.getChargesCount());
    Take take = new Take(sale.lines());
    List<Candidate> fitting = new ArrayList<>();
    List<Assessment> assessments = new ArrayList<>();
    for (PromotionOffer offer : offers.stream().sorted(Candidate.BY_PRIORITY).toList()) {
      Assessment assessment = compare(Assessment.of(offer, sale), fitting.size(), untouched, take);
      if (assessment.candidate() != null) {
        fitting.add(assessment.candidate());
      }
      assessments.add(assessment);
    }
    boolean all =
        assessments.stream()
            .noneMatch(
                assessment ->
                    assessment.refusal() != null
                        && assessment.refusal().reason() == Reason.TOO_MANY);
    List<Candidate> candidates =
        fitting.stream().sorted(Candidate.IN_ORDER_OF_APPLICATION).toList();
    PromotionSet best = new Search(candidates, sale, untouched, take).run();
    return new Answer(sale, candidates, best, untouched, take)
        .about(assessments, best.exact() && all);
  }

  /** Refuses candidates that can take nothing off, and those that are too many to be compared. */
  private static Assessment compare(Assessment assessment, int before, Tally untouched, Take take) {
    Candidate candidate = assessment.candidate();
    if (candidate == null) {
      return assessment;
    }
    take.clear();
    if (candidate.benefit().ceiling(untouched, Tally.CLOSED, take) == 0) {
      return assessment.refused(
          new Refusal(Reason.NOTHING_TO_TAKE_OFF, candidate.benefit().whyNothing()));
    }
    if (before == Search.MOST_CANDIDATES) {
      return assessment.refused(
          new Refusal(
              Reason.TOO_MANY,
              "More promotions fit than can be compared, and those have a higher priority."));
    }
    return assessment;
  }
}
