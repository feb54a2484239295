package id.laris.sales.order;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.Caller;
import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.Payment;
import id.laris.testkit.FakeClock;
import id.laris.testkit.TestPostgres;
import io.grpc.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Orders whose lines and payments an earlier version has stored, all of them as rows. */
class OrdersOfEarlierVersionsTest {

  private static final UUID TENANT = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Instant ASKED_AT = Instant.parse("2026-01-15T03:00:00.123456Z");

  private final DatabaseSettings database = TestPostgres.newDatabase();
  private final JdbcClient jdbc =
      JdbcClient.create(
          new DriverManagerDataSource(
              database.url(), database.ownerUser(), database.ownerPassword()));
  private final Orders orders = new Orders(jdbc, new FakeClock());

  @BeforeEach
  void ordersOfAnEarlierVersion() {
    migrate("10");
    jdbc.sql(
            """
            insert into sales.sales_order
              (tenant_id, id, version, created_at, updated_at, edits, status, order_type, table_label, notes, external_reference, currency,
               discounts, service_charges, taxes, subtotal, discount_total, service_total, tax_total, inclusive_tax_total, total,
               receipt_number, business_date, void_reason)
            select '%1$s', id, 3, now(), now(), 3, status, 'DINE_IN', '', '', '', 'IDR', '[]', '[]', '[]', 5000, 0, 0, 500, 0, 5500,
              case when status = 'COMPLETED' then 'POS-20260115-0001' end, case when status = 'COMPLETED' then date '2026-01-15' end, ''
            from (values
              (uuid '00000000-0000-4000-8000-0000000000a1', 'DRAFT'), ('00000000-0000-4000-8000-0000000000a2', 'OPEN'),
              ('00000000-0000-4000-8000-0000000000a3', 'COMPLETED'), ('00000000-0000-4000-8000-0000000000a4', 'VOIDED')) as made (id, status);
            insert into sales.order_item
              (tenant_id, id, version, created_at, updated_at, order_id, line_number, product_name, variant_name, sku, quantity,
               unit_decimals, unit_price, modifiers, notes, gross, discount, service, tax, total, taxes, stock_uses)
            select tenant_id, gen_random_uuid(), 1, now(), now(), id, number, 'Tea', '', 'TEA', 1, 0, 2500,
              '[{"id": "00000000-0000-4000-8000-0000000000b1", "name": "Ice", "priceDelta": 0}]', 'line ' || number, 2500, 0, 0, 250, 2750,
              '[{"taxRuleId": "00000000-0000-4000-8000-0000000000b2", "inclusive": false, "base": 2500, "amount": 250}]', '[]'
            from sales.sales_order, unnest(array[2, 1]) as number;
            insert into sales.order_payment
              (tenant_id, id, version, created_at, updated_at, order_id, payment_type, status, requested_amount, amount, tendered, change,
               tip, reference, void_reason, payment_number)
            select tenant_id, gen_random_uuid(), 0, now(), now(), id, 'CASH', 'CAPTURED', 1000, 1000, 1500, 500, 0, '', '', 1
            from sales.sales_order where status <> 'DRAFT';
            insert into sales.order_payment
              (tenant_id, id, version, created_at, updated_at, order_id, payment_type, status, requested_amount, amount, tendered, change,
               tip, reference, void_reason, payment_number, gateway_method, gateway_request_hash, complete_order, charges_in_doubt,
               transaction_version, failure, refunded, refunded_while_open)
            select tenant_id, gen_random_uuid(), 0, '%2$s', now(), id, 'QRIS', 'PENDING', 4500, 4500, 4500, 0, 0, '', '', 2, 'QRIS', 'hash',
              true, 1, 0, '', 0, 0
            from sales.sales_order where status = 'OPEN';
            insert into sales.order_payment
              (tenant_id, id, version, created_at, updated_at, order_id, payment_type, status, requested_amount, amount, tendered, change,
               tip, reference, void_reason, payment_number, gateway_method, gateway_request_hash, complete_order, charges_in_doubt,
               transaction_id, transaction_version, instructions, failure, captured_at, refunded, refunded_while_open)
            select tenant_id, gen_random_uuid(), 0, now(), now(), id, 'QRIS', 'CAPTURED', 4500, 4500, 4500, 0, 0, '', '', 2, 'QRIS', 'hash',
              true, 0, '00000000-0000-4000-8000-0000000000c1', 4, '{"qrString": "00020101"}', '', now(), 0, 0
            from sales.sales_order where status = 'COMPLETED';
            """
                .formatted(TENANT, ASKED_AT))
        .update();
  }

