package id.laris.rules;

import static id.laris.rules.Examples.about;
import static id.laris.rules.Examples.amount;
import static id.laris.rules.Examples.cart;
import static id.laris.rules.Examples.combining;
import static id.laris.rules.Examples.coupon;
import static id.laris.rules.Examples.evaluate;
import static id.laris.rules.Examples.item;
import static id.laris.rules.Examples.line;
import static id.laris.rules.Examples.money;
import static id.laris.rules.Examples.on;
import static id.laris.rules.Examples.order;
import static id.laris.rules.Examples.percent;
import static id.laris.rules.Examples.pieces;
import static id.laris.rules.Examples.products;
import static id.laris.rules.Examples.steps;
import static id.laris.rules.Examples.timestamp;
import static id.laris.rules.Examples.unitPrice;
import static id.laris.rules.Examples.waiver;
import static id.laris.rules.Examples.when;
import static id.laris.rules.Examples.withPriority;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.CouponOffer;
import id.laris.pos.v1.CouponResult;
import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.pos.v1.PromotionRules.StackingClass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonsTest {

  @ParameterizedTest
  @EnumSource(names = {"LIMIT_USED_UP", "CUSTOMER_LIMIT_USED_UP", "NOT_ACTIVE", "CUSTOMER_MISSING"})
  void anObstacleComesBeforeEverythingElse(Reason obstacle) {
    PromotionOffer.Builder offer = item("p", percent(10)).setObstacle(obstacle);
    offer.getRulesBuilder().setStartsAt(timestamp(Examples.NOON.plusSeconds(1)));

    PromotionResult result = about("p", evaluate(pieces(100), offer));

    assertThat(result.getReason()).isEqualTo(obstacle);
    assertThat(result.getExplanation()).isNotEmpty();
  }

  @Test
  void aPromotionAppliesFromItsStartUntilBeforeItsEnd() {
    PromotionOffer.Builder offer = item("p", percent(10));
    offer
        .getRulesBuilder()
        .setStartsAt(timestamp(Examples.NOON))
        .setEndsAt(timestamp(Examples.NOON.plusSeconds(10)));

    assertThat(reasonAt(offer, -1)).isEqualTo(Reason.NOT_STARTED);
    assertThat(reasonAt(offer, 0)).isEqualTo(Reason.REASON_UNSPECIFIED);
    assertThat(reasonAt(offer, 9)).isEqualTo(Reason.REASON_UNSPECIFIED);
    assertThat(reasonAt(offer, 10)).isEqualTo(Reason.ENDED);
  }

  private static Reason reasonAt(PromotionOffer.Builder offer, long seconds) {
    PromotionCart.Builder cart = pieces(100).setAt(timestamp(Examples.NOON.plusSeconds(seconds)));
    return about("p", evaluate(cart, offer)).getReason();
  }

  @Test
  void otherCurrenciesLocationsAndOrderTypesAreRefused() {
    PromotionOffer.Builder dollars = item("dollars", percent(10));
    dollars.getRulesBuilder().setCurrency("USD");
    PromotionOffer.Builder any = item("any", percent(10));
    any.getRulesBuilder().clearCurrency();
    EvaluatePromotionsResponse response =
        evaluate(
            pieces(100).setOrderType(Order.Type.DINE_IN),
            dollars,
            any,
            when(item("harbour", percent(1)), locations("harbour")),
            when(item("market", percent(2)), locations("market")),
            when(item("takeaway", percent(3)), orderType(Order.Type.TAKEAWAY)),
            when(item("dine-in", percent(4)), orderType(Order.Type.DINE_IN)));

    assertThat(about("dollars", response).getReason()).isEqualTo(Reason.OTHER_CURRENCY);
    assertThat(about("any", response).getApplied()).isTrue();
    assertThat(about("harbour", response).getReason()).isEqualTo(Reason.OTHER_LOCATION);
    assertThat(about("market", response).getReason()).isEqualTo(Reason.BETTER_ONE_APPLIED);
    assertThat(about("takeaway", response).getReason()).isEqualTo(Reason.OTHER_ORDER_TYPE);
    assertThat(about("dine-in", response).getReason()).isEqualTo(Reason.BETTER_ONE_APPLIED);
  }

  @Test
  void theFirstConditionThatFailsIsTheReason() {
    PromotionOffer.Builder offer =
        when(
            when(when(item("p", percent(10)), locations("market")), minimum(500, 0)),
            orderType(Order.Type.DELIVERY));

    assertThat(about("p", evaluate(pieces(100), offer)).getReason())
        .isEqualTo(Reason.MINIMUM_NOT_REACHED);
  }

  @Test
  void minimumsSayHowMuchIsMissing() {
    PromotionCart.Builder cart =
        cart(line("coffee", 2, 80), line("apples", 500, 30).setUnitDecimals(3));

    PromotionResult both =
        about("p", evaluate(cart, when(item("p", percent(10)), minimum(150, 5))));
    assertThat(both.getMissingAmount()).isEqualTo(money(40));
    assertThat(both.getMissingQuantity()).isEqualTo(2);
    assertThat(both.getExplanation())
        .isEqualTo("Goods for 0.40 EUR more are needed. 2 more pieces are needed.");
    PromotionResult pieces =
        about("p", evaluate(cart, when(item("p", percent(10)), minimum(110, 4))));
    assertThat(pieces.hasMissingAmount()).isFalse();
    assertThat(pieces.getMissingQuantity()).isEqualTo(1);
    assertThat(
            about("p", evaluate(cart, when(item("p", percent(10)), minimum(110, 3)))).getApplied())
        .isTrue();
  }

  @Test
  void requiredGoodsSayHowManyAreMissing() {
    PromotionCondition.Builder threeCoffees =
        PromotionCondition.newBuilder()
            .setRequiredGoods(
                PromotionCondition.RequiredGoods.newBuilder()
                    .setTarget(products("coffee"))
                    .setQuantity(3));

    PromotionResult missing =
        about(
            "p",
            evaluate(
                cart(line("coffee", 2, 80), line("cake", 9, 90)),
                when(item("p", percent(10)), threeCoffees)));

    assertThat(missing.getReason()).isEqualTo(Reason.REQUIRED_GOODS_MISSING);
    assertThat(missing.getMissingQuantity()).isEqualTo(1);
    assertThat(
            about(
                    "p",
                    evaluate(
                        cart(line("coffee", 3, 80)), when(item("p", percent(10)), threeCoffees)))
                .getApplied())
        .isTrue();
  }

  @Test
  void theTypeOfPaymentMustBeKnownAndMeant() {
    PromotionOffer.Builder offer =
        when(
            item("p", percent(10)),
            PromotionCondition.newBuilder()
                .setPaymentTypes(
                    PromotionCondition.PaymentTypes.newBuilder()
                        .addPaymentTypes(Payment.Type.QRIS)));

    assertThat(about("p", evaluate(pieces(100), offer)).getReason())
        .isEqualTo(Reason.PAYMENT_TYPE_MISSING);
    assertThat(
            about("p", evaluate(pieces(100).setIntendedPaymentType(Payment.Type.CASH), offer))
                .getReason())
        .isEqualTo(Reason.OTHER_PAYMENT_TYPE);
    assertThat(
            about("p", evaluate(pieces(100).setIntendedPaymentType(Payment.Type.QRIS), offer))
                .getApplied())
        .isTrue();
  }

  @Test
  void customersMustBeKnownAsFarAsTheConditionAsks() {
    PromotionOffer.Builder anyone = when(item("p", percent(10)), customers());
    PromotionOffer.Builder named = when(item("p", percent(10)), customers());
    named.getRulesBuilder().getConditionsBuilder(0).getCustomersBuilder().addCustomerIds("anna");
    PromotionOffer.Builder group = when(item("p", percent(10)), customers());
    group.getRulesBuilder().getConditionsBuilder(0).getCustomersBuilder().addGroups("STAFF");
    PromotionOffer.Builder tier = when(item("p", percent(10)), customers());
    tier.getRulesBuilder().getConditionsBuilder(0).getCustomersBuilder().addTierIds("gold");
    PromotionCustomer staff = PromotionCustomer.newBuilder().addGroups("Staff").build();
    PromotionCustomer gold = PromotionCustomer.newBuilder().setTierId("gold").build();
    PromotionCustomer unknown = PromotionCustomer.newBuilder().setUnavailable(true).build();

    assertThat(reasonFor("", staff, anyone)).isEqualTo(Reason.CUSTOMER_MISSING);
    assertThat(reasonFor("anna", unknown, anyone)).isEqualTo(Reason.REASON_UNSPECIFIED);
    assertThat(reasonFor("anna", unknown, named)).isEqualTo(Reason.REASON_UNSPECIFIED);
    assertThat(reasonFor("bert", unknown, named)).isEqualTo(Reason.OTHER_CUSTOMER);
    assertThat(reasonFor("anna", unknown, group)).isEqualTo(Reason.CUSTOMER_UNAVAILABLE);
    assertThat(reasonFor("anna", staff, group)).isEqualTo(Reason.REASON_UNSPECIFIED);
    assertThat(reasonFor("anna", gold, group)).isEqualTo(Reason.OTHER_CUSTOMER);
    assertThat(reasonFor("anna", gold, tier)).isEqualTo(Reason.REASON_UNSPECIFIED);
    assertThat(reasonFor("anna", staff, tier)).isEqualTo(Reason.OTHER_CUSTOMER);
  }

  @Test
  void firstPurchasesNeedACustomerWithoutOrders() {
    PromotionOffer.Builder offer =
        when(
            item("p", percent(10)),
            PromotionCondition.newBuilder()
                .setFirstPurchase(PromotionCondition.FirstPurchase.getDefaultInstance()));
    PromotionCustomer first = PromotionCustomer.newBuilder().setFirstPurchase(true).build();

    assertThat(reasonFor("", first, offer)).isEqualTo(Reason.CUSTOMER_MISSING);
    assertThat(reasonFor("anna", first, offer)).isEqualTo(Reason.REASON_UNSPECIFIED);
    assertThat(reasonFor("anna", PromotionCustomer.getDefaultInstance(), offer))
        .isEqualTo(Reason.NOT_FIRST_PURCHASE);
    assertThat(
            reasonFor("anna", PromotionCustomer.newBuilder().setUnavailable(true).build(), offer))
        .isEqualTo(Reason.CUSTOMER_UNAVAILABLE);
  }

  @Test
  void aPromotionWithACouponNeedsOneOfItsOwnThatCanBeUsed() {
    PromotionOffer.Builder offer = when(item("p", percent(10)), couponEntered());
    CouponOffer used = coupon("USED", "p", Reason.COUPON_USED_UP);
    CouponOffer expired = coupon("OLD", "p", Reason.COUPON_EXPIRED);
    CouponOffer good = coupon("GOOD", "p", Reason.REASON_UNSPECIFIED);
    CouponOffer second = coupon("SECOND", "p", Reason.REASON_UNSPECIFIED);
    CouponOffer other = coupon("OTHER", "q", Reason.REASON_UNSPECIFIED);
    CouponOffer unknown =
        CouponOffer.newBuilder().setCode("?").setObstacle(Reason.COUPON_UNKNOWN).build();

    assertThat(about("p", withCoupons(offer, other, unknown)).getReason())
        .isEqualTo(Reason.COUPON_MISSING);
    assertThat(about("p", withCoupons(offer, used, expired)).getReason())
        .isEqualTo(Reason.COUPON_USED_UP);
    EvaluatePromotionsResponse response = withCoupons(offer, used, good, second, other, unknown);
    assertThat(about("p", response).getApplied()).isTrue();
    assertThat(about("p", response).getCouponCode()).isEqualTo("GOOD");
    assertThat(response.getCouponsList())
        .extracting(CouponResult::getReason)
        .containsExactly(
            Reason.COUPON_USED_UP,
            Reason.REASON_UNSPECIFIED,
            Reason.NOT_COMBINABLE,
            Reason.NOT_ACTIVE,
            Reason.COUPON_UNKNOWN);
    assertThat(response.getCouponsList())
        .extracting(CouponResult::getApplied)
        .containsExactly(false, true, false, false, false);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "COUPON_NOT_STARTED",
        "COUPON_EXPIRED",
        "COUPON_USED_UP",
        "COUPON_DISABLED",
        "COUPON_OTHER_CUSTOMER"
      })
  void theObstacleOfACouponCountsForItsPromotionOnly(Reason obstacle) {
    EvaluatePromotionsResponse response =
        PromotionEvaluation.evaluate(
            pieces(100).build(),
            List.of(
                when(item("p", percent(10)), couponEntered()).build(),
                item("q", percent(10)).build()),
            List.of(coupon("CODE", "p", obstacle), coupon("CODE-2", "q", obstacle)),
            null);

    assertThat(about("p", response).getReason()).isEqualTo(obstacle);
    assertThat(about("p", response).getExplanation()).isNotEqualTo("It cannot be used now.");
    assertThat(about("q", response).getApplied()).isTrue();
    assertThat(about("q", response).getCouponCode()).isEmpty();
  }

  @Test
  void promotionsSayThatThereAreNoGoodsOrThatThereIsNothingToTakeOff() {
    EvaluatePromotionsResponse response =
        evaluate(
            pieces(30, 20),
            on(item("no-goods", percent(10)), products("cake")),
            item("no-set", Examples.buyGet(2, 1)),
            item("cheap", unitPrice(30)),
            waiver("no-charge"));

    assertThat(about("no-goods", response).getReason()).isEqualTo(Reason.NO_GOODS);
    assertThat(about("no-set", response).getReason()).isEqualTo(Reason.NOTHING_TO_TAKE_OFF);
    assertThat(about("no-set", response).getExplanation())
        .isEqualTo("It needs 2 pieces that are bought and 1 more that cost less.");
    assertThat(about("cheap", response).getReason()).isEqualTo(Reason.NOTHING_TO_TAKE_OFF);
    assertThat(about("no-charge", response).getReason()).isEqualTo(Reason.NOTHING_TO_TAKE_OFF);
  }

  @Test
  void stepsThatAreNotReachedSayHowMuchIsMissing() {
    EvaluatePromotionsResponse response =
        evaluate(
            pieces(30, 20),
            item("amount", steps(false, Examples.step(80, 10), Examples.step(100, 20))),
            item("pieces", steps(true, Examples.step(5, 10))));

    assertThat(about("amount", response).getReason()).isEqualTo(Reason.MINIMUM_NOT_REACHED);
    assertThat(about("amount", response).getMissingAmount()).isEqualTo(money(30));
    assertThat(about("pieces", response).getMissingQuantity()).isEqualTo(3);
  }

  @Test
  void aPromotionThatWouldGiveMoreThanIsLeftIsUsedUp() {
    PromotionOffer.Builder offer = item("p", percent(10));

    assertThat(about("p", evaluate(pieces(100), offer.setAmountLeft(9))).getReason())
        .isEqualTo(Reason.LIMIT_USED_UP);
    assertThat(about("p", evaluate(pieces(100), offer.setAmountLeft(0))).getReason())
        .isEqualTo(Reason.LIMIT_USED_UP);
    assertThat(about("p", evaluate(pieces(100), offer.setAmountLeft(10))).getApplied()).isTrue();
  }

  @Test
  void losersNameThePromotionsThatApplyInTheirPlace() {
    PromotionOffer.Builder alone = item("alone", percent(30));
    alone.getRulesBuilder().setExclusive(true);

    EvaluatePromotionsResponse response =
        evaluate(
            pieces(100, 100),
            alone,
            on(item("a", percent(40)), products("a")),
            on(item("b", percent(30)), products("b")),
            on(item("weaker", percent(20)), products("a")),
            order("order", amount(1)));

    assertThat(response.getDiscountTotal()).isEqualTo(money(70));
    assertThat(about("alone", response).getReason()).isEqualTo(Reason.NOT_COMBINABLE);
    assertThat(about("alone", response).getOtherPromotionIdsList()).containsExactly("a", "b");
    assertThat(about("weaker", response).getReason()).isEqualTo(Reason.BETTER_ONE_APPLIED);
    assertThat(about("weaker", response).getOtherPromotionIdsList()).containsExactly("a");
    assertThat(about("order", response).getReason()).isEqualTo(Reason.NOT_COMBINABLE);
    assertThat(about("order", response).getOtherPromotionIdsList()).containsExactly("a", "b");
  }

  @Test
  void ofMoreThanTwentyThoseOfTheHighestPriorityAreCompared() {
    List<PromotionOffer.Builder> offers = new ArrayList<>();
    for (int i = 0; i < 22; i++) {
      offers.add(
          withPriority(
              combining(order("p" + (10 + i), amount(1)), StackingClass.ORDER), i == 21 ? 1 : 0));
    }

    EvaluatePromotionsResponse response =
        evaluate(pieces(100), offers.toArray(PromotionOffer.Builder[]::new));

    assertThat(response.getExact()).isFalse();
    assertThat(response.getDiscountTotal()).isEqualTo(money(20));
    assertThat(response.getPromotions(0).getPromotionId()).isEqualTo("p31");
    assertThat(about("p29", response).getReason()).isEqualTo(Reason.TOO_MANY);
    assertThat(about("p30", response).getReason()).isEqualTo(Reason.TOO_MANY);
    assertThat(about("p28", response).getApplied()).isTrue();
  }

  private static EvaluatePromotionsResponse withCoupons(
      PromotionOffer.Builder offer, CouponOffer... coupons) {
    return PromotionEvaluation.evaluate(
        pieces(100).build(), List.of(offer.build()), List.of(coupons), null);
  }

  private static Reason reasonFor(
      String customerId, PromotionCustomer customer, PromotionOffer.Builder offer) {
    EvaluatePromotionsResponse response =
        PromotionEvaluation.evaluate(
            pieces(100).setCustomerId(customerId).build(),
            List.of(offer.build()),
            List.of(),
            customer);
    return about("p", response).getReason();
  }

  private static PromotionCondition.Builder locations(String id) {
    return PromotionCondition.newBuilder()
        .setLocations(PromotionCondition.Locations.newBuilder().addLocationIds(id));
  }

  private static PromotionCondition.Builder orderType(Order.Type type) {
    return PromotionCondition.newBuilder()
        .setOrderTypes(PromotionCondition.OrderTypes.newBuilder().addOrderTypes(type));
  }

  private static PromotionCondition.Builder customers() {
    return PromotionCondition.newBuilder()
        .setCustomers(PromotionCondition.Customers.getDefaultInstance());
  }

  private static PromotionCondition.Builder couponEntered() {
    return PromotionCondition.newBuilder()
        .setCoupon(PromotionCondition.CouponEntered.getDefaultInstance());
  }

  private static PromotionCondition.Builder minimum(long amount, long quantity) {
    return PromotionCondition.newBuilder()
        .setMinimum(
            PromotionCondition.Minimum.newBuilder().setAmount(money(amount)).setQuantity(quantity));
  }
}
