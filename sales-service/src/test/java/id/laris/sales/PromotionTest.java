package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static id.laris.sales.Sales.cash;
import static id.laris.sales.Sales.item;
import static id.laris.sales.Sales.sale;
import static id.laris.sales.Sales.tender;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.ApplyCouponRequest;
import id.laris.pos.v1.ApplyCouponResponse;
import id.laris.pos.v1.ApplyDiscountRequest;
import id.laris.pos.v1.CalculateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderDiscount;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.PromotionTarget;
import id.laris.pos.v1.Receipt;
import id.laris.pos.v1.RemoveCouponRequest;
import id.laris.pos.v1.ReserveUsageRequest;
import id.laris.pos.v1.SalesSettings;
import id.laris.pos.v1.SetOrderDetailsRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Promotions decide the price of a draft with every change; they are fixed and reserved when the
 * order is finalized.
 */
@SalesTest
class PromotionTest {

  private static final long PRICE = 1_000_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeCustomers customers;
  @Autowired FakePromotions promotions;
  @Autowired Reach reach;
  @Autowired FakeClock clock;
  @Autowired Jobs jobs;

  private final UUID tenant = UUID.randomUUID();
  private Till till;
  private String tea;

  @BeforeEach
  void aTill() {
    reach.restorePromotions();
    till = new Till(calls.as(tenant));
    tea = catalog.sell("Tea", PRICE, sold -> sold.addTags("hot"));
  }

  @AfterEach
  void everyoneIsThere() {
    reach.restorePromotions();
    reach.restoreCustomers();
    clock.set(FakeClock.START);
  }

  @Test
  void aPromotionComesOffTheLinesAndFollowsTheDraft() {
    String id = promotions.offer(tenant, "Happy hour", percent(200_000).build());

    Order draft = till.draft(tea, 1);

    assertThat(draft.getTotal()).isEqualTo(idr(800_000));
    assertThat(draft.getDiscountTotal()).isEqualTo(idr(200_000));
    PromotionResult result = draft.getPromotions(0);
    assertThat(result.getApplied()).isTrue();
    assertThat(result.getPromotionVersion()).isEqualTo(3);
    OrderDiscount discount = draft.getDiscounts(0);
    assertThat(discount.getSource()).isEqualTo(OrderDiscount.Source.PROMOTION);
    assertThat(discount.getPromotionId()).isEqualTo(id);
    assertThat(discount.getReason()).isEqualTo("Happy hour");
    assertThat(discount.getApplied()).isEqualTo(idr(200_000));
    assertThat(discount.getLines(0).getItemId()).isEqualTo(draft.getItems(0).getId());
    assertThat(discount.getLines(0).getAmount()).isEqualTo(idr(200_000));
    assertThat(till.get(draft)).isEqualTo(draft);

    assertThat(till.add(draft, tea, 2).getDiscountTotal()).isEqualTo(idr(600_000));
    promotions.endAll(tenant);
    assertThat(till.add(draft, tea, 1).getDiscountTotal()).isEqualTo(idr(0));
  }

  @Test
  void onlyTheGoodsThatAreMeantGetIt() {
    String ice = catalog.sell("Ice", PRICE);
    promotions.offer(
        tenant,
        "Hot drinks",
        percent(500_000).setTarget(PromotionTarget.newBuilder().addTags("hot")).build());

    Order draft = till.add(till.draft(tea, 1), ice, 1);

    assertThat(draft.getItems(0).getDiscount()).isEqualTo(idr(500_000));
    assertThat(draft.getItems(0).getTagsList()).containsExactly("hot");
    assertThat(draft.getItems(1).getDiscount()).isEqualTo(idr(0));
  }

  @Test
  void aGiftCardCostsWhatItIsWorth() {
    String card = catalog.sell("Card", PRICE, sold -> sold.setGiftCard(true));
    promotions.offer(tenant, "Sale", percent(500_000).build());

    Order draft = till.draft(card, 1);

    assertThat(draft.getTotal()).isEqualTo(idr(PRICE));
    assertThat(draft.getPromotions(0).getReason()).isEqualTo(PromotionResult.Reason.NO_GOODS);
  }

  @Test
  void otherDiscountsTakeOffTheRestAndTheirLimitIsTheSame() {
    promotions.offer(tenant, "Half price", percent(500_000).build());
    Order draft = till.percentOff(till.draft(tea, 1), 100_000);

    assertThat(draft.getDiscountTotal()).isEqualTo(idr(550_000));
    assertThat(draft.getDiscountsList())
        .extracting(OrderDiscount::getSource)
        .containsExactly(OrderDiscount.Source.PROMOTION, OrderDiscount.Source.MANUAL);
    assertThat(till.finalizeOrder(draft).getTotal()).isEqualTo(idr(450_000));
  }