  @Test
  void theyAreReadAsTheyWereWhereverTheirPartsAreNow() {
    migrate("latest");

    for (Status status : List.of(Status.DRAFT, Status.OPEN, Status.COMPLETED, Status.VOIDED)) {
      Order order = read(status);
      assertThat(order.getStatus()).isEqualTo(status);
      assertThat(order.getVersion()).isEqualTo(3);
      assertThat(order.getItemsList())
          .extracting(OrderItem::getNotes)
          .containsExactly("line 1", "line 2");
      assertThat(order.getItems(0).getModifiers(0).getName()).isEqualTo("Ice");
      assertThat(order.getItems(0).getTaxes(0).getAmount().getAmount()).isEqualTo(250);
      assertThat(order.getItemsList())
          .extracting(item -> item.getTotal().getAmount())
          .containsOnly(2750L);
    }
    assertThat(read(Status.DRAFT).getPaymentsList()).isEmpty();
    assertThat(read(Status.OPEN).getPaidTotal().getAmount()).isEqualTo(1000);
    assertThat(read(Status.OPEN).getPendingTotal().getAmount()).isEqualTo(4500);
    assertThat(read(Status.COMPLETED).getPaidTotal().getAmount()).isEqualTo(5500);
    Payment captured = read(Status.COMPLETED).getPayments(1);
    assertThat(captured.getTransactionId()).isEqualTo("00000000-0000-4000-8000-0000000000c1");
    assertThat(captured.getInstructions().getQrString()).isEqualTo("00020101");
  }

  @Test
  void onlyClosedOrdersHaveRowsOfTheirOwn() {
    migrate("latest");

    for (String table : List.of("order_item", "order_payment")) {
      assertThat(
              texts(
                  "select distinct o.status from sales.%s part join sales.sales_order o on o.id = part.order_id order by 1"
                      .formatted(table)))
          .containsExactly("COMPLETED", "VOIDED");
    }
    assertThat(texts("select status from sales.sales_order where items is not null order by 1"))
        .containsExactly("DRAFT", "OPEN");
  }

  @Test
  void everyIdStaysTaken() {
    migrate("latest");

    assertThat(texts("select kind || ' ' || count(*) from sales.taken_id group by kind order by 1"))
        .containsExactly("LINE 8", "PAYMENT 5", "TRANSACTION 1");
  }

  @Test
  void aPaymentThatWaitsForTheGatewayIsStillFound() {
    migrate("latest");

    assertThat(inTenant(() -> orders.unheardSince(ASKED_AT.plusNanos(1_000), 10)))
        .extracting(order -> order.status())
        .containsExactly(Status.OPEN);
    assertThat(inTenant(() -> orders.unheardSince(ASKED_AT, 10))).isEmpty();
  }

  private Order read(Status status) {
    UUID id =
        UUID.fromString(
            texts("select id from sales.sales_order where status = '%s'".formatted(status))
                .getFirst());
    return inTenant(() -> OrderProtos.toProto(orders.get(id)));
  }

  private static <R> R inTenant(Supplier<R> work) {
    Context context = Caller.service(TENANT).in(Context.current());
    Context before = context.attach();
    try {
      return work.get();
    } finally {
      context.detach(before);
    }
  }

  private List<String> texts(String sql) {
    return jdbc.sql(sql).query((row, number) -> row.getString(1)).list();
  }

  private void migrate(String target) {
    int _ =
        Flyway.configure()
            .dataSource(database.url(), database.ownerUser(), database.ownerPassword())
            .schemas("sales")
            .locations("classpath:db/common", "classpath:db/migration/sales")
            .placeholders(Map.of("schema", "sales", "serviceRole", database.user()))
            .outOfOrder(true)
            .target(target)
            .load()
            .migrate()
            .migrationsExecuted;
  }
}
