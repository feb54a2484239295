package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.auth.ServiceKey;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.ApplyRewardRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The budget of each call in round trips to the database: the same for one line as for thirty.
 * BEGIN and COMMIT are not counted. A number here is never raised without saying why.
 */
@SalesTest
class StatementCountTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeInventory inventory;
  @Autowired FakeStaff staff;
  @Autowired ServiceKey key;
  @Autowired FakeCustomers customers;
  @Autowired SqlStatements statements;

  private final UUID tenant = UUID.randomUUID();
  private Till till;
  private String tea;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(tenant));
    tea = catalog.sell("Tea", 1_200_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void aSaleTakesTheSameStatementsHoweverManyLines(int lines) {
    beKnown();
    // The event of a change of a draft is one with the key, or one more.
    atMost(3, till::create);
    atMost(3, () -> withKey().create());
    Order draft = draft(lines);
    atMost(2, () -> till.get(draft));
    atMost(2, () -> till.calculate(draft));
    // The draft is at hand: this process stored it last.
    atMost(3, () -> addItem(till, draft));
    atMost(3, () -> finalizeOrder(till, draft));
    atMost(4, () -> pay(till, draft));
    atMost(5, () -> complete(till, draft));
    atMost(2, () -> till.get(draft));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void anIdempotencyKeyCostsNoStatementWhereThereAreEvents(int lines) {
    beKnown();
    Order draft = draft(lines);
    // Events and key are one statement.
    atMost(3, () -> addItem(withKey(), draft));
    atMost(3, () -> finalizeOrder(withKey(), draft));
    atMost(4, () -> pay(withKey(), draft));
    atMost(5, () -> complete(withKey(), draft));
  }

  @Test
  void aSaleInSixCallsIsSixTransactions() {
    beKnown();

    atMost(
        21,
        () -> {
          Order order = withKey().create();
          addItem(withKey(), order);
          addItem(withKey(), order);
          finalizeOrder(withKey(), order);
          pay(withKey(), order);
          complete(withKey(), order);
        });

    assertThat(statements.transactions()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void aCheckoutTakesTheSameStatementsHoweverManyLines(int lines) {
    beKnown();
    CheckoutRequest request = checkout(lines);
    atMost(4, () -> till.sales().checkout(request));
    atMost(4, () -> withKey().sales().checkout(request));
    CheckoutRequest withId = request.toBuilder().setId(UUID.randomUUID().toString()).build();
    atMost(7, () -> till.sales().checkout(withId));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void holdingStockCostsThreeStatementsBeforeAndOneMore(int lines) {
    beKnown();
    String shop = inventory.open("A1");
    String stocked = catalog.sellFromStock("Coffee", 1_200_000);
    inventory.stock().put(shop, stocked, 10_000);
    Order draft =
        till.sales()
            .createOrder(CreateOrderRequest.newBuilder().setLocationId(shop).build())
            .getOrder();
    for (int i = 0; i < lines; i++) {
      draft = till.add(draft, stocked, 1);
    }
    Order order = draft;
    atMost(7, () -> finalizeOrder(till, order));
    atMost(4, () -> pay(till, order));
    atMost(5, () -> complete(till, order));
    // Nobody else knows the id of an order that is made here, so nothing is read again.
    CheckoutRequest request =
        checkout(lines).toBuilder().setItems(0, Sales.item(stocked, 1)).setLocationId(shop).build();
    atMost(7, () -> till.sales().checkout(request));
    atMost(8, () -> withKey().sales().checkout(request));
    CheckoutRequest withId = request.toBuilder().setId(UUID.randomUUID().toString()).build();
    atMost(11, () -> till.sales().checkout(withId));
    CheckoutRequest withoutStock = checkout(lines).toBuilder().setLocationId(shop).build();
    atMost(4, () -> till.sales().checkout(withoutStock));
  }

  /** Customers, rewards and cards are known to another service: here they cost what stock costs. */
  @ParameterizedTest
  @ValueSource(ints = {1, 30})
  void aCustomerCostsNothingAndHoldingForItAsMuchAsHoldingStock(int lines) {
    beKnown();
    String siti = customers.add("Siti");
    customers.points().put(siti, 1_000);
    String reward = customers.offer("Off", 10, one -> one.setAmountOff(idr(100)));
    String card = "6000000000001234";
    customers.balances().issue(card, 1_000_000);
    atMost(3, () -> create(siti));
    Order draft = create(siti);
    for (int i = 0; i < lines; i++) {
      draft = till.add(draft, tea, 1);
    }
    Order order = draft;
    atMost(3, () -> applyReward(order, reward));
    atMost(7, () -> finalizeOrder(till, order));
    // The order is read before the card is asked for, and again under a lock: what is heard of its
    // payments through the gateway meanwhile must not be lost.
    atMost(10, () -> till.sales().addPayment(Wallet.byCard(order, card, 400).build()));
    atMost(4, () -> pay(till, order));
    atMost(5, () -> complete(till, order));
    CheckoutRequest request =
        checkout(lines).toBuilder()
            .setCustomerId(siti)
            .addRewardIds(reward)
            .addPayments(
                0, Sales.tender(Payment.Type.GIFT_CARD, 400).toBuilder().setGiftCardCode(card))
            .build();
    atMost(7, () -> till.sales().checkout(request));
    atMost(8, () -> withKey().sales().checkout(request));
    CheckoutRequest withId = request.toBuilder().setId(UUID.randomUUID().toString()).build();
    atMost(11, () -> till.sales().checkout(withId));
    atMost(
        3,
        () ->
            till.sales()
                .getReceipt(GetReceiptRequest.newBuilder().setOrderId(order.getId()).build()));
  }

  /** The lock on the open shift, which must come before that on the counter of receipts. */
  @Test
  void aRegisterCostsOneStatementMore() {
    beKnown();
    Drawer drawer = new Drawer(calls, key, staff, tenant, inventory.open("A1"));
    drawer.begin();
    till.sales().checkout(drawer.sale(Sales.item(tea, 1)).addPayments(cash()).build());
    Order order = drawer.draft(tea, 1);

    atMost(7, () -> finalizeOrder(till, order));
    atMost(5, () -> pay(till, order));
    atMost(6, () -> complete(till, order));
    atMost(
        5,
        () -> till.sales().checkout(drawer.sale(Sales.item(tea, 1)).addPayments(cash()).build()));
  }

  private static CheckoutRequest.Tender cash() {
    return Sales.cash(100_000_000);
  }

  @Test
  void aListTakesTheSameStatementsHoweverManyOrders() {
    for (int i = 0; i < 50; i++) {
      till.sales().checkout(checkout(2));
      if (i == 0) {
        atMost(2, () -> list(1));
      }
    }
    atMost(2, () -> list(50));
  }

  private void list(int expected) {
    assertThat(till.sales().listOrders(ListOrdersRequest.getDefaultInstance()).getOrdersList())
        .hasSize(expected)
        .allSatisfy(order -> assertThat(order.getItemsList()).hasSize(2));
  }

  /** The first event of a tenant costs a statement more. */
  private void beKnown() {
    till.open(tea, 1);
  }

  private Order create(String customerId) {
    return till.sales()
        .createOrder(CreateOrderRequest.newBuilder().setCustomerId(customerId).build())
        .getOrder();
  }

  private void applyReward(Order order, String rewardId) {
    till.sales()
        .applyReward(
            ApplyRewardRequest.newBuilder()
                .setOrderId(order.getId())
                .setRewardId(rewardId)
                .build());
  }

  private Order draft(int lines) {
    Order draft = till.create();
    for (int i = 0; i < lines; i++) {
      draft = till.add(draft, tea, 1);
    }
    return draft;
  }

  private CheckoutRequest checkout(int lines) {
    CheckoutRequest.Builder request = CheckoutRequest.newBuilder();
    for (int i = 0; i < lines; i++) {
      request.addItems(NewOrderItem.newBuilder().setVariantId(tea).setQuantity(1));
    }
    request.addPaymentsBuilder().setPaymentType(Payment.Type.CASH).setAmount(lines * 1_200_000L);
    return request.build();
  }

  private Till withKey() {
    return new Till(calls.as(tenant, UUID.randomUUID()));
  }

  private void addItem(Till by, Order order) {
    by.sales()
        .addOrderItem(
            AddOrderItemRequest.newBuilder()
                .setOrderId(order.getId())
                .setVariantId(tea)
                .setQuantity(1)
                .build());
  }

  private static void finalizeOrder(Till by, Order order) {
    by.sales().finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(order.getId()).build());
  }

  private static void pay(Till by, Order order) {
    by.sales()
        .addPayment(
            AddPaymentRequest.newBuilder()
                .setOrderId(order.getId())
                .setPaymentType(Payment.Type.CASH)
                .setAmount(100_000_000)
                .build());
  }

  private static void complete(Till by, Order order) {
    by.sales().completeOrder(CompleteOrderRequest.newBuilder().setOrderId(order.getId()).build());
  }

  private void atMost(int count, Runnable call) {
    var executed = statements.during(call);
    assertThat(executed).as(String.join("\n", executed)).hasSizeLessThanOrEqualTo(count);
  }
}
