package id.laris.rules;

import id.laris.common.money.Amounts;
import id.laris.pos.v1.CouponOffer;
import id.laris.pos.v1.CouponResult;
import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionResult.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes the answer: the best set as it applies, and why each other promotion does not. */
final class Answer {
  private final Sale sale;
  private final List<Candidate> applied;
  private final Tally untouched;
  private final Take take;

  Answer(Sale sale, List<Candidate> candidates, PromotionSet best, Tally untouched, Take take) {
    this.sale = sale;
    this.untouched = untouched;
    this.take = take;
    this.applied =
        IntStream.range(0, candidates.size()).filter(best::has).mapToObj(candidates::get).toList();
  }

  EvaluatePromotionsResponse about(List<Assessment> assessments, boolean exact) {
    List<PromotionResult> results = new ArrayList<>(appliedResults());
    for (Assessment assessment : assessments) {
      if (assessment.candidate() == null || !applied.contains(assessment.candidate())) {
        results.add(refused(assessment));
      }
    }
    long discount =
        results.stream()
            .flatMap(result -> result.getLinesList().stream())
            .mapToLong(line -> line.getAmount().getAmount())
            .reduce(0, Amounts::add);
    return EvaluatePromotionsResponse.newBuilder()
        .addAllPromotions(results)
        .addAllCoupons(coupons(results))
        .setDiscountTotal(money(discount))
        .setExact(exact)
        .build();
  }

  private List<PromotionResult> appliedResults() {
    List<PromotionResult> results = new ArrayList<>();
    Tally before = new Tally(sale.lines().gross(), sale.cart().getChargesCount());
    Tally after = new Tally(sale.lines().gross(), sale.cart().getChargesCount());
    for (Candidate candidate : applied) {
      long amount = candidate.apply(before, after, take);
      PromotionResult.Builder result =
          result(candidate.offer()).setApplied(true).setAmount(money(amount));
      if (candidate.benefit() instanceof WaivedServiceCharge waiver) {
        result.addAllWaivedServiceChargeIds(waiver.waivedIds(before));
      } else {
        result.addAllLines(lines(before, after));
      }
      results.add(result.build());
      before.become(after);
    }
    return results;
  }

  /** The parts of the lines, in the order of the cart. */
  private List<PromotionResult.Line> lines(Tally before, Tally after) {
    Map<String, PromotionResult.Line> parts = new HashMap<>();
    for (int line = 0; line < before.lines(); line++) {
      long part = before.left(line) - after.left(line);
      if (part > 0) {
        String id = sale.lines().get(line).getId();
        parts.put(
            id, PromotionResult.Line.newBuilder().setItemId(id).setAmount(money(part)).build());
      }
    }
    return sale.cart().getLinesList().stream()
        .map(line -> parts.get(line.getId()))
        .filter(Objects::nonNull)
        .toList();
  }

  private PromotionResult refused(Assessment assessment) {
    Refusal refusal =
        assessment.refusal() != null ? assessment.refusal() : refusal(assessment.accepted());
    PromotionResult.Builder result =
        result(assessment.offer())
            .setReason(refusal.reason())
            .setExplanation(refusal.explanation())
            .setMissingQuantity(refusal.missingQuantity())
            .addAllOtherPromotionIds(refusal.others());
    if (refusal.missingAmount() > 0) {
      result.setMissingAmount(money(refusal.missingAmount()));
    }
    return result.build();
  }

  /** The reason that keeps a promotion that fits out of the best set. */
  private Refusal refusal(Candidate candidate) {
    long alone = candidate.amount(untouched, take);
    if (alone == 0) {
      return new Refusal(Reason.NOTHING_TO_TAKE_OFF, candidate.benefit().whyNothing());
    }
    if (alone > candidate.amountLeft()) {
      return new Refusal(
          Reason.LIMIT_USED_UP,
          "It would take off %s, and may give away %s more."
              .formatted(sale.text(alone), sale.text(candidate.amountLeft())));
    }
    List<Candidate> rivals =
        applied.stream().filter(other -> !other.combinesWith(candidate)).toList();
    if (!rivals.isEmpty()) {
      return new Refusal(
          Reason.NOT_COMBINABLE,
          "It does not combine with %s, and the order is cheaper so.".formatted(names(rivals)),
          ids(rivals));
    }
    List<Candidate> onItsLines =
        applied.stream().filter(other -> shareLines(other, candidate)).toList();
    List<Candidate> inItsPlace = onItsLines.isEmpty() ? applied : onItsLines;
    return new Refusal(
        Reason.BETTER_ONE_APPLIED,
        "The order is cheaper with %s in its place.".formatted(names(inItsPlace)),
        ids(inItsPlace));
  }

  private List<CouponResult> coupons(List<PromotionResult> promotions) {
    Map<String, PromotionResult> byId = new HashMap<>();
    promotions.forEach(promotion -> byId.put(promotion.getPromotionId(), promotion));
    return sale.coupons().stream()
        .map(coupon -> coupon(coupon, byId.get(coupon.getPromotionId())))
        .toList();
  }

  /** A promotion uses one of its coupons; the others do not combine with it. */
  private static CouponResult coupon(CouponOffer coupon, @Nullable PromotionResult promotion) {
    Reason reason = Refusal.known(coupon.getObstacle());
    if (reason == Reason.REASON_UNSPECIFIED) {
      reason = promotion == null ? Reason.NOT_ACTIVE : promotion.getReason();
    }
    boolean otherUsed =
        promotion != null
            && promotion.getApplied()
            && !promotion.getCouponCode().isEmpty()
            && !promotion.getCouponCode().equals(coupon.getCouponCode());
    if (reason == Reason.REASON_UNSPECIFIED && otherUsed) {
      reason = Reason.NOT_COMBINABLE;
    }
    return CouponResult.newBuilder()
        .setCode(coupon.getCode())
        .setPromotionId(coupon.getPromotionId())
        .setApplied(reason == Reason.REASON_UNSPECIFIED)
        .setReason(reason)
        .build();
  }

  private PromotionResult.Builder result(PromotionOffer offer) {
    PromotionResult.Builder result =
        PromotionResult.newBuilder()
            .setPromotionId(offer.getPromotionId())
            .setName(offer.getName())
            .setPromotionVersion(offer.getPromotionVersion());
    if (offer.getRules().getConditionsList().stream().anyMatch(PromotionCondition::hasCoupon)) {
      WithCoupon.coupon(sale, offer.getPromotionId())
          .ifPresent(coupon -> result.setCouponCode(coupon.getCouponCode()));
    }
    return result;
  }

  private static boolean shareLines(Candidate one, Candidate other) {
    return IntStream.of(one.benefit().lines())
        .anyMatch(line -> Arrays.binarySearch(other.benefit().lines(), line) >= 0);
  }

  private static List<String> ids(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::id).toList();
  }

  private static String names(List<Candidate> candidates) {
    return candidates.stream()
        .map(candidate -> candidate.offer().getName())
        .collect(Collectors.joining(", "));
  }

  private Money money(long amount) {
    return Money.newBuilder().setAmount(amount).setCurrency(sale.cart().getCurrency()).build();
  }
}
