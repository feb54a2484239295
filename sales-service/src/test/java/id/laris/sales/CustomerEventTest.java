package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.Order;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Orders follow their customers: into another one, and into oblivion. */
@SalesTest
class CustomerEventTest {

  private static final String NAME = "Zuleyha O'Neill";

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
  private String from;
  private String into;
  private String tea;

  @BeforeEach
  void twoCustomersOfANewTenant() {
    reach.restoreCustomers();
    till = new Till(calls.as(tenant, UUID.randomUUID()));
    wallet = new Wallet(customers, jobs, clock, database, tenant, till);
    from = customers.add(NAME);
    into = customers.add("Zuleyha");
    tea = catalog.sell("Tea", 1_200_000);
  }

  @AfterEach
  void theTimeIsAsBefore() {
    clock.set(FakeClock.START);
  }

  @Test
  void theOrdersOfAMergedCustomerAreListedUnderTheOther() {
    Order sold = sale(from);
    Order draft = till.add(draftOf(from), tea, 1);
    Order stranger = sale(customers.add("Budi"));

    merge();

    assertThat(ordersOf(from)).isEmpty();
    assertThat(ordersOf(into))
        .extracting(Order::getId)
        .containsExactlyInAnyOrder(sold.getId(), draft.getId());
    assertThat(till.get(sold))
        .isEqualTo(
            sold.toBuilder()
                .setCustomerId(into)
                .setVersion(sold.getVersion() + 1)
                .setUpdatedAt(till.get(sold).getUpdatedAt())
                .build());
    assertThat(till.get(stranger)).isEqualTo(stranger);
  }

  @Test
  void aDraftAtHandDoesNotGoBackToTheMergedCustomer() {
    Order draft = draftOf(from);
    till().add(draft, tea, 1);

    merge();
    Order changed = till().add(draft, tea, 1);

    assertThat(changed.getCustomerId()).isEqualTo(into);
    assertThat(changed.getItemsList()).hasSize(2);
  }

  @Test
  void theSameEventAgainChangesNothing() {
    Order sold = sale(from);
    merge();
    Order merged = till.get(sold);

    wallet.happened("CustomerMerged", from);

    assertThat(till.get(sold)).isEqualTo(merged);
  }

  @Test
  void nothingHereNamesACustomerWhoIsAnonymised() {
    Order sold = sale(from);
    Order open = till().finalizeOrder(till().add(draftOf(from), tea, 1));
    Order draft = till().add(draftOf(from), tea, 1);
    assertThat(wallet.rowsWith(NAME)).isGreaterThan(5);

    anonymize(from);

    assertThat(wallet.rowsWith(NAME)).isZero();
    for (Order order : List.of(sold, open, draft)) {
      assertThat(till.get(order))
          .isEqualTo(
              order.toBuilder()
                  .clearCustomerName()
                  .setVersion(order.getVersion() + 1)
                  .setUpdatedAt(till.get(order).getUpdatedAt())
                  .build());
    }
    assertThat(till().add(draft, tea, 1).getCustomerName()).isEmpty();
    assertThat(wallet.rowsWith(NAME)).isZero();
  }

  @Test
  void aCallThatIsRepeatedGetsItsAnswerWithoutTheName() {
    CreateOrderRequest request = CreateOrderRequest.newBuilder().setCustomerId(from).build();
    Order order = till.sales().createOrder(request).getOrder();

    anonymize(from);

    assertThat(till.sales().createOrder(request).getOrder())
        .isEqualTo(order.toBuilder().clearCustomerName().build());
  }

  @Test
  void othersKeepTheirNames() {
    Order other = sale(into);

    anonymize(from);

    assertThat(till.get(other)).isEqualTo(other);
    assertThat(wallet.rowsWith("Zuleyha")).isPositive();
  }

  @Test
  void theNamesOfMergedCustomersGoWithTheOneWhoHasTheirOrders() {
    sale(from);
    sale(into);
    merge();

    anonymize(into);

    assertThat(wallet.rowsWith("Zuleyha")).isZero();
  }

  @Test
  void aMergedCustomerWhoIsAnonymisedLeavesTheOther() {
    Order theirs = sale(from);
    Order others = sale(into);
    merge();

    anonymize(from);

    assertThat(till.get(theirs).getCustomerName()).isEmpty();
    assertThat(till.get(others).getCustomerName()).isEqualTo("Zuleyha");
    assertThat(wallet.rowsWith(NAME)).isZero();
  }

  @Test
  void anOrderThatWasUnderWayDuringAMergeFollowsLater() {
    customers.afterNextQuestion(this::merge);
    Order draft = draftOf(from);
    assertThat(ordersOf(into)).isEmpty();

    lookAgain();

    assertThat(ordersOf(into)).extracting(Order::getId).containsExactly(draft.getId());
    assertThat(ordersOf(from)).isEmpty();
    assertThat(rowsOfDeparted()).isZero();
  }

  @Test
  void anOrderThatWasUnderWayWhenItsCustomerWasAnonymisedLosesTheNameLater() {
    customers.afterNextQuestion(() -> anonymize(from));
    Order sold = sale(from);
    assertThat(sold.getCustomerName()).isEqualTo(NAME);

    lookAgain();

    assertThat(till.get(sold).getCustomerName()).isEmpty();
    assertThat(wallet.rowsWith(NAME)).isZero();
  }

  @Test
  void ofAnOrderThatWasUnderWayDuringBothTheOtherCustomerHasItWithoutAName() {
    customers.afterNextQuestion(
        () -> {
          merge();
          anonymize(from);
        });
    Order sold = sale(from);

    lookAgain();

    assertThat(ordersOf(into)).extracting(Order::getId).containsExactly(sold.getId());
    assertThat(wallet.rowsWith(NAME)).isZero();
  }

  /** Lets the time pass in which a call may be under way. */
  private void lookAgain() {
    jobs.run(tenant, "sales.departed-customers");
    assertThat(rowsOfDeparted()).as("before the time has come").isEqualTo(1);
    clock.advance(Duration.ofMinutes(5));
    jobs.run(tenant, "sales.departed-customers");
  }

  private int rowsOfDeparted() {
    return Database.query(
            database,
            "select 1 from sales.departed_customer where tenant_id = '%s'".formatted(tenant),
            row -> row.getInt(1))
        .size();
  }

  private void merge() {
    customers.change(from, customer -> customer.setMergedInto(into).setActive(false));
    wallet.happened("CustomerMerged", from);
  }

  private void anonymize(String id) {
    customers.change(
        id,
        customer ->
            customer
                .clearDisplayName()
                .setActive(false)
                .setAnonymizedAt(Timestamp.newBuilder().setSeconds(1)));
    wallet.happened("CustomerAnonymized", id);
  }

  /** A till with a new key for each call, so that its answers are kept. */
  private Till till() {
    return new Till(calls.as(tenant, UUID.randomUUID()));
  }

  private Order draftOf(String customerId) {
    return till()
        .sales()
        .createOrder(CreateOrderRequest.newBuilder().setCustomerId(customerId).build())
        .getOrder();
  }

  private Order sale(String customerId) {
    return till()
        .sales()
        .checkout(
            Sales.sale(Sales.item(tea, 1))
                .setCustomerId(customerId)
                .addPayments(Sales.cash(1_200_000))
                .build())
        .getOrder();
  }

  private List<Order> ordersOf(String customerId) {
    return till.sales()
        .listOrders(ListOrdersRequest.newBuilder().setCustomerId(customerId).build())
        .getOrdersList();
  }
}
