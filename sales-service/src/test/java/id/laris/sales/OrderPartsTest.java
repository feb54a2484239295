package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.pos.v1.RemoveOrderItemRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Lines and payments are in the row of an order while it is DRAFT or OPEN, and rows of their own
 * once it is closed. Callers see no difference.
 */
@SalesTest
class OrderPartsTest {

  private static final long TOTAL = 1_000_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakePayments payments;
  @Autowired DatabaseSettings database;

  private Qr qr;
  private Till till;
  private String tea;

  @BeforeEach
  void newTenant() {
    qr = new Qr(calls, payments, database);
    till = qr.till();
    tea = catalog.sell("Tea", TOTAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMPLETED", "VOIDED"})
  void closingAnOrderMakesRowsOfItsLinesAndPayments(Order.Status closed) {
    Order order = till.add(till.draft(tea, 1), tea, 1);
    till.finalizeOrder(order);
    till.pay(order, TOTAL);
    Payment second = qr.ask(order, TOTAL);
    qr.changeState(second, State.PAID);
    Order paid = till.get(order);
    assertThat(parts(order)).isEqualTo("2 2 in the order, 0 0 rows");

    Order after = closed == Order.Status.COMPLETED ? till.complete(order) : till.voidOrder(order);

    assertThat(after.getStatus()).isEqualTo(closed);
    assertThat(after.getItemsList()).isEqualTo(paid.getItemsList());
    assertThat(parts(order)).isEqualTo("none in the order, 2 2 rows");
    assertThat(till.get(order)).isEqualTo(after);
    assertThat(till.sales().listOrders(ListOrdersRequest.getDefaultInstance()).getOrdersList())
        .containsExactly(after);
    if (closed == Order.Status.COMPLETED) {
      assertThat(after.getPaymentsList()).isEqualTo(paid.getPaymentsList());
      assertThat(till.complete(order)).isEqualTo(after);
    }
  }

  @Test
  void aListHasOpenAndClosedOrdersWithTheirLines() {
    Order open = till.open(tea, 1);
    Order completed = till.complete(till.paid(tea, 2));
    Order draft = till.draft(tea, 3);

    assertThat(till.sales().listOrders(ListOrdersRequest.getDefaultInstance()).getOrdersList())
        .containsExactly(open, completed, draft);
  }

  @Test
  void whatIsGivenBackOfAClosedOrderIsInItsRow() {
    Order open = till.open(tea, 1);
    Payment payment = qr.askToComplete(open, TOTAL);
    qr.changeState(payment, State.PAID);

    qr.refund(payment, 400_000);

    assertThat(till.get(open).getPayments(0).getRefunded().getAmount()).isEqualTo(400_000);
    assertThat(
            texts(
                "select refunded::text from sales.order_payment where order_id = '%s'",
                open.getId()))
        .containsExactly("400000");
    assertThat(parts(open)).isEqualTo("none in the order, 1 1 rows");
  }

  @Test
  void moneyThatComesForAClosedOrderIsARowMore() {
    Order voided = till.voidOrder(till.open(tea, 1));

    qr.publish(
        payments.chargedElsewhere(
            qr.tenant(), voided.getId(), UUID.randomUUID().toString(), TOTAL, State.PAID));

    assertThat(till.get(voided).getPayments(0).getStatus()).isEqualTo(Payment.Status.FLAGGED);
    assertThat(parts(voided)).isEqualTo("none in the order, 1 1 rows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "items; {0,gross}; 1; sales_order_items_check",
        "items; {0,total}; -1; sales_order_items_check",
        "items; {0,quantity}; 0; sales_order_items_check",
        "items; {0,tax}; null; sales_order_items_check",
        "payments; {0,amount}; 1; sales_order_payments_check",
        "payments; {0,change}; -1; sales_order_payments_check",
        "payments; {0,status}; \"PENDING\"; sales_order_payments_check",
        "payments; {1,failure}; null; sales_order_payments_check",
        "payments; {1,status}; \"CAPTURED\"; sales_order_payments_check",
        "payments; {1,refunded_while_open}; 900000; sales_order_payments_check"
      })
  void thePartsOfAnOpenOrderAreCheckedLikeRows(
      String column, String path, String value, String constraint) {
    Order open = till.open(tea, 2);
    till.pay(open, TOTAL);
    qr.ask(open, 500_000);
    String change =
        value.equals("null")
            ? "%s #- '%s'".formatted(column, path)
            : "jsonb_set(%s, '%s', '%s')".formatted(column, path, value);

    assertThatThrownBy(
            () ->
                Database.execute(
                    database,
                    "update sales.sales_order set %s = %s where id = '%s'"
                        .formatted(column, change, open.getId())))
        .hasMessageContaining(constraint);
  }

  @Test
  void anOpenOrderIsNeverWithoutItsPartsAndAClosedOneNeverKeepsThem() {
    Order open = till.open(tea, 1);
    Order completed = till.complete(till.paid(tea, 1));

    for (String sql :
        List.of(
            "update sales.sales_order set items = null where id = '%s'".formatted(open.getId()),
            "update sales.sales_order set payments = '[]' where id = '%s'"
                .formatted(completed.getId()))) {
      assertThatThrownBy(() -> Database.execute(database, sql))
          .hasMessageContaining("sales_order_parts_check");
    }
  }

  @Test
  void theIdOfALineIsFreeOnceTheLineIsRemoved() {
    String id = UUID.randomUUID().toString();
    Order first = till.create();
    till.sales().addOrderItem(line(first, id));
    till.sales()
        .removeOrderItem(
            RemoveOrderItemRequest.newBuilder().setOrderId(first.getId()).setItemId(id).build());
    Order second = till.create();

    assertThat(till.sales().addOrderItem(line(second, id)).getItem().getId()).isEqualTo(id);
    Refusal.of(() -> till.sales().addOrderItem(line(first, id))).has(Reason.ALREADY_EXISTS);
  }

  @Test
  void theIdThatLarisGaveALineIsTakenTooAndStaysSoOnceTheOrderIsClosed() {
    Order completed = till.complete(till.paid(tea, 1));
    Order draft = till.create();

    Refusal.of(() -> till.sales().addOrderItem(line(draft, completed.getItems(0).getId())))
        .has(Reason.ALREADY_EXISTS)
        .with("resource", "order item");
  }

  private AddOrderItemRequest line(Order order, String id) {
    return AddOrderItemRequest.newBuilder()
        .setOrderId(order.getId())
        .setId(id)
        .setVariantId(tea)
        .setQuantity(1)
        .build();
  }

  /** Returns the numbers of lines and payments, and where they are. */
  private String parts(Order order) {
    return texts(
            """
            select coalesce(jsonb_array_length(items) || ' ' || jsonb_array_length(payments), 'none') || ' in the order, '
              || (select count(*) from sales.order_item where order_id = o.id) || ' '
              || (select count(*) from sales.order_payment where order_id = o.id) || ' rows'
            from sales.sales_order o where id = '%s'
            """,
            order.getId())
        .getFirst();
  }

  private List<String> texts(String sql, String orderId) {
    return Database.query(database, sql.formatted(orderId), row -> row.getString(1));
  }
}
