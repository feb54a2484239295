package id.laris.demo;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a year of sales out of the samples, inside the database: each order is a sample with ids
 * and times of its own. So Laris has computed its lines, totals, taxes and payments. The samples
 * themselves are deleted with their receipts and events: there are no events of the year.
 */
final class YearOfSales {

  /** So many orders at a time. */
  private static final int CHUNK = 20_000;

  private final Database database;
  private final YearPlan plan;
  private final YearOfSellers sellers;
  private final Progress progress;
  private final StringBuilder rows = new StringBuilder();
  private int waiting;

  YearOfSales(Database database, YearPlan plan, YearOfSellers sellers, Progress progress) {
    this.database = database;
    this.plan = plan;
    this.sellers = sellers;
    this.progress = progress;
  }

  void make() {
    takeSamples();
    sellers.begin();
    plan.forEachDay(this::add);
    store();
    takeIds();
    countReceipts();
    // Without statistics of the new rows what follows was planned as a loop, and took minutes.
    database.run(
        """
        analyze sales.sales_order (tenant_id, id, status, customer_id), sales.order_item (tenant_id, order_id, variant_id),
          sales.order_payment (tenant_id, order_id, payment_type)
        """);
  }

  /** Copies the samples aside, and deletes them from the orders. */
  private void takeSamples() {
    database.run(
        """
        create temp table demo_order on commit drop as select * from sales.sales_order where tenant_id = :tenant;
        create temp table demo_item on commit drop as select * from sales.order_item where tenant_id = :tenant;
        create temp table demo_payment on commit drop as select * from sales.order_payment where tenant_id = :tenant;
        create index on demo_order (id);
        create index on demo_item (order_id);
        create index on demo_payment (order_id);
        -- In the samples nothing was counted: what they would have taken from stock.
        update demo_item
        set stock_uses = jsonb_build_array(jsonb_build_object('variantId', variant_id, 'quantity', quantity))
        where variant_id in (select id from demo_stocked);
        update demo_order set stock_revision = 1
        where id in (select order_id from demo_item where variant_id in (select id from demo_stocked));
        analyze demo_order;
        analyze demo_item;
        analyze demo_payment;
        create temp table demo_plan (
          id uuid, sample uuid, at timestamptz, day date, receipt_number text, employee_id uuid, shift_id uuid, customer_id uuid)
        on commit drop;
        delete from sales.order_payment where tenant_id = :tenant;
        delete from sales.order_item where tenant_id = :tenant;
        delete from sales.taken_id where tenant_id = :tenant;
        delete from sales.sales_order where tenant_id = :tenant;
        delete from sales.receipt_counter where tenant_id = :tenant;
        delete from sales.outbox where tenant_id = :tenant and aggregate_type = 'Order';
        """);
  }

  private void add(List<PlannedOrder> day) {
    for (PlannedOrder order : day) {
      String receipt = order.receiptNumber();
      rows.append(order.id()).append('\t').append(order.sample()).append('\t');
      rows.append(Instant.ofEpochMilli(order.atMillis())).append('\t').append(order.day());
      rows.append('\t').append(receipt == null ? "\\N" : receipt).append('\t');
      rows.append(order.employeeId()).append('\t').append(order.shiftId()).append('\t');
      rows.append(order.customerId() == null ? "\\N" : order.customerId()).append('\n');
    }
    waiting += day.size();
    if (waiting >= CHUNK) {
      store();
    }
  }

  private void store() {
    database.run("truncate demo_plan");
    database.copyInto("demo_plan", rows);
    database.run("analyze demo_plan");
    storeOrders();
    storeParts(
        """
        insert into sales.order_item
          (tenant_id, id, created_at, order_id, line_number, product_id, variant_id, product_name, variant_name, sku,
           quantity, unit_decimals, unit_price, modifiers, notes, gross, discount, service, tax, total, taxes, stock_uses,
           category_ids, gift_card, tags, employee_id)
        """,
        "demo_item");
    storeParts(
        """
        insert into sales.order_payment
          (tenant_id, id, created_at, order_id, payment_type, status, requested_amount, amount, tendered, change, tip,
           reference, void_reason, voided_at, payment_number, rounding, gateway_method, gateway_request_hash, complete_order,
           charges_in_doubt, transaction_id, transaction_version, instructions, failure, captured_at, refunded, refunded_while_open,
           gift_card_id, shift_id, void_shift_id)
        """,
        "demo_payment");
    sellers.note();
    progress.advance(waiting);
    rows.setLength(0);
    waiting = 0;
  }

