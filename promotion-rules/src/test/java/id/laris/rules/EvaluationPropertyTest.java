package id.laris.rules;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The rules that hold for every cart, also where trying every set would take too long. */
class EvaluationPropertyTest {
  private static final int LINES = 12;
  private static final int PROMOTIONS = 20;

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void theOrderOfLinesAndOffersChangesNothing(@ForAll long seed) {
    Evaluated evaluated = new Evaluated(seed);
    List<PromotionCart.Line> lines = new ArrayList<>(evaluated.cart.getLinesList());
    List<PromotionOffer> offers = new ArrayList<>(evaluated.offers);
    Collections.shuffle(lines, new Random(seed));
    Collections.shuffle(offers, new Random(seed));
    PromotionCart shuffled = evaluated.cart.toBuilder().clearLines().addAllLines(lines).build();

    EvaluatePromotionsResponse response =
        PromotionEvaluation.evaluate(shuffled, offers, List.of(), evaluated.customer);

    assertThat(withLinesInOrder(response)).isEqualTo(withLinesInOrder(evaluated.response));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void theIdsOfLinesChangeNoAmount(@ForAll long seed) {
    Evaluated evaluated = new Evaluated(seed);
    PromotionCart.Builder renamed = evaluated.cart.toBuilder();
    for (int i = 0; i < renamed.getLinesCount(); i++) {
      renamed.getLinesBuilder(i).setId("renamed-" + (LINES - i) * 7 % 11 + "-" + i);
    }

    EvaluatePromotionsResponse response =
        PromotionEvaluation.evaluate(
            renamed.build(), evaluated.offers, List.of(), evaluated.customer);

    assertThat(withoutLines(response)).isEqualTo(withoutLines(evaluated.response));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void noAmountIsMoreThanThereIs(@ForAll long seed) {
    Evaluated evaluated = new Evaluated(seed);
    Map<String, Long> left = new HashMap<>();
    evaluated.cart.getLinesList().forEach(line -> left.put(line.getId(), line.getGross()));

    for (PromotionResult result : evaluated.response.getPromotionsList()) {
      long sum = 0;
      for (PromotionResult.Line line : result.getLinesList()) {
        assertThat(line.getAmount().getAmount()).isPositive();
        left.merge(line.getItemId(), -line.getAmount().getAmount(), Long::sum);
        sum += line.getAmount().getAmount();
      }
      PromotionOffer offer = evaluated.offer(result);
      if (!offer.getRules().getBenefit().hasWaivedServiceCharge()) {
        assertThat(sum).isEqualTo(result.getAmount().getAmount());
      }
      if (offer.hasAmountLeft()) {
        assertThat(result.getAmount().getAmount()).isLessThanOrEqualTo(offer.getAmountLeft());
      }
      Money cap = offer.getRules().getBenefit().getPercentOff().getMaxAmount();
      if (offer.getRules().getBenefit().getPercentOff().hasMaxAmount()) {
        assertThat(result.getAmount().getAmount()).isLessThanOrEqualTo(cap.getAmount());
      }
      assertThat(result.getApplied()).isEqualTo(result.getAmount().getAmount() > 0);
    }
    assertThat(left.values()).allMatch(amount -> amount >= 0);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void everyOfferHasOneAnswerAndConditionsHoldForThoseThatApply(@ForAll long seed) {
    Evaluated evaluated = new Evaluated(seed);

    assertThat(evaluated.response.getPromotionsList())
        .extracting(PromotionResult::getPromotionId)
        .containsExactlyInAnyOrderElementsOf(
            evaluated.offers.stream().map(PromotionOffer::getPromotionId).toList());
    for (PromotionResult result : evaluated.response.getPromotionsList()) {
      assertThat(result.getReason() == PromotionResult.Reason.REASON_UNSPECIFIED)
          .isEqualTo(result.getApplied());
      assertThat(result.getExplanation().isEmpty()).isEqualTo(result.getApplied());
      if (result.getApplied()) {
        assertThat(
                PlainConditions.hold(evaluated.offer(result), evaluated.cart, evaluated.customer))
            .isTrue();
      }
    }
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void noCustomerIsBetterOffWithFewerPromotions(@ForAll long seed) {
    Evaluated evaluated = new Evaluated(seed);
    for (PromotionResult result : evaluated.response.getPromotionsList()) {
      List<PromotionOffer> fewer = new ArrayList<>(evaluated.offers);
      fewer.remove(evaluated.offer(result));

      EvaluatePromotionsResponse response =
          PromotionEvaluation.evaluate(evaluated.cart, fewer, List.of(), evaluated.customer);

      assertThat(total(response)).isLessThanOrEqualTo(total(evaluated.response));
      if (!result.getApplied()) {
        assertThat(total(response)).isEqualTo(total(evaluated.response));
      }
    }
  }

  private static long total(EvaluatePromotionsResponse response) {
    assertThat(response.getExact()).isTrue();
    return response.getPromotionsList().stream()
        .mapToLong(result -> result.getAmount().getAmount())
        .reduce(0, Long::sum);
  }

  private static List<PromotionResult> withLinesInOrder(EvaluatePromotionsResponse response) {
    return response.getPromotionsList().stream()
        .map(PromotionResult::toBuilder)
        .map(
            result -> {
              List<PromotionResult.Line> lines = new ArrayList<>(result.getLinesList());
              lines.sort(Comparator.comparing(PromotionResult.Line::getItemId));
              return result.clearLines().addAllLines(lines).build();
            })
        .toList();
  }

  private static List<PromotionResult> withoutLines(EvaluatePromotionsResponse response) {
    return response.getPromotionsList().stream()
        .map(result -> result.toBuilder().clearLines().build())
        .toList();
  }

  /** A cart and promotions at random, and the answer. */
  private static final class Evaluated {
    final PromotionCart cart;
    final List<PromotionOffer> offers;
    final PromotionCustomer customer;
    final EvaluatePromotionsResponse response;

    Evaluated(long seed) {
      RandomCarts random = new RandomCarts(seed);
      cart = random.cart(LINES);
      offers = random.offers(PROMOTIONS);
      customer = random.customer();
      response = PromotionEvaluation.evaluate(cart, offers, List.of(), customer);
      assertThat(new HashSet<>(offers)).hasSameSizeAs(offers);
    }

    PromotionOffer offer(PromotionResult result) {
      return offers.stream()
          .filter(offer -> offer.getPromotionId().equals(result.getPromotionId()))
          .findFirst()
          .orElseThrow();
    }
  }
}