  @Test
  void aDiscountThatSomebodyGivesHasAnotherIdThanAPromotion() {
    String id = promotions.offer(tenant, "Sale", percent(100_000).build());
    Order draft = till.draft(tea, 1);

    Refusal.of(() -> till.discount(discount(draft, id))).has(Reason.ALREADY_EXISTS);

    assertThat(till.get(draft)).isEqualTo(draft);
  }

  @Test
  void aPromotionThatGetsTheIdOfADiscountLaterIsCountedApart() {
    String id = UUID.randomUUID().toString();
    Order draft = till.discount(discount(till.draft(tea, 1), id));
    promotions.offerAs(tenant, id, "Sale", percent(100_000).build());

    Order both = till.add(draft, tea, 1);

    assertThat(both.getDiscountsList())
        .extracting(OrderDiscount::getSource, OrderDiscount::getApplied)
        .containsExactly(
            tuple(OrderDiscount.Source.PROMOTION, idr(200_000)),
            tuple(OrderDiscount.Source.MANUAL, idr(50_000)));
    assertThat(both.getDiscountTotal()).isEqualTo(idr(250_000));
    assertThat(till.discount(discount(both, id))).isEqualTo(both);
  }

  /** Rp 500 off. */
  private static ApplyDiscountRequest discount(Order order, String id) {
    return ApplyDiscountRequest.newBuilder()
        .setOrderId(order.getId())
        .setId(id)
        .setAmount(50_000)
        .build();
  }

  @Test
  void finalizingFixesAndReservesThem() {
    String id = promotions.offer(tenant, "Sale", percent(100_000).build());
    Order open = till.finalizeOrder(till.draft(tea, 2));

    ReserveUsageRequest reserved = Objects.requireNonNull(promotions.reservation(open.getId()));
    assertThat(reserved.getUsages(0).getPromotionId()).isEqualTo(id);
    assertThat(reserved.getUsages(0).getPromotionVersion()).isEqualTo(3);
    assertThat(reserved.getUsages(0).getAmount()).isEqualTo(200_000);
    assertThat(open.getPromotionRevision()).isEqualTo(reserved.getRevision()).isPositive();

    promotions.endAll(tenant);
    Order completed = till.complete(till.pay(open, 1_800_000));

    assertThat(completed.getTotal()).isEqualTo(idr(1_800_000));
    assertThat(completed.getPromotionsList()).isEqualTo(open.getPromotionsList());
    assertThat(till.get(completed).getDiscountsList()).isEqualTo(open.getDiscountsList());
  }

  @Test
  void aPromotionWithoutLimitsIsNotReserved() {
    promotions.offerUnlimited(tenant, "Sale", percent(100_000).build());

    Order open = till.finalizeOrder(till.draft(tea, 1));

    assertThat(open.getTotal()).isEqualTo(idr(900_000));
    assertThat(open.getPromotionRevision()).isZero();
    assertThat(promotions.reservation(open.getId())).isNull();
  }

  @Test
  void theLastUseIsForOneOrderAndTheOtherSaysWhy() {
    promotions.offer(tenant, "First", percent(100_000).build(), 1);
    Order first = till.draft(tea, 1);
    Order second = till.draft(tea, 1);
    assertThat(second.getDiscountTotal()).isEqualTo(idr(100_000));

    assertThat(till.finalizeOrder(first).getTotal()).isEqualTo(idr(900_000));
    Order late = till.finalizeOrder(second);

    assertThat(late.getStatus()).isEqualTo(Order.Status.OPEN);
    assertThat(late.getTotal()).isEqualTo(idr(1_000_000));
    assertThat(late.getPromotions(0).getReason()).isEqualTo(PromotionResult.Reason.LIMIT_USED_UP);
    assertThat(promotions.reservation(late.getId())).isNull();
  }

  @Test
  void aLimitHoldsForTillsThatFinalizeAtOnce() {
    promotions.offer(tenant, "First ten", percent(100_000).build(), 10);
    List<Order> drafts = Parallel.successes(Parallel.times(30, number -> till.draft(tea, 1)));
    assertThat(drafts).hasSize(30);

    List<Order> open =
        Parallel.successes(Parallel.times(30, number -> till.finalizeOrder(drafts.get(number))));

    assertThat(open).hasSize(30);
    assertThat(open.stream().filter(order -> order.getDiscountTotal().getAmount() > 0)).hasSize(10);
  }

