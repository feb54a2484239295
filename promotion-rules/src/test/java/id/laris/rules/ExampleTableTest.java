package id.laris.rules;

import static id.laris.rules.Examples.about;
import static id.laris.rules.Examples.amount;
import static id.laris.rules.Examples.bundle;
import static id.laris.rules.Examples.buyGet;
import static id.laris.rules.Examples.cart;
import static id.laris.rules.Examples.combining;
import static id.laris.rules.Examples.evaluate;
import static id.laris.rules.Examples.item;
import static id.laris.rules.Examples.line;
import static id.laris.rules.Examples.on;
import static id.laris.rules.Examples.order;
import static id.laris.rules.Examples.percent;
import static id.laris.rules.Examples.pieces;
import static id.laris.rules.Examples.products;
import static id.laris.rules.Examples.timestamp;
import static id.laris.rules.Examples.waiver;
import static id.laris.rules.Examples.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.google.type.DayOfWeek;
import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.PromotionWindow;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The examples of the design. */
class ExampleTableTest {

  @Test
  void buyTwoGetOneFreeFormsSetsInFallingOrderOfPrice() {
    EvaluatePromotionsResponse response =
        evaluate(pieces(30, 20, 10, 10, 5), item("p", buyGet(2, 1)));

    assertThat(about("p", response).getAmount().getAmount()).isEqualTo(10);
    assertThat(about("p", response).getLinesList())
        .extracting(PromotionResult.Line::getItemId)
        .containsExactly("c");
  }

  @Test
  void tenPercentFromAMinimumOnApplyOnceItIsReached() {
    PromotionOffer.Builder promotion = when(order("p", percent(10)), minimum(300));

    assertThat(evaluate(cart(line("a", 6, 300)), promotion).getDiscountTotal().getAmount())
        .isEqualTo(30);
    PromotionResult tooLittle = about("p", evaluate(cart(line("a", 5, 250)), promotion));
    assertThat(tooLittle.getReason()).isEqualTo(Reason.MINIMUM_NOT_REACHED);
    assertThat(tooLittle.getMissingAmount()).isEqualTo(Examples.money(50));
    assertThat(tooLittle.getExplanation()).isEqualTo("Goods for 0.50 EUR more are needed.");
  }

  @Test
  void theTillThatComesTooLateIsToldThatTheLimitIsUsedUp() {
    PromotionOffer.Builder promotion =
        when(order("p", percent(10)), minimum(300)).setObstacle(Reason.LIMIT_USED_UP);

    PromotionResult result = about("p", evaluate(cart(line("a", 6, 300)), promotion));

    assertThat(result.getApplied()).isFalse();
    assertThat(result.getReason()).isEqualTo(Reason.LIMIT_USED_UP);
  }

  @Test
  void aCapOnCoffeeAndAnAmountOffTheOrderBothApply() {
    EvaluatePromotionsResponse response =
        evaluate(
            cart(line("coffee", 1, 40), line("cake", 1, 60)),
            combining(order("order", amount(5)), StackingClass.ITEM),
            combining(
                on(item("coffee-promotion", percent(20, 6)), products("coffee")),
                StackingClass.ORDER));

    assertThat(response.getPromotionsList())
        .extracting(PromotionResult::getPromotionId, result -> result.getAmount().getAmount())
        .containsExactly(tuple("coffee-promotion", 6L), tuple("order", 5L));
    assertThat(response.getPromotions(0).getLinesList())
        .extracting(PromotionResult.Line::getItemId)
        .containsExactly("coffee");
    assertThat(response.getDiscountTotal().getAmount()).isEqualTo(11);
    assertThat(response.getExact()).isTrue();
  }

  @Test
  void threeForAHundredMakesTwoSetsOfSevenPieces() {
    EvaluatePromotionsResponse inOneLine =
        evaluate(cart(line("a", 7, 280)), item("p", bundle(100, 3)));
    EvaluatePromotionsResponse inSevenLines =
        evaluate(pieces(40, 40, 40, 40, 40, 40, 40), item("p", bundle(100, 3)));

    assertThat(inOneLine.getDiscountTotal().getAmount()).isEqualTo(40);
    assertThat(inSevenLines.getDiscountTotal().getAmount()).isEqualTo(40);
    assertThat(about("p", inSevenLines).getLinesList())
        .extracting(part -> part.getAmount().getAmount())
        .containsExactly(7L, 7L, 7L, 7L, 6L, 6L);
  }

  @Test
  void aHappyHourOfFridayAppliesOnSaturdayMorning() {
    PromotionOffer.Builder happyHour = item("p", percent(50));
    happyHour
        .getRulesBuilder()
        .addWindows(
            PromotionWindow.newBuilder()
                .addWeekdays(DayOfWeek.FRIDAY)
                .setFromMinute(22 * 60)
                .setToMinute(2 * 60));
    PromotionCart.Builder saturday =
        pieces(100).setAt(timestamp(Instant.parse("2026-03-07T00:30:00Z")));

    assertThat(about("p", evaluate(saturday, happyHour)).getApplied()).isTrue();
    PromotionCart.Builder sunday =
        pieces(100).setAt(timestamp(Instant.parse("2026-03-08T00:30:00Z")));
    assertThat(about("p", evaluate(sunday, happyHour)).getReason()).isEqualTo(Reason.OUTSIDE_HOURS);
  }

  /** The cart of docs/promotions.md. */
  @Test
  void theBestSetOfTheDocumentationIsFound() {
    PromotionCart.Builder cart =
        cart(
                line("coffee", 3, 1200).addServiceChargeIds("s"),
                line("cake", 1, 600).addServiceChargeIds("s"))
            .addCharges(Examples.charge("s", 50_000));
    PromotionOffer.Builder exclusive = order("d", percent(30));
    exclusive.getRulesBuilder().setExclusive(true);

    EvaluatePromotionsResponse response =
        evaluate(
            cart,
            combining(on(item("a", buyGet(2, 1)), products("coffee")), StackingClass.ORDER),
            combining(on(item("b", percent(25)), products("coffee")), StackingClass.ORDER),
            combining(when(order("c", amount(200)), minimum(1500)), StackingClass.ITEM),
            exclusive,
            combining(waiver("e"), StackingClass.ITEM));

    assertThat(response.getDiscountTotal().getAmount()).isEqualTo(600);
    assertThat(response.getPromotionsList())
        .extracting(PromotionResult::getPromotionId, PromotionResult::getReason)
        .containsExactly(
            tuple("a", Reason.REASON_UNSPECIFIED),
            tuple("c", Reason.REASON_UNSPECIFIED),
            tuple("b", Reason.BETTER_ONE_APPLIED),
            tuple("d", Reason.NOT_COMBINABLE),
            tuple("e", Reason.NOT_COMBINABLE));
    assertThat(about("e", response).getOtherPromotionIdsList()).containsExactly("a", "c");
  }

  private static PromotionCondition.Builder minimum(long amount) {
    return PromotionCondition.newBuilder()
        .setMinimum(PromotionCondition.Minimum.newBuilder().setAmount(Examples.money(amount)));
  }
}
