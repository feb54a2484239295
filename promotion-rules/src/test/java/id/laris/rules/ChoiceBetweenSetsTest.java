package id.laris.rules;

import static id.laris.rules.Examples.amount;
import static id.laris.rules.Examples.combining;
import static id.laris.rules.Examples.evaluate;
import static id.laris.rules.Examples.item;
import static id.laris.rules.Examples.on;
import static id.laris.rules.Examples.order;
import static id.laris.rules.Examples.percent;
import static id.laris.rules.Examples.pieces;
import static id.laris.rules.Examples.products;
import static id.laris.rules.Examples.withPriority;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionRules.StackingClass;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceBetweenSetsTest {

  @Test
  void takesTheLargestTotalEvenIfItsPrioritiesAreLower() {
    assertThat(applied(withPriority(order("a", amount(10)), 5), order("b", amount(11))))
        .containsExactly("b");
  }

  @Test
  void takesTheHigherPriorityOfEqualTotals() {
    assertThat(applied(order("a", amount(10)), withPriority(order("b", amount(10)), 1)))
        .containsExactly("b");
  }

  @Test
  void takesFewerPromotionsOfEqualTotalsAndPriorities() {
    assertThat(
            applied(
                on(item("a", amount(10)), products("a")),
                on(item("b", amount(10)), products("b")),
                order("c", amount(20))))
        .containsExactly("c");
    assertThat(
            applied(
                withPriority(on(item("a", amount(10)), products("a")), 2),
                on(item("b", amount(10)), products("b")),
                withPriority(order("c", amount(20)), 1)))
        .as("the highest priority counts first")
        .containsExactly("a", "b");
  }

  @Test
  void takesTheLowerIdWhereNothingElseDecides() {
    assertThat(applied(order("b", amount(10)), order("a", amount(10)))).containsExactly("a");
  }

  @Test
  void appliesItemThenOrderPromotionsAndHigherPrioritiesFirst() {
    StackingClass[] all = {StackingClass.ITEM, StackingClass.ORDER};

    assertThat(
            applied(
                combining(withPriority(order("a", percent(10)), 9), all),
                combining(order("b", amount(10)), all),
                combining(item("c", percent(10)), all),
                combining(withPriority(item("d", percent(10)), 1), all)))
        .containsExactly("d", "c", "a", "b");
  }

  private static List<String> applied(PromotionOffer.Builder... offers) {
    return evaluate(pieces(100, 100), offers).getPromotionsList().stream()
        .filter(PromotionResult::getApplied)
        .map(PromotionResult::getPromotionId)
        .toList();
  }
}
