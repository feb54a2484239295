package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Receipt;
import id.laris.pos.v1.SetOrderDetailsRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The customer of an order exists, and the order keeps its name and number. */
@SalesTest
class CustomerOfOrderTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeCustomers customers;
  @Autowired Reach reach;
  @Autowired FakeClock clock;
  @Autowired Jobs jobs;
  @Autowired DatabaseSettings database;

  private final UUID tenant = UUID.randomUUID();
  private Till till;
  private Wallet wallet;
  private String siti;
  private String tea;

  @BeforeEach
  void newTenant() {
    reach.restoreCustomers();
    till = new Till(calls.as(tenant));
    wallet = new Wallet(customers, jobs, clock, database, tenant, till);
    siti = customers.add("Siti Rahayu");
    tea = catalog.sell("Tea", 1_200_000);
  }

  @Test
  void anOrderKeepsNameAndNumber() {
    Order created = wallet.draftOf(siti);
    Order changed = till.sales().setOrderDetails(Wallet.giveTo(till.create(), siti)).getOrder();
    Order sold = checkout(siti);
    customers.change(siti, customer -> customer.setDisplayName("Siti Wijaya"));

    for (Order order : new Order[] {created, changed, sold}) {
      assertThat(order.getCustomerId()).isEqualTo(siti);
      assertThat(order.getCustomerName()).isEqualTo("Siti Rahayu");
      assertThat(order.getCustomerNumber()).isEqualTo(customers.get(siti).getNumber());
      assertThat(till.get(order)).isEqualTo(order);
    }
  }

  @Test
  void aReceiptNamesTheCustomer() {
    Receipt receipt =
        till.sales()
            .getReceipt(
                GetReceiptRequest.newBuilder()
                    .setOrderId(checkout(siti).getId())
                    .setFormat(Receipt.Format.TEXT)
                    .build())
            .getReceipt();

    assertThat(receipt.getCustomerName()).isEqualTo("Siti Rahayu");
    assertThat(receipt.getCustomerNumber()).isEqualTo(customers.get(siti).getNumber());
    assertThat(receipt.getText())
        .contains("\nCustomer Siti Rahayu " + customers.get(siti).getNumber() + "\n");
  }

  @Test
  void anUnknownOrDeletedCustomerIsRefused() {
    String gone = customers.add("Gone");
    customers.change(
        gone,
        customer -> customer.setDeletedAt(Protos.timestamp(Instant.parse("2026-01-01T00:00:00Z"))));

    for (String id : new String[] {UUID.randomUUID().toString(), gone}) {
      assertRefused(id, Reason.CUSTOMER_NOT_FOUND);
    }
  }

  @Test
  void anInactiveCustomerIsRefused() {
    customers.change(siti, customer -> customer.setActive(false));

    assertRefused(siti, Reason.ITEM_INACTIVE);
  }

  private void assertRefused(String id, Reason reason) {
    Order order = till.create();
    Refusal.of(() -> wallet.draftOf(id)).has(reason).naming("customer_id").with("id", id);
    Refusal.of(() -> till.sales().setOrderDetails(Wallet.giveTo(order, id)))
        .has(reason)
        .naming("customer_id");
    Refusal.of(() -> checkout(id)).has(reason).naming("customer_id");
    assertThat(wallet.orders()).noneMatch(any -> any.getCustomerId().equals(id));
  }

  @Test
  void theOrderOfAMergedCustomerGetsTheOther() {
    String into = customers.add("Siti");
    String last = customers.add("Siti R.");
    customers.change(siti, customer -> customer.setMergedInto(into).setActive(false));
    customers.change(into, customer -> customer.setMergedInto(last).setActive(false));

    Order order = wallet.draftOf(siti);

    assertThat(order.getCustomerId()).isEqualTo(last);
    assertThat(order.getCustomerName()).isEqualTo("Siti R.");
    assertThat(order.getCustomerNumber()).isEqualTo(customers.get(last).getNumber());
  }

  @Test
  void anOrderThatNamesTheCustomerGoesOnWhileCustomersAreDown() {
    Order draft = till.add(wallet.draftOf(siti), tea, 1);
    Order other = till.create();

    customers.whileDown(
        () -> {
          Order same = till.sales().setOrderDetails(Wallet.giveTo(draft, siti)).getOrder();
          assertThat(same.getCustomerName()).isEqualTo("Siti Rahayu");
          Order paid = till.pay(till.finalizeOrder(till.add(draft, tea, 1)), 2_400_000);
          assertThat(till.complete(paid).getCustomerId()).isEqualTo(siti);
          Refusal.of(() -> till.sales().setOrderDetails(Wallet.giveTo(other, siti)))
              .has(Reason.UNAVAILABLE);
          assertThat(till.get(other)).isEqualTo(other);
        });
  }

  @Test
  void aRepeatedCreationIsNotAskedAgain() {
    CreateOrderRequest request =
        CreateOrderRequest.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setCustomerId(siti)
            .build();
    Order order = till.sales().createOrder(request).getOrder();
    int questions = customers.questions();

    customers.whileDown(
        () -> assertThat(till.sales().createOrder(request).getOrder()).isEqualTo(order));

    assertThat(customers.questions()).isEqualTo(questions);
    Refusal.of(
            () ->
                till.sales()
                    .createOrder(
                        request.toBuilder().setCustomerId(customers.add("Another")).build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void aRepeatedCallUnderAKeyIsAnsweredWhileCustomersAreDown() {
    Till withKey = new Till(calls.as(tenant, UUID.randomUUID()));
    CreateOrderRequest create = CreateOrderRequest.newBuilder().setCustomerId(siti).build();
    Order created = withKey.sales().createOrder(create).getOrder();
    SetOrderDetailsRequest give = Wallet.giveTo(till.create(), siti);
    Order given = withKey.sales().setOrderDetails(give).getOrder();
    till.sales().setOrderDetails(Wallet.giveTo(given, customers.add("Another")));

    customers.whileDown(
        () -> {
          assertThat(withKey.sales().createOrder(create).getOrder()).isEqualTo(created);
          assertThat(withKey.sales().setOrderDetails(give).getOrder()).isEqualTo(given);
        });
  }

  @Test
  void aCustomerCanBeTakenOut() {
    Order order = till.sales().setOrderDetails(Wallet.giveTo(wallet.draftOf(siti), "")).getOrder();

    assertThat(order.getCustomerId()).isEmpty();
    assertThat(order.getCustomerName()).isEmpty();
    assertThat(order.getCustomerNumber()).isEmpty();
  }

  @Test
  void anOrderWithoutACustomerAsksForNone() {
    int questions = customers.questions();

    customers.whileDown(() -> till.complete(till.paid(tea, 1)));

    assertThat(customers.questions()).isEqualTo(questions);
  }

  private Order checkout(String customerId) {
    return till.sales()
        .checkout(
            Sales.sale(Sales.item(tea, 1))
                .setCustomerId(customerId)
                .addPayments(Sales.cash(1_200_000))
                .build())
        .getOrder();
  }
}