  private void storeOrders() {
    Map<String, String> instead = new HashMap<>();
    instead.put("id", "plan.id");
    instead.put("created_at", "plan.at");
    instead.put(
        "updated_at",
        "case when like_row.status = 'VOIDED' then plan.at + interval '4 min' else plan.at end");
    instead.put(
        "finalized_at",
        "case when like_row.status = 'VOIDED' then plan.at + interval '1 min' else plan.at end");
    instead.put("completed_at", "case when like_row.status = 'COMPLETED' then plan.at end");
    instead.put(
        "voided_at", "case when like_row.status = 'VOIDED' then plan.at + interval '4 min' end");
    instead.put("creation_hash", "null");
    instead.put("employee_id", "plan.employee_id");
    instead.put("register_id", "shift.register_id");
    instead.put("shift_id", "case when like_row.status = 'COMPLETED' then plan.shift_id end");
    instead.put("customer_id", "plan.customer_id");
    instead.put("customer_name", "coalesce(customer.name, '')");
    instead.put("customer_number", "coalesce(customer.number, '')");
    instead.put("external_reference", "''");
    instead.put("receipt_number", "plan.receipt_number");
    instead.put("business_date", "case when like_row.status = 'COMPLETED' then plan.day end");
    instead.put(
        "discounts",
        """
        case when like_row.discounts = '[]' then like_row.discounts
             else jsonb_set(like_row.discounts, '{0,id}', to_jsonb(left(plan.id::text, %d) || '00d0')) end
        """
            .formatted(SeededIds.DIGITS_OF_ORDER));
    database.insertLike(
        """
        insert into sales.sales_order
          (tenant_id, id, version, created_at, updated_at, creation_hash, status, order_type, location_id, register_id, customer_id,
           employee_id, table_label, notes, external_reference, currency, discounts, service_charges, taxes, subtotal, discount_total,
           service_total, tax_total, inclusive_tax_total, total, receipt_number, business_date, void_reason, finalized_at, completed_at,
           voided_at, location, stock_revision, stock_reserved_until, customer_name, customer_number, reward_revision, promotions, coupons,
           promotions_unavailable, promotion_revision, promotion_facts, intended_payment_type, shift_id, in_shift)
        """,
        """
        demo_plan plan join demo_order like_row on like_row.id = plan.sample join demo_shift shift on shift.id = plan.shift_id
        left join demo_customer customer on customer.id = plan.customer_id order by plan.id
        """,
        instead);
  }

  /** Lines and payments: their ids are that of their order but for the last digits. */
  private void storeParts(String insert, String samples) {
    database.insertLike(
        insert,
        "demo_plan plan join %s like_row on like_row.order_id = plan.sample order by plan.id, like_row.id"
            .formatted(samples),
        Map.of(
            "id",
            "(left(plan.id::text, %d) || right(like_row.id::text, 4))::uuid"
                .formatted(SeededIds.DIGITS_OF_ORDER),
            "order_id",
            "plan.id",
            "shift_id",
            "plan.shift_id",
            "created_at",
            "plan.at"));
  }

  /** Takes the ids of lines and payments, so that no other order can have them. */
  private void takeIds() {
    database.run(
        """
        insert into sales.taken_id (tenant_id, kind, id)
        select tenant_id, 'LINE', id from sales.order_item where tenant_id = :tenant
        union all
        select tenant_id, 'PAYMENT', id from sales.order_payment where tenant_id = :tenant
        """);
  }

  /** Sets the receipt counters, so that the next sale of a day gets the next number. */
  private void countReceipts() {
    database.run(
        """
        insert into sales.receipt_counter (tenant_id, series, business_date, last_number, location_id)
        select tenant_id, location ->> 'code', business_date, count(*), location_id
        from sales.sales_order
        where tenant_id = :tenant and status = 'COMPLETED'
        group by tenant_id, location ->> 'code', business_date, location_id
        """);
  }
}
