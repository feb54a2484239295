package id.laris.rules;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult;
import id.laris.rules.Oracle.Outcome;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class BestSetPropertyTest {

  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void isTheBestOfAllSets(@ForAll long seed) {
    agreesWithOracle(new RandomCarts(seed), 6, 6);
  }

  @Property(tries = 60, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void isTheBestOfManySets(@ForAll long seed) {
    agreesWithOracle(new RandomCarts(seed), 8, 11);
  }

  private static void agreesWithOracle(RandomCarts random, int lines, int promotions) {
    PromotionCart cart = random.cart(lines);
    List<PromotionOffer> offers = random.offers(promotions);
    PromotionCustomer customer = random.customer();

    EvaluatePromotionsResponse response =
        PromotionEvaluation.evaluate(cart, offers, List.of(), customer);

    Outcome best =
        new Oracle(cart)
            .best(
                offers.stream()
                    .filter(offer -> PlainConditions.hold(offer, cart, customer))
                    .toList());
    assertThat(parts(response)).isEqualTo(best.parts());
    assertThat(parts(response).keySet()).containsExactlyElementsOf(best.parts().keySet());
    assertThat(total(response)).isEqualTo(best.total());
    assertThat(response.getExact()).isTrue();
  }

  private static BigInteger total(EvaluatePromotionsResponse response) {
    return response.getPromotionsList().stream()
        .map(PromotionResult::getAmount)
        .map(Money::getAmount)
        .map(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static Map<String, Map<String, Long>> parts(EvaluatePromotionsResponse response) {
    Map<String, Map<String, Long>> parts = new LinkedHashMap<>();
    for (PromotionResult result : response.getPromotionsList()) {
      if (result.getApplied()) {
        Map<String, Long> ofLines = new TreeMap<>();
        result
            .getLinesList()
            .forEach(line -> ofLines.put(line.getItemId(), line.getAmount().getAmount()));
        parts.put(result.getPromotionId(), ofLines);
      }
    }
    return parts;
  }
}
