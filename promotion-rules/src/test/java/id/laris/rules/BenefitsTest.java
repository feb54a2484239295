package id.laris.rules;

import static id.laris.rules.Examples.amount;
import static id.laris.rules.Examples.bundle;
import static id.laris.rules.Examples.buyGet;
import static id.laris.rules.Examples.cart;
import static id.laris.rules.Examples.charge;
import static id.laris.rules.Examples.combining;
import static id.laris.rules.Examples.evaluate;
import static id.laris.rules.Examples.free;
import static id.laris.rules.Examples.item;
import static id.laris.rules.Examples.line;
import static id.laris.rules.Examples.money;
import static id.laris.rules.Examples.on;
import static id.laris.rules.Examples.percent;
import static id.laris.rules.Examples.pieces;
import static id.laris.rules.Examples.products;
import static id.laris.rules.Examples.step;
import static id.laris.rules.Examples.steps;
import static id.laris.rules.Examples.unitPrice;
import static id.laris.rules.Examples.waiver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionBenefit.Choice;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionRules.StackingClass;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenefitsTest {

  @Test
  void aPercentageIsComputedOnceAndDividedExactly() {
    EvaluatePromotionsResponse response = evaluate(pieces(33, 33, 33), item("p", percent(10)));

    assertThat(response.getDiscountTotal()).isEqualTo(money(10));
    assertThat(response.getPromotions(0).getLinesList())
        .extracting(part -> part.getAmount().getAmount())
        .containsExactly(4L, 3L, 3L);
  }

  @Test
  void theOddUnitGoesToTheSameLineInWhateverOrderLinesAreScanned() {
    PromotionCart.Line.Builder one = line("milk", 1, 15).setId("one");
    PromotionCart.Line.Builder two = line("milk", 1, 15).setId("two");

    for (PromotionCart.Builder cart : List.of(cart(one, two), cart(two, one))) {
      assertThat(evaluate(cart, item("p", amount(3))).getPromotions(0).getLinesList())
          .extracting(PromotionResult.Line::getItemId, part -> part.getAmount().getAmount())
          .containsExactlyInAnyOrder(tuple("one", 2L), tuple("two", 1L));
    }
  }

  @Test
  void computedAmountsAreRoundedToTheIncrementAndGivenOnesAreNot() {
    PromotionCart.Builder cart = pieces(1_500, 3_000).setRoundingIncrement(100);

    assertThat(discount(cart, item("p", percent(10)))).isEqualTo(500);
    assertThat(discount(cart, item("p", percent(9)))).isEqualTo(400);
    assertThat(discount(cart, item("p", amount(450)))).isEqualTo(450);
    assertThat(discount(cart, item("p", percent(10, 420)))).isEqualTo(420);
  }

  @Test
  void noLineFallsBelowZeroWhereStepsAreLargerThanTheLine() {
    PromotionCart.Builder odd = pieces(150).setRoundingIncrement(100);
    assertThat(evaluate(odd, item("p", percent(100))).getPromotions(0).getAmount())
        .isEqualTo(money(150));
    PromotionCart.Builder cart = pieces(150, 50).setRoundingIncrement(100);

    EvaluatePromotionsResponse response = evaluate(cart, item("p", percent(100)));

    assertThat(response.getPromotions(0).getLinesList())
        .extracting(PromotionResult.Line::getItemId, part -> part.getAmount().getAmount())
        .containsExactly(tuple("a", 150L), tuple("b", 50L));
  }

  @Test
  void anAmountIsNeverMoreThanTheGoodsCost() {
    assertThat(discount(pieces(30, 10), item("p", amount(50)))).isEqualTo(40);
  }

  @Test
  void unitPricesLeaveCheaperUnitsAsTheyAre() {
    PromotionCart.Builder cart =
        cart(
            line("coffee", 3, 120),
            line("cake", 1, 25),
            line("apples", 500, 40).setUnitDecimals(3));

    assertThat(discount(cart, item("p", unitPrice(30)))).isEqualTo(30 + 25);
  }

  @Test
  void theDearestOfASetCanBeTheOnesThatCostLess() {
    PromotionBenefit.Builder benefit = buyGet(2, 1);
    benefit.getBuyGetBuilder().setChoice(Choice.DEAREST_FIRST).setPercentPpm(500_000);

    assertThat(discount(pieces(30, 20, 10, 10, 8, 6), item("p", benefit))).isEqualTo(20);
    benefit.getBuyGetBuilder().setMaxSets(1);
    assertThat(discount(pieces(30, 20, 10, 10, 8, 6), item("p", benefit))).isEqualTo(15);
  }

  @Test
  void otherGoodsCostLessForThoseThatAreBought() {
    PromotionBenefit.Builder benefit = buyGet(2, 1);
    benefit.getBuyGetBuilder().setGetTarget(products("cake", "tea"));
    PromotionCart.Builder cart =
        cart(line("coffee", 4, 160), line("cake", 2, 70), line("tea", 1, 20));

    assertThat(discount(cart, on(item("p", benefit), products("coffee")))).isEqualTo(20 + 35);
    benefit.getBuyGetBuilder().setChoice(Choice.DEAREST_FIRST);
    assertThat(discount(cart, on(item("p", benefit), products("coffee")))).isEqualTo(70);
  }

  @Test
  void noPieceIsBoughtAndCostsLessAtTheSameTime() {
    PromotionBenefit.Builder benefit = buyGet(1, 1);
    benefit.getBuyGetBuilder().setGetTarget(products("a", "b"));

    assertThat(discount(pieces(30, 20), item("p", benefit))).isEqualTo(20);
    benefit.getBuyGetBuilder().setChoice(Choice.DEAREST_FIRST);
    assertThat(discount(pieces(30, 20), item("p", benefit))).isEqualTo(30);
    assertThat(discount(pieces(30), item("p", benefit))).isZero();
  }

  @Test
  void aBundleTakesTheDearestPiecesOfEachPart() {
    PromotionBenefit.Builder benefit = bundle(50, 1, 1);
    benefit.getBundleBuilder().getPartsBuilder(0).setTarget(products("coffee"));
    benefit.getBundleBuilder().getPartsBuilder(1).setTarget(products("cake", "cookie"));
    PromotionCart.Builder cart =
        cart(line("coffee", 2, 80), line("cake", 1, 35), line("cookie", 1, 15));

    assertThat(discount(cart, item("p", benefit))).isEqualTo(25 + 5);
    assertThat(discount(cart, on(item("p", benefit), products("coffee", "cookie")))).isEqualTo(5);
  }

  /**
   * Alone it takes a and c, which cost no more than the bundle. Once a costs 8, it takes b and a.
   */
  @Test
  void aBundleMaySaveSomethingOnlyAfterAnotherPromotion() {
    PromotionBenefit.Builder benefit = bundle(11, 1, 1);
    benefit.getBundleBuilder().getPartsBuilder(0).setTarget(products("a", "b"));
    benefit.getBundleBuilder().getPartsBuilder(1).setTarget(products("a", "c"));
    PromotionOffer.Builder set = combining(item("set", benefit), StackingClass.ITEM);
    PromotionOffer.Builder fifth =
        Examples.withPriority(
            combining(on(item("fifth", percent(20)), products("a")), StackingClass.ITEM), 1);

    assertThat(discount(pieces(10, 9, 1), set)).isZero();
    assertThat(discount(pieces(10, 9, 1), set, fifth)).isEqualTo(2 + 6);
  }

  @Test
  void aMillionPiecesAreNoMoreWorkThanOne() {
    PromotionCart.Builder cart = cart(line("a", 1_000_000, 40_000_000), line("b", 1, 30));

    assertThat(discount(cart, item("p", buyGet(2, 1)))).isEqualTo(333_333L * 40);
    assertThat(discount(cart, item("p", bundle(100, 3)))).isEqualTo(333_333L * 20);
    assertThat(discount(cart, item("p", free(1000, Choice.DEAREST_FIRST)))).isEqualTo(40_000);
  }

  @Test
  void freePiecesAreTheCheapestUnlessTheDearestAreMeant() {
    PromotionCart.Builder cart = pieces(30, 20, 10, 0);

    assertThat(discount(cart, item("p", free(1, Choice.CHOICE_UNSPECIFIED)))).isEqualTo(10);
    assertThat(discount(cart, item("p", free(2, Choice.CHEAPEST_FIRST)))).isEqualTo(30);
    assertThat(discount(cart, item("p", free(1, Choice.DEAREST_FIRST)))).isEqualTo(30);
    assertThat(discount(cart, item("p", free(9, Choice.CHEAPEST_FIRST)))).isEqualTo(60);
  }

  @Test
  void theHighestStepThatTheGrossAmountReachesCounts() {
    PromotionBenefit.Builder byAmount = steps(false, step(50, 10), step(100, 20));

    assertThat(discount(pieces(99), item("p", byAmount))).isEqualTo(10);
    assertThat(discount(pieces(100), item("p", byAmount))).isEqualTo(20);
    assertThat(
            discount(
                pieces(100),
                combining(item("first", amount(60)), StackingClass.ITEM),
                combining(item("p", byAmount), StackingClass.ITEM)))
        .as("the step is that of 100, the percentage is of 40")
        .isEqualTo(68);
    assertThat(discount(pieces(10, 10, 10), item("p", steps(true, step(3, 50))))).isEqualTo(15);
  }

  @Test
  void aWaivedChargeCountsWithWhatItWouldBeOnWhatIsLeft() {
    PromotionCart.Builder cart =
        cart(line("a", 1, 1000).addServiceChargeIds("s").addServiceChargeIds("in-prices"))
            .addCharges(charge("s", 100_000))
            .addCharges(charge("in-prices", 100_000).setInclusive(true))
            .addCharges(charge("not-borne", 100_000));

    EvaluatePromotionsResponse response =
        evaluate(
            cart,
            combining(item("item", percent(20)), StackingClass.SERVICE),
            combining(waiver("waiver"), StackingClass.ITEM));

    PromotionResult waived = Examples.about("waiver", response);
    assertThat(waived.getAmount()).isEqualTo(money(80));
    assertThat(waived.getWaivedServiceChargeIdsList()).containsExactly("s");
    assertThat(waived.getLinesList()).isEmpty();
    assertThat(response.getDiscountTotal()).isEqualTo(money(200));
  }

  @Test
  void itemPromotionsShareALineOnlyIfBothSaySo() {
    PromotionOffer.Builder first = combining(item("a", percent(10)), StackingClass.ITEM);
    PromotionOffer.Builder second = item("b", percent(10));

    assertThat(discount(pieces(100), first, second)).isEqualTo(10);
    assertThat(discount(pieces(100), first, combining(second, StackingClass.ITEM))).isEqualTo(19);
  }

  /** Half of a would be 15 more, but a was bought for the set. */
  @Test
  void piecesThatWereBoughtAreTaken() {
    PromotionOffer.Builder set = Examples.withPriority(item("set", buyGet(1, 1)), 1);
    PromotionOffer.Builder half = on(item("half", percent(50)), products("a"));

    EvaluatePromotionsResponse response = evaluate(pieces(30, 20), set, half);

    assertThat(response.getDiscountTotal()).isEqualTo(money(20));
    assertThat(Examples.about("half", response).getApplied()).isFalse();
  }

  private static long discount(PromotionCart.Builder cart, PromotionOffer.Builder... offers) {
    return evaluate(cart, offers).getDiscountTotal().getAmount();
  }
}
