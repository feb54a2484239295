package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.ApplyDiscountRequest;
import id.laris.pos.v1.NewOrderDiscount;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderDiscount;
import id.laris.pos.v1.RemoveDiscountRequest;
import id.laris.pos.v1.RemoveOrderItemRequest;
import id.laris.pos.v1.SalesSettings;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Discounts and their limit: 20% unless the settings have another. */
@SalesTest
class DiscountTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;

  /** With every scope. */
  private Till manager;

  /** Without {@code sales.discount}. */
  private Till cashier;

  private String tea;

  @BeforeEach
  void newTenant() {
    UUID tenant = UUID.randomUUID();
    manager = new Till(calls.as(tenant));
    cashier = new Till(calls.as(tenant, "sales.read sales.write"));
    tea = catalog.sell("Tea", 1_000_000);
  }

  @Test
  void percentagesAndAmountsAreTakenOffLinesAndOrdersInTheOrderGiven() {
    Order draft = manager.add(manager.draft(tea, 1), tea, 1);
    manager.discount(onLine(draft, 0).setPercentPpm(100_000).build());
    manager.discount(onLine(draft, 0).setAmount(100_000).build());
    manager.percentOff(draft, 500_000);
    Order after = manager.amountOff(draft, 50_000);

    assertThat(after.getDiscountsList())
        .extracting(discount -> discount.getApplied().getAmount())
        .containsExactly(100_000L, 100_000L, 900_000L, 50_000L);
    assertThat(after.getDiscountTotal()).isEqualTo(idr(1_150_000));
    assertThat(after.getTotal()).isEqualTo(idr(850_000));
    assertThat(after.getDiscounts(0).getPercentPpm()).isEqualTo(100_000);
    assertThat(after.getDiscounts(1).getAmount()).isEqualTo(idr(100_000));
    assertThat(
            after.getItemsList().stream().mapToLong(item -> item.getDiscount().getAmount()).sum())
        .isEqualTo(1_150_000);
    assertThat(manager.get(after)).isEqualTo(after);
  }

  @Test
  void aDiscountNeverTakesMoreThanIsThere() {
    Order draft = manager.draft(tea, 1);

    Order after = manager.amountOff(draft, 999_999_999);

    assertThat(after.getTotal()).isEqualTo(idr(0));
    assertThat(after.getDiscounts(0).getApplied()).isEqualTo(idr(1_000_000));
  }

  @Test
  void aDiscountWithAClientsIdIsGivenOnce() {
    Order draft = cashier.draft(tea, 1);
    ApplyDiscountRequest request =
        Till.percent(draft, 100_000).toBuilder()
            .setId(UUID.randomUUID().toString())
            .setVersion(draft.getVersion())
            .build();
    var first = cashier.sales().applyDiscount(request);

    assertThat(cashier.sales().applyDiscount(request)).isEqualTo(first);
    assertThat(manager.sales().applyDiscount(request)).isEqualTo(first);
    assertThat(first.getDiscount()).isEqualTo(first.getOrder().getDiscounts(0));
    for (ApplyDiscountRequest other :
        new ApplyDiscountRequest[] {
          request.toBuilder().setPercentPpm(1).build(),
          request.toBuilder().setAmount(100_000).build(),
          request.toBuilder().setReason("other").build(),
          request.toBuilder().setItemId(draft.getItems(0).getId()).build()
        }) {
      Refusal.of(() -> cashier.discount(other)).has(Reason.ALREADY_EXISTS);
    }
    Order open = cashier.finalizeOrder(draft);
    assertThat(cashier.discount(request)).isEqualTo(open);
  }

  @Test
  void aDiscountIsTakenBack() {
    Order draft = manager.draft(tea, 1);
    Order discounted = manager.percentOff(draft, 100_000);

    Order after = remove(draft, discounted.getDiscounts(0));

    assertThat(after.getDiscountsList()).isEmpty();
    assertThat(after.getTotal()).isEqualTo(idr(1_000_000));
    Refusal.of(() -> remove(draft, discounted.getDiscounts(0)))
        .has(Reason.NOT_FOUND)
        .with("resource", "discount");
  }

  @Test
  void aDiscountAboveTheLimitNeedsTheScope() {
    Order draft = cashier.draft(tea, 1);

    Refusal.of(() -> cashier.percentOff(draft, 200_100))
        .has(Reason.DISCOUNT_TOO_HIGH)
        .with("permission", "sales.discount")
        .with("discount", 200_100)
        .with("limit", 200_000);
    Refusal.of(() -> cashier.amountOff(draft, 200_100)).has(Reason.DISCOUNT_TOO_HIGH);
    Refusal.of(() -> cashier.discount(onLine(draft, 0).setAmount(200_100).build()))
        .has(Reason.DISCOUNT_TOO_HIGH);
    assertThat(cashier.get(draft)).isEqualTo(draft);
    assertThat(cashier.percentOff(draft, 200_000).getTotal()).isEqualTo(idr(800_000));
    assertThat(manager.percentOff(draft, 500_000).getTotal()).isEqualTo(idr(400_000));
  }

  @Test
  void twoDiscountsBelowTheLimitAreNoWayAroundIt() {
    Order draft = cashier.draft(tea, 1);
    cashier.percentOff(draft, 150_000);
    Refusal.of(() -> cashier.percentOff(draft, 150_000)).has(Reason.DISCOUNT_TOO_HIGH);
    Refusal.of(() -> cashier.discount(onLine(draft, 0).setPercentPpm(150_000).build()))
        .has(Reason.DISCOUNT_TOO_HIGH);

    Order other = cashier.draft(tea, 1);
    cashier.discount(onLine(other, 0).setPercentPpm(150_000).build());
    Refusal.of(() -> cashier.discount(onLine(other, 0).setPercentPpm(150_000).build()))
        .has(Reason.DISCOUNT_TOO_HIGH);
    Refusal.of(() -> cashier.percentOff(other, 100_000)).has(Reason.DISCOUNT_TOO_HIGH);
    assertThat(cashier.get(other).getDiscountsList()).hasSize(1);
  }

  @Test
  void everyLineMayHaveTheWholeLimitHoweverItIsRounded() {
    // 20% of Rp 3 is rounded up to Rp 1 on each line: Rp 6, but 20% of all Rp 18 is Rp 4.
    String sweet = catalog.sell("Sweet", 300);
    Order draft = cashier.create();
    for (int i = 0; i < 6; i++) {
      draft = cashier.add(draft, sweet, 1);
    }
    for (int i = 0; i < 6; i++) {
      Order after = cashier.discount(onLine(draft, i).setPercentPpm(200_000).build());
      assertThat(after.getDiscountsList()).hasSize(i + 1);
    }
    assertThat(cashier.finalizeOrder(draft).getStatus()).isEqualTo(Order.Status.OPEN);
  }

  @Test
  void whatTheManagerGaveDoesNotCountForTheCashier() {
    Order draft = cashier.draft(tea, 1);
    cashier.percentOff(draft, 200_000);
    manager.percentOff(draft, 500_000);

    Order open = cashier.finalizeOrder(draft);

    assertThat(open.getTotal()).isEqualTo(idr(400_000));
  }

  @Test
  void theLimitHoldsWhenTheOrderHasBecomeSmaller() {
    Order draft = cashier.add(cashier.draft(tea, 1), tea, 9);
    cashier.amountOff(draft, 2_000_000);
    cashier
        .sales()
        .removeOrderItem(
            RemoveOrderItemRequest.newBuilder()
                .setOrderId(draft.getId())
                .setItemId(draft.getItems(1).getId())
                .build());

    Refusal.of(() -> cashier.finalizeOrder(draft)).has(Reason.DISCOUNT_TOO_HIGH);
    Refusal.of(() -> manager.finalizeOrder(draft)).has(Reason.DISCOUNT_TOO_HIGH);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 50_000, 1_000_000})
  void theLimitIsASetting(long limitPpm) {
    manager.set(
        SalesSettings.newBuilder().setDiscountLimitPpm(limitPpm).build(), "discount_limit_ppm");
    Order draft = cashier.draft(tea, 1);

    if (limitPpm > 0) {
      assertThat(cashier.percentOff(draft, limitPpm).getTotal())
          .isEqualTo(idr(1_000_000 - limitPpm));
    }
    if (limitPpm < 1_000_000) {
      Refusal.of(() -> cashier.percentOff(draft, limitPpm + 100)).has(Reason.DISCOUNT_TOO_HIGH);
    }
  }

  @Test
  void theLimitHoldsForACheckoutToo() {
    NewOrderDiscount half = NewOrderDiscount.newBuilder().setPercentPpm(500_000).build();
    var sale =
        Sales.sale(Sales.item(tea, 1)).addDiscounts(half).addPayments(Sales.cash(500_000)).build();

    Refusal.of(() -> cashier.sales().checkout(sale)).has(Reason.DISCOUNT_TOO_HIGH);
    assertThat(manager.sales().checkout(sale).getOrder().getTotal()).isEqualTo(idr(500_000));
    var twice =
        Sales.sale(Sales.item(tea, 1))
            .addDiscounts(half.toBuilder().setPercentPpm(150_000))
            .addDiscounts(half.toBuilder().setPercentPpm(150_000).setItemIndex(0))
            .addPayments(Sales.cash(1_000_000))
            .build();
    Refusal.of(() -> cashier.sales().checkout(twice)).has(Reason.DISCOUNT_TOO_HIGH);
  }

  @Test
  void anOrderForNothingIsCompletedWithoutAPayment() {
    Order open = manager.finalizeOrder(manager.percentOff(manager.draft(tea, 1), 1_000_000));

    Refusal.of(() -> manager.pay(open, 100)).has(Reason.PAYMENT_EXCEEDS_BALANCE).with("due", 0);
    Order completed = manager.complete(open);

    assertThat(completed.getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(completed.getReceiptNumber()).isNotEmpty();
    assertThat(completed.getPaymentsList()).isEmpty();
    var free =
        Sales.sale(Sales.item(tea, 1))
            .addDiscounts(NewOrderDiscount.newBuilder().setPercentPpm(1_000_000))
            .build();
    assertThat(manager.sales().checkout(free).getOrder().getTotal()).isEqualTo(idr(0));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1_000_001})
  void aPercentageIsBetweenNothingAndAll(long ppm) {
    Order draft = manager.draft(tea, 1);

    Refusal.of(() -> manager.percentOff(draft, ppm))
        .has(Reason.VALIDATION_FAILED)
        .naming("percent_ppm");
  }

  @Test
  void aDiscountIsMeasured() {
    Order draft = manager.draft(tea, 1);
    ApplyDiscountRequest none = ApplyDiscountRequest.newBuilder().setOrderId(draft.getId()).build();

    Refusal.of(() -> manager.discount(none)).has(Reason.VALIDATION_FAILED);
  }

  private static ApplyDiscountRequest.Builder onLine(Order order, int line) {
    return ApplyDiscountRequest.newBuilder()
        .setOrderId(order.getId())
        .setItemId(order.getItems(line).getId());
  }

  private Order remove(Order order, OrderDiscount discount) {
    return manager
        .sales()
        .removeDiscount(
            RemoveDiscountRequest.newBuilder()
                .setOrderId(order.getId())
                .setDiscountId(discount.getId())
                .build())
        .getOrder();
  }
}