  @Test
  void anAttemptThatFailsGivesTheUsesBack() {
    promotions.offer(tenant, "Sale", percent(100_000).build());
    Order draft = till.draft(tea, 1);
    promotions.loseReplies(10);

    Refusal.of(() -> till.finalizeOrder(draft)).has(Reason.UNAVAILABLE);

    promotions.loseReplies(0);
    reach.restorePromotions();
    clock.advance(Duration.ofMinutes(5));
    jobs.run(tenant, "sales.holds");
    assertThat(promotions.reservation(draft.getId())).isNull();
    assertThat(till.finalizeOrder(draft).getStatus()).isEqualTo(Order.Status.OPEN);
  }

  @Test
  void withoutPromotionServiceNothingIsPricedUnlessTheSettingsAllowIt() {
    promotions.offer(tenant, "Sale", percent(100_000).build());
    Order draft = till.draft(tea, 1);
    Order open = till.finalizeOrder(till.draft(tea, 1));

    promotions.whileDown(
        () -> {
          Refusal.of(() -> till.add(draft, tea, 1)).has(Reason.UNAVAILABLE);
          assertThat(till.complete(till.pay(open, 900_000)).getTotal()).isEqualTo(idr(900_000));
        });

    reach.restorePromotions();
    till.set(
        SalesSettings.newBuilder().setSellWithoutPromotions(true).build(),
        "sell_without_promotions");
    promotions.whileDown(
        () -> {
          Order without = till.add(draft, tea, 1);
          assertThat(without.getTotal()).isEqualTo(idr(2_000_000));
          assertThat(without.getPromotionsUnavailable()).isTrue();
          assertThat(without.getPromotionsList()).isEmpty();
          assertThat(till.finalizeOrder(without).getPromotionsUnavailable()).isTrue();
        });
  }

  @Test
  void aCouponWaitsOnTheDraftUntilItApplies() {
    String minimum =
        promotions.offerWithCoupon(tenant, "Welcome", withCoupon(2_000_000), "WELCOME");
    Order draft = till.draft(tea, 1);
    assertThat(draft.getPromotions(0).getReason()).isEqualTo(PromotionResult.Reason.COUPON_MISSING);

    ApplyCouponResponse entered = apply(draft, "welcome");

    assertThat(entered.getCoupon().getApplied()).isFalse();
    assertThat(entered.getCoupon().getPromotionId()).isEqualTo(minimum);
    assertThat(entered.getCoupon().getReason())
        .isEqualTo(PromotionResult.Reason.MINIMUM_NOT_REACHED);
    assertThat(entered.getOrder().getPromotions(0).getMissingAmount()).isEqualTo(idr(1_000_000));

    Order more = till.add(draft, tea, 1);

    assertThat(more.getCoupons(0).getApplied()).isTrue();
    assertThat(more.getDiscounts(0).getCouponCode()).isEqualTo("WELCOME");
    assertThat(more.getTotal()).isEqualTo(idr(1_000_000));
    Order open = till.finalizeOrder(more);
    assertThat(
            Objects.requireNonNull(promotions.reservation(open.getId())).getUsages(0).getCouponId())
        .isNotEmpty();
    assertThat(till.get(open)).isEqualTo(open);
  }

  @Test
  void aCouponIsEnteredOnceAndCanBeRemoved() {
    promotions.offerWithCoupon(tenant, "Welcome", withCoupon(0), "WELCOME-10");
    Order draft = apply(till.draft(tea, 1), "welcome 10").getOrder();
    assertThat(draft.getDiscountTotal()).isEqualTo(idr(0));
    assertThat(draft.getCoupons(0).getReason()).isEqualTo(PromotionResult.Reason.COUPON_UNKNOWN);

    Order twice = apply(draft, "WELCOME10").getOrder();

    assertThat(twice.getVersion()).isEqualTo(draft.getVersion());
    assertThat(twice.getCouponsCount()).isEqualTo(1);
    Order without =
        till.sales()
            .removeCoupon(
                RemoveCouponRequest.newBuilder()
                    .setOrderId(draft.getId())
                    .setCode("Welcome-10")
                    .build())
            .getOrder();
    assertThat(without.getCouponsList()).isEmpty();
    Refusal.of(
            () ->
                till.sales()
                    .removeCoupon(
                        RemoveCouponRequest.newBuilder()
                            .setOrderId(draft.getId())
                            .setCode("Welcome-10")
                            .build()))
        .has(Reason.NOT_FOUND);
  }

