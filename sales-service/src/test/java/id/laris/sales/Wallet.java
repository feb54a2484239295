package id.laris.sales;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SetOrderDetailsRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The customers of one tenant, whose service reads the events of the orders and must agree with
 * them.
 */
final class Wallet {

  private final FakeCustomers customers;
  private final Jobs jobs;
  private final FakeClock clock;
  private final DatabaseSettings database;
  private final UUID tenant;
  private final Till till;
  private final Set<String> applied = new HashSet<>();

  Wallet(
      FakeCustomers customers,
      Jobs jobs,
      FakeClock clock,
      DatabaseSettings database,
      UUID tenant,
      Till till) {
    this.customers = customers;
    this.jobs = jobs;
    this.clock = clock;
    this.database = database;
    this.tenant = tenant;
    this.till = till;
  }

  Order draftOf(String customerId) {
    return till.sales()
        .createOrder(CreateOrderRequest.newBuilder().setCustomerId(customerId).build())
        .getOrder();
  }

  static SetOrderDetailsRequest giveTo(Order order, String customerId) {
    return SetOrderDetailsRequest.newBuilder()
        .setOrderId(order.getId())
        .setCustomerId(customerId)
        .setUpdateMask(FieldMask.newBuilder().addPaths("customer_id"))
        .build();
  }

  static AddPaymentRequest.Builder byCard(Order order, String code, long amount) {
    return by(order, Payment.Type.GIFT_CARD, amount).setGiftCardCode(code);
  }

  static AddPaymentRequest.Builder by(Order order, Payment.Type type, long amount) {
    return AddPaymentRequest.newBuilder()
        .setOrderId(order.getId())
        .setPaymentType(type)
        .setAmount(amount);
  }

  /** Applies the events of orders as the consumer of customer-service does. */
  synchronized void applyEvents() {
    record Event(String id, String type, Order order) {}
    Database.query(
            database,
            "select id, type, payload from sales.outbox where tenant_id = '%s' and payload_type = 'pos.v1.Order' order by number"
                .formatted(tenant),
            row -> new Event(row.getString(1), row.getString(2), parse(row.getBytes(3))))
        .stream()
        .filter(event -> applied.add(event.id))
        .forEach(
            event -> {
              customers.balances().apply(event.type, event.order);
              customers.points().apply(event.type, event.order);
            });
  }

  private static Order parse(byte[] payload) {
    try {
      return Order.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  void runJob() {
    jobs.run(tenant, "sales.holds");
  }

  /** Runs the cleanup, and expects exactly the holds that OPEN orders need. */
  void settle() {
    applyEvents();
    clock.advance(Duration.ofSeconds(4));
    runJob();
    assertThat(intents()).as("attempts left").isZero();
    for (Order order : orders()) {
      List<String> paid =
          order.getPaymentsList().stream()
              .filter(payment -> payment.getStatus() == Payment.Status.CAPTURED)
              .filter(FakeBalances::isOfBalance)
              .map(Payment::getId)
              .toList();
      boolean open = order.getStatus() == Order.Status.OPEN;
      assertThat(customers.balances().held(order.getId()).keySet())
          .containsExactlyInAnyOrderElementsOf(open ? paid : List.of());
    }
  }

  private int intents() {
    return Database.query(
            database,
            "select 1 from sales.stock_intent where tenant_id = '%s'".formatted(tenant),
            row -> row.getInt(1))
        .size();
  }

  List<Order> orders() {
    return till.sales()
        .listOrders(
            ListOrdersRequest.newBuilder()
                .setPagination(PaginationRequest.newBuilder().setPageSize(100))
                .build())
        .getOrdersList();
  }

  /** Something happens to a customer, and sales has consumed the event. */
  void happened(String type, String customerId) {
    customers.publish(tenant, type, customerId);
    String all = Integer.toString(customers.events(tenant));
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> cursor().equals(List.of(all)));
  }

  private List<String> cursor() {
    return Database.query(
        database,
        "select cursor from sales.consumer_cursor where consumer = 'sales.customers' and tenant_id = '%s'"
            .formatted(tenant),
        row -> row.getString("cursor"));
  }

  /** Returns how many rows of the tenant have these characters in any column of any table. */
  int rowsWith(String text) {
    int rows = 0;
    for (String table :
        Database.query(
            database,
            "select relname from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'tenant_id' where relnamespace = 'sales'::regnamespace and relkind = 'r'",
            row -> row.getString(1))) {
      rows +=
          Database.query(
                  database,
                  "select 1 from sales.%1$s t where tenant_id = '%2$s' and (cast(t as text) like '%%%3$s%%' or cast(t as text) like '%%%4$s%%')"
                      .formatted(table, tenant, text.replace("'", "''"), hex(text)),
                  row -> row.getInt(1))
              .size();
    }
    return rows;
  }

  /** Bytes are shown in hexadecimal digits. */
  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }
}
