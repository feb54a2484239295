package id.laris.rules;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionBenefit.Choice;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionRules.StackingClass;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Twenty promotions that share all lines, and of which no more is known than a ceiling. */
class SearchLimitTest {
  private static final int LINES = 30;

  @Test
  void aSearchThatIsGivenUpSaysSoAndGivesTheSameGoodSetEachTime() {
    EvaluatePromotionsResponse response = evaluate();

    assertThat(response.getExact()).isFalse();
    assertThat(response).isEqualTo(evaluate());
    // The simple rule takes the ten percentages first, each up to its cap.
    assertThat(response.getDiscountTotal().getAmount())
        .isGreaterThanOrEqualTo(IntStream.range(0, 10).map(i -> 201 + 2 * i).sum());
    assertThat(response.getPromotionsList())
        .extracting(PromotionResult::getReason)
        .isSubsetOf(
            PromotionResult.Reason.REASON_UNSPECIFIED, PromotionResult.Reason.BETTER_ONE_APPLIED);
  }

  @Test
  void aLargeCartWithBundlesIsGivenUpInTimeToo() {
    PromotionCart.Builder cart = Examples.cart();
    for (int i = 0; i < 500; i++) {
      cart.addLines(Examples.line("line-" + i, 1 + i % 7, 397L * i * i % 10_000 + 100));
    }
    List<PromotionOffer> offers =
        IntStream.range(0, Search.MOST_CANDIDATES)
            .mapToObj(i -> Examples.item("p" + (char) ('a' + i), bundle(i)))
            .map(offer -> Examples.combining(offer, StackingClass.ITEM))
            .map(PromotionOffer.Builder::build)
            .toList();

    EvaluatePromotionsResponse response =
        PromotionEvaluation.evaluate(cart.build(), offers, List.of(), null);

    assertThat(response.getExact()).isFalse();
    assertThat(response)
        .isEqualTo(PromotionEvaluation.evaluate(cart.build(), offers, List.of(), null));
    assertThat(response.getDiscountTotal().getAmount()).isPositive();
  }

  private static PromotionBenefit.Builder bundle(int number) {
    return Examples.bundle(1_000 + 977L * number % 7_000, 2 + number % 3, 1);
  }

  private static EvaluatePromotionsResponse evaluate() {
    PromotionCart.Builder cart = Examples.cart();
    for (int i = 0; i < LINES; i++) {
      cart.addLines(Examples.line("line-" + i, 1 + i % 3, 397L * i * i % 1000 + 100));
    }
    List<PromotionOffer> offers =
        IntStream.range(0, Search.MOST_CANDIDATES)
            .mapToObj(SearchLimitTest::offer)
            .map(PromotionOffer.Builder::build)
            .toList();
    return PromotionEvaluation.evaluate(cart.build(), offers, List.of(), null);
  }

  private static PromotionOffer.Builder offer(int number) {
    String id = "promotion-" + (char) ('a' + number);
    return Examples.combining(
        Examples.item(
            id,
            number % 2 == 0
                ? Examples.free(1, Choice.CHEAPEST_FIRST)
                : Examples.percent(20, 200 + number)),
        StackingClass.ITEM);
  }
}