  @Test
  void anOrderHasAtMostTenCoupons() {
    Order draft = till.draft(tea, 1);
    for (int i = 0; i < 10; i++) {
      apply(draft, "CODE" + i);
    }
    Refusal.of(() -> apply(draft, "CODE10")).has(Reason.VALIDATION_FAILED);
  }

  @Test
  void aPromotionForATypeOfPaymentIsPaidByIt() {
    promotions.offer(
        tenant,
        "Card day",
        percent(100_000)
            .addConditions(
                PromotionCondition.newBuilder()
                    .setPaymentTypes(
                        PromotionCondition.PaymentTypes.newBuilder()
                            .addPaymentTypes(Payment.Type.CARD)))
            .build());
    Order draft = till.draft(tea, 1);
    assertThat(draft.getPromotions(0).getReason())
        .isEqualTo(PromotionResult.Reason.PAYMENT_TYPE_MISSING);

    Order intended = intend(draft, Payment.Type.CARD);

    assertThat(intended.getIntendedPaymentType()).isEqualTo(Payment.Type.CARD);
    assertThat(intended.getTotal()).isEqualTo(idr(900_000));
    Order open = till.finalizeOrder(intended);
    Refusal.of(() -> till.pay(open, 900_000)).has(Reason.PROMOTION_NEEDS_PAYMENT_TYPE);
    assertThat(till.complete(till.pay(open, Payment.Type.CARD, 900_000)).getStatus())
        .isEqualTo(Order.Status.COMPLETED);
    Refusal.of(() -> intend(open, Payment.Type.CASH)).has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void aCustomerOfADraftGetsItsPromotions() {
    promotions.offer(
        tenant,
        "Members",
        percent(100_000)
            .addConditions(
                PromotionCondition.newBuilder()
                    .setCustomers(PromotionCondition.Customers.getDefaultInstance()))
            .build());
    Order draft = till.draft(tea, 1);
    assertThat(draft.getPromotions(0).getReason())
        .isEqualTo(PromotionResult.Reason.CUSTOMER_MISSING);

    Order member = give(draft, customers.add("Siti"));

    assertThat(member.getTotal()).isEqualTo(idr(900_000));
  }

  @Test
  void aSaleInOneCallHasThemToo() {
    promotions.offer(tenant, "Sale", percent(100_000).build());
    promotions.offerWithCoupon(
        tenant,
        "Coupon",
        withCoupon(0).toBuilder().addCombinesWith(StackingClass.ITEM).build(),
        "X10");

    Order order =
        till.sales()
            .checkout(sale(item(tea, 1)).addCouponCodes("x10").addPayments(cash(500_000)).build())
            .getOrder();

    assertThat(order.getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(order.getTotal()).isEqualTo(idr(500_000));
    assertThat(order.getIntendedPaymentType()).isEqualTo(Payment.Type.CASH);
    assertThat(order.getPromotionRevision()).isPositive();
    assertThat(order.getCoupons(0).getApplied()).isTrue();
    assertThat(till.get(order)).isEqualTo(order);
  }

  @Test
  void severalTendersAreNoTypeOfPayment() {
    Order order =
        till.sales()
            .checkout(
                sale(item(tea, 1))
                    .addPayments(tender(Payment.Type.CARD, 400_000))
                    .addPayments(cash(600_000))
                    .build())
            .getOrder();

    assertThat(order.getIntendedPaymentType()).isEqualTo(Payment.Type.TYPE_UNSPECIFIED);
  }

  @Test
  void aBasketThatIsNotStoredIsPricedWithThem() {
    promotions.offerWithCoupon(tenant, "Coupon", withCoupon(0), "X10");

    Order basket =
        till.sales()
            .calculateOrder(
                CalculateOrderRequest.newBuilder()
                    .setDraft(
                        CalculateOrderRequest.Draft.newBuilder()
                            .addItems(NewOrderItem.newBuilder().setVariantId(tea).setQuantity(1))
                            .addCouponCodes("x10"))
                    .build())
            .getOrder();

    assertThat(basket.getTotal()).isEqualTo(idr(500_000));
  }

  @Test
  void theReceiptNamesThemAndWhatWasSaved() {
    promotions.offer(tenant, "Happy hour", percent(100_000).build());
    Order order =
        till.sales().checkout(sale(item(tea, 1)).addPayments(cash(900_000)).build()).getOrder();

    Receipt receipt =
        till.sales()
            .getReceipt(
                GetReceiptRequest.newBuilder()
                    .setOrderId(order.getId())
                    .setFormat(Receipt.Format.TEXT)
                    .build())
            .getReceipt();

    assertThat(receipt.getSavedTotal()).isEqualTo(idr(100_000));
    assertThat(receipt.getPromotions(0).getName()).isEqualTo("Happy hour");
    assertThat(receipt.getText())
        .containsPattern("Happy hour +-1,000\n")
        .containsPattern("You saved +1,000\n")
        .doesNotContain("Discount");
  }

  @Test
  void aRepeatedFinalizeKeepsWhatIsReserved() {
    promotions.offer(tenant, "First", percent(100_000).build(), 1);
    Order open = till.finalizeOrder(till.draft(tea, 1));

    Order repeated = till.finalizeOrder(open);

    assertThat(repeated).isEqualTo(open);
    assertThat(Objects.requireNonNull(promotions.reservation(open.getId())).getRevision())
        .isEqualTo(open.getPromotionRevision());
    assertThat(till.finalizeOrder(till.draft(tea, 1)).getTotal()).isEqualTo(idr(PRICE));
  }

  @Test
  void aCustomerWithPromotionsStaysWhileTheOrderIsOpen() {
    promotions.offer(
        tenant,
        "Members",
        percent(100_000)
            .addConditions(
                PromotionCondition.newBuilder()
                    .setCustomers(PromotionCondition.Customers.getDefaultInstance()))
            .build());
    Order open = till.finalizeOrder(give(till.draft(tea, 1), customers.add("Siti")));

    Refusal.of(() -> give(open, customers.add("Budi"))).has(Reason.ILLEGAL_STATE_TRANSITION);

    assertThat(till.get(open)).isEqualTo(open);
  }

  @Test
  void anOrderThatBecomesOpenMeanwhileKeepsItsPrice() {
    String budi = customers.add("Budi");
    Order draft = till.draft(tea, 1);
    customers.afterNextQuestion(
        () -> {
          Order open = till.finalizeOrder(draft);
          assertThat(open.getTotal()).isEqualTo(idr(PRICE));
          promotions.offer(tenant, "Too late", percent(500_000).build());
        });

    Order named = give(draft, budi);

    assertThat(named.getStatus()).isEqualTo(Order.Status.OPEN);
    assertThat(named.getCustomerId()).isEqualTo(budi);
    assertThat(named.getTotal()).isEqualTo(idr(PRICE));
    assertThat(named.getPromotionsList()).isEmpty();
  }

  @Test
  void finalizingAgainReservesAgain() {
    promotions.offer(tenant, "Sale", percent(100_000).build());
    Order open = till.finalizeOrder(till.draft(tea, 1));
    Order draft = till.reopen(open);

    Order again =
        till.sales()
            .finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(draft.getId()).build())
            .getOrder();

    assertThat(again.getPromotionRevision()).isGreaterThan(open.getPromotionRevision());
  }

  private Order give(Order order, String customerId) {
    return till.sales()
        .setOrderDetails(
            SetOrderDetailsRequest.newBuilder()
                .setOrderId(order.getId())
                .setCustomerId(customerId)
                .setUpdateMask(FieldMask.newBuilder().addPaths("customer_id"))
                .build())
        .getOrder();
  }

  private Order intend(Order order, Payment.Type type) {
    return till.sales()
        .setOrderDetails(
            SetOrderDetailsRequest.newBuilder()
                .setOrderId(order.getId())
                .setIntendedPaymentType(type)
                .setUpdateMask(FieldMask.newBuilder().addPaths("intended_payment_type"))
                .build())
        .getOrder();
  }

  private ApplyCouponResponse apply(Order order, String code) {
    return till.sales()
        .applyCoupon(
            ApplyCouponRequest.newBuilder().setOrderId(order.getId()).setCode(code).build());
  }

  private static PromotionRules.Builder percent(long ppm) {
    return PromotionRules.newBuilder()
        .setStackingClass(StackingClass.ITEM)
        .setBenefit(
            PromotionBenefit.newBuilder()
                .setPercentOff(PromotionBenefit.PercentOff.newBuilder().setPercentPpm(ppm)));
  }

  /** Half price from this amount on, with a coupon. */
  private static PromotionRules withCoupon(long minimum) {
    return percent(500_000)
        .setCurrency("IDR")
        .addConditions(
            PromotionCondition.newBuilder()
                .setCoupon(PromotionCondition.CouponEntered.getDefaultInstance()))
        .addConditions(
            PromotionCondition.newBuilder()
                .setMinimum(PromotionCondition.Minimum.newBuilder().setAmount(idr(minimum))))
        .build();
  }
}
