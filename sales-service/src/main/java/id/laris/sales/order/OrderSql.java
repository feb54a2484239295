package id.laris.sales.order;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The statements of {@link Orders}. An order is stored by one statement: {@link #INSERT}, {@link
 * #UPDATE} or {@link #UPDATE_DRAFT}, then {@link #PARTS} if it is closed, {@link #FREED} if ids
 * become free, and {@link #TAKEN} or {@link #NONE_TAKEN}.
 */
final class OrderSql {

  /** The columns that a change of a draft may change, with their types. */
  private static final Map<String, String> DRAFT_COLUMNS =
      columns(
          """
          version integer, created_at timestamptz, updated_at timestamptz, creation_hash text, status text, order_type text, location_id uuid,
          register_id uuid, customer_id uuid, customer_name text, customer_number text, employee_id uuid, employee_name text, table_label text, notes text, external_reference text,
          currency text, location jsonb, items jsonb, discounts jsonb, service_charges jsonb, taxes jsonb, subtotal bigint,
          discount_total bigint, service_total bigint, tax_total bigint, inclusive_tax_total bigint, total bigint, receipt_number text,
          business_date date, void_reason text, finalized_at timestamptz, completed_at timestamptz, voided_at timestamptz,
          stock_revision bigint, stock_reserved_until timestamptz, reward_revision bigint, intended_payment_type text, promotions jsonb, coupons jsonb,
          promotions_unavailable boolean, promotion_revision bigint, promotion_facts jsonb, shift_id uuid,
          held_label text, held_at timestamptz, held_by uuid, channel text, covers integer
          """);

  private static final Map<String, String> PAYMENT_COLUMNS_OF_ORDER =
      columns("payments jsonb, payment_unheard_since timestamptz, in_shift boolean");

  /** The columns of an order beside its tenant and id. */
  static final List<String> COLUMNS =
      Stream.of(DRAFT_COLUMNS, PAYMENT_COLUMNS_OF_ORDER)
          .flatMap(columns -> columns.keySet().stream())
          .toList();

  private static Map<String, String> columns(String namesAndTypes) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String column : namesAndTypes.strip().split("\\s*,\\s*", -1)) {
      String[] nameAndType = column.split(" ", -1);
      columns.put(nameAndType[0], nameAndType[1]);
    }
    return columns;
  }

  private static final String LINE_COLUMNS =
      """
      tenant_id, order_id, id, created_at, line_number, product_id, variant_id, product_name, variant_name, sku, quantity, label_barcode,
      label_price, unit_decimals, unit_price, modifiers, notes, gross, discount, service, tax, total, taxes, stock_uses, category_ids,
      gift_card, tags, employee_id
      """;

  /** The columns of a payment that change after its order was closed. */
  private static final String PAYMENT_CHANGES =
      """
      status, void_reason, voided_at, charges_in_doubt, transaction_id, transaction_version, instructions, failure, captured_at, refunded,
      refunded_while_open, void_shift_id
      """;

  private static final String PAYMENT_COLUMNS =
      """
      tenant_id, order_id, id, created_at, payment_number, payment_type, requested_amount, amount, tendered, change, rounding, tip,
      reference, gift_card_id, shift_id, gateway_method, gateway_request_hash, complete_order,
      """
          + PAYMENT_CHANGES;

  /**
   * Each column is a parameter of its name. Where Postgres takes them out of one JSON document, the
   * statement takes twice as long.
   */
  static final String INSERT =
      """
      with stored as (
        insert into sales.sales_order (tenant_id, id, %s)
        values (:tenant, :id, %s)
        returning tenant_id as in_tenant, id as in_order)
      """
          .formatted(
              String.join(", ", COLUMNS),
              values(DRAFT_COLUMNS) + ", " + values(PAYMENT_COLUMNS_OF_ORDER));

  static final String UPDATE_DRAFT = update(assignments(DRAFT_COLUMNS));

  static final String UPDATE =
      update(assignments(DRAFT_COLUMNS) + ", " + assignments(PAYMENT_COLUMNS_OF_ORDER));

  private static String update(String assignments) {
    return """
    with stored as (
      update sales.sales_order set %s
      where tenant_id = :tenant and id = :id and version = :before
      returning tenant_id as in_tenant, id as in_order)
    """
        .formatted(assignments);
  }

  private static String values(Map<String, String> columns) {
    return columns.entrySet().stream().map(OrderSql::value).collect(joining(", "));
  }

  private static String assignments(Map<String, String> columns) {
    return columns.entrySet().stream()
        .map(column -> column.getKey() + " = " + value(column))
        .collect(joining(", "));
  }

  private static String value(Map.Entry<String, String> column) {
    return "cast(:%s as %s)".formatted(column.getKey(), column.getValue());
  }

  /**
   * Makes rows of the parts of a closed order. Its lines never change; its payments do, where they
   * are refunded or captured late.
   */
  static final String PARTS =
      """
      , line as (
        insert into sales.order_item (%1$s)
        select %1$s from stored, jsonb_populate_recordset(
          jsonb_populate_record(null::sales.order_item, jsonb_build_object('tenant_id', in_tenant, 'order_id', in_order)), cast(:lineRows as jsonb))
        on conflict (tenant_id, order_id, id) do nothing),
      payment as (
        insert into sales.order_payment (%2$s)
        select %2$s from stored, jsonb_populate_recordset(
          jsonb_populate_record(null::sales.order_payment, jsonb_build_object('tenant_id', in_tenant, 'order_id', in_order)), cast(:paymentRows as jsonb))
        on conflict (tenant_id, order_id, id) do update set (%3$s) = (%4$s))
      """
          .formatted(
              LINE_COLUMNS,
              PAYMENT_COLUMNS,
              PAYMENT_CHANGES,
              PAYMENT_CHANGES.replaceAll("\\w+", "excluded.$0"));

  /**
   * Frees the ids of lines and payments that are removed. Each condition enters the index by all of
   * its columns: a join with the removed ids would read every id of the tenant.
   */
  static final String FREED =
      """
      , freed as (
        delete from sales.taken_id
        where exists (select from stored) and tenant_id = :tenant
          and (kind = 'LINE' and id = any(cast(:freedLines as uuid[])) or kind = 'PAYMENT' and id = any(cast(:freedPayments as uuid[]))))
      """;

  /** Takes ids, and tells whether the order was stored and which id another order has. */
  static final String TAKEN =
      """
      , taken as (
        insert into sales.taken_id (tenant_id, kind, id)
        select in_tenant, kind, id from stored, unnest(cast(:takenKinds as text[]), cast(:takenIds as uuid[])) as wanted (kind, id)
        order by kind, id
        on conflict do nothing
        returning kind, id)
      select exists (select from stored) as stored, (
        select min(kind) from unnest(cast(:takenKinds as text[]), cast(:takenIds as uuid[])) as wanted (kind, id)
        where not exists (select from taken where taken.kind = wanted.kind and taken.id = wanted.id)) as refused
      """;

  /** Tells whether the order was stored, where it takes no ids. */
  static final String NONE_TAKEN =
      """
      select exists (select from stored) as stored, null as refused
      """;

  /** Orders with their parts, wherever these are. */
  static final String SELECT =
      """
      select to_jsonb(o) || case when o.items is not null then '{}' else jsonb_build_object(
        'items', (select coalesce(jsonb_agg(to_jsonb(line) order by line_number), '[]')
          from sales.order_item line where line.tenant_id = o.tenant_id and line.order_id = o.id),
        'payments', (select coalesce(jsonb_agg(to_jsonb(payment) order by payment_number, id), '[]')
          from sales.order_payment payment where payment.tenant_id = o.tenant_id and payment.order_id = o.id)) end
      from sales.sales_order o
      """;

  private OrderSql() {}
}
