package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.NewOrderDiscount;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Checkout makes a whole sale in one call, or nothing of it. */
@SalesTest
class CheckoutTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeCustomers customers;

  private Till till;
  private String tea;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(UUID.randomUUID()));
    tea = catalog.sell("Tea", 1_000_000);
  }

  @Test
  void everythingOfASaleComesInOneCall() {
    String cake = catalog.sell("Cake", 2_000_000);
    Order order =
        till.sales()
            .checkout(
                Sales.sale(Sales.item(tea, 2), Sales.item(cake, 1))
                    .setOrderType(Order.Type.TAKEAWAY)
                    .setTable("5")
                    .setNotes("hurry")
                    .setExternalReference("app-1")
                    .setChannel(Order.Channel.DELIVERY_PARTNER)
                    .setCovers(2)
                    .setCustomerId(customers.add("Siti"))
                    .addDiscounts(NewOrderDiscount.newBuilder().setItemIndex(1).setAmount(200_000))
                    .addPayments(Sales.tender(Payment.Type.CARD, 1_800_000))
                    .addPayments(
                        Sales.cash(2_500_000).toBuilder().setTip(100_000).setReference("d"))
                    .build())
            .getOrder();

    assertThat(order.getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(order.getReceiptNumber()).isEqualTo("POS-20260115-0001");
    assertThat(order.getTotal()).isEqualTo(idr(3_800_000));
    assertThat(order.getItems(1).getDiscount()).isEqualTo(idr(200_000));
    assertThat(order.getPaidTotal()).isEqualTo(idr(3_800_000));
    assertThat(order.getChangeTotal()).isEqualTo(idr(500_000));
    assertThat(order.getTipTotal()).isEqualTo(idr(100_000));
    assertThat(order.getPaymentsList())
        .extracting(Payment::getPaymentType)
        .containsExactly(Payment.Type.CARD, Payment.Type.CASH);
    assertThat(order.getTable()).isEqualTo("5");
    assertThat(order.getNotes()).isEqualTo("hurry");
    assertThat(order.getChannel()).isEqualTo(Order.Channel.DELIVERY_PARTNER);
    assertThat(order.getCovers()).isEqualTo(2);
    assertThat(order.hasFinalizedAt()).isTrue();
    assertThat(order.hasCompletedAt()).isTrue();
    assertThat(till.get(order)).isEqualTo(order);
  }

  @Test
  void theSameIdAndContentIsTheSameSale() {
    CheckoutRequest request =
        sale().setId(UUID.randomUUID().toString()).addPayments(Sales.cash(1_000_000)).build();
    Order first = till.sales().checkout(request).getOrder();
    int questions = catalog.questions();

    assertThat(till.sales().checkout(request).getOrder()).isEqualTo(first);
    assertThat(catalog.questions()).isEqualTo(questions);
    Refusal.of(() -> till.sales().checkout(request.toBuilder().setNotes("other").build()))
        .has(Reason.ALREADY_EXISTS)
        .with("id", request.getId());
    Refusal.of(
            () ->
                till.sales()
                    .createOrder(CreateOrderRequest.newBuilder().setId(request.getId()).build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void theIdOfAnotherWaysOrderIsTaken() {
    String id = UUID.randomUUID().toString();
    till.sales().createOrder(CreateOrderRequest.newBuilder().setId(id).build());
    Order made = till.create();

    refused(sale().setId(id), Reason.ALREADY_EXISTS);
    refused(sale().setId(made.getId()), Reason.ALREADY_EXISTS);
  }

  @Test
  void twoThingsWithOneIdAreRefused() {
    String id = UUID.randomUUID().toString();
    NewOrderItem item = Sales.item(tea, 1).toBuilder().setId(id).build();
    CheckoutRequest.Tender half = Sales.cash(500_000).toBuilder().setId(id).build();

    refused(Sales.sale(item, item), Reason.VALIDATION_FAILED).naming("items[1].id");
    refused(
            Sales.sale(item, item.toBuilder().setId(id.toUpperCase(Locale.ROOT)).build()),
            Reason.VALIDATION_FAILED)
        .naming("items[1].id");
    refused(sale().addPayments(half).addPayments(half), Reason.VALIDATION_FAILED)
        .naming("payments[1].id");
    // A line and a payment are different things.
    CheckoutRequest request =
        Sales.sale(item).addPayments(Sales.cash(1_000_000).toBuilder().setId(id)).setId(id).build();
    assertThat(till.sales().checkout(request).getOrder().getId()).isEqualTo(id);
  }

  @Test
  void aSaleThatIsRefusedLeavesNothingBehind() {
    refused(sale(), Reason.INSUFFICIENT_PAYMENT).with("due", 1_000_000).with("total", 1_000_000);
    refused(sale().addPayments(Sales.cash(999_999)), Reason.INSUFFICIENT_PAYMENT).with("due", 1);
    refused(
            sale().addPayments(Sales.tender(Payment.Type.CARD, 1_000_100)),
            Reason.PAYMENT_EXCEEDS_BALANCE)
        .with("due", 1_000_000);
    refused(
        sale().addPayments(Sales.cash(1_000_000)).addPayments(Sales.cash(100)),
        Reason.PAYMENT_EXCEEDS_BALANCE);
    refused(
            sale()
                .addPayments(Sales.cash(500_000))
                .addPayments(Sales.cash(500_000).toBuilder().setTendered(499_999)),
            Reason.VALIDATION_FAILED)
        .naming("payments[1].tendered");
    refused(Sales.sale(), Reason.VALIDATION_FAILED).naming("items");
    refused(Sales.sale(NewOrderItem.newBuilder().setQuantity(1).build()), Reason.VALIDATION_FAILED)
        .naming("items[0].variant_id");
    refused(Sales.sale(Sales.item(tea, 0)), Reason.VALIDATION_FAILED).naming("items[0].quantity");
    refused(
            Sales.sale(Sales.item(tea, 1_000_000_000), Sales.item(tea, 1)),
            Reason.VALIDATION_FAILED)
        .naming("request");
    refused(
            sale().addDiscounts(NewOrderDiscount.newBuilder().setItemIndex(1).setAmount(1)),
            Reason.VALIDATION_FAILED)
        .naming("discounts[0].item_index");
    refused(sale().setCurrency("XXX"), Reason.VALIDATION_FAILED).naming("currency");
    refused(Sales.sale(Sales.item(UUID.randomUUID().toString(), 1)), Reason.NOT_FOUND);
  }

  @Test
  void everyOffenderIsNamedAtOnce() {
    String cake = catalog.sell("Cake", 2_000_000);
    catalog.stopSelling(tea, Reason.PRICE_NOT_SET);
    catalog.stopSelling(cake, Reason.ITEM_INACTIVE);

    refused(Sales.sale(Sales.item(tea, 1), Sales.item(cake, 1)), Reason.PRICE_NOT_SET)
        .naming("items[0]", "items[1]");
  }

  private CheckoutRequest.Builder sale() {
    return Sales.sale(Sales.item(tea, 1));
  }

  private Refusal refused(CheckoutRequest.Builder sale, Reason reason) {
    ListOrdersRequest all = ListOrdersRequest.getDefaultInstance();
    int before = till.sales().listOrders(all).getOrdersCount();
    Refusal refusal = Refusal.of(() -> till.sales().checkout(sale.build())).has(reason);
    assertThat(till.sales().listOrders(all).getOrdersCount()).isEqualTo(before);
    return refusal;
  }
}
