package id.laris.torture.check;

import id.laris.pos.Service;
import id.laris.simulator.SimulatorControl;
import id.laris.torture.check.SystemState.CounterRow;
import id.laris.torture.check.SystemState.EventRow;
import id.laris.torture.check.SystemState.GatewayRow;
import id.laris.torture.check.SystemState.ItemRow;
import id.laris.torture.check.SystemState.LevelRow;
import id.laris.torture.check.SystemState.MovementRow;
import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.check.SystemState.PaymentRow;
import id.laris.torture.check.SystemState.ReservationRow;
import id.laris.torture.check.SystemState.TransactionRow;
import id.laris.torture.world.Database;
import id.laris.torture.world.Laris;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads all state of a run: tables as the superuser, orders also as their tenants. */
public final class SystemStateReader {

  private static final int MINOR_UNITS_PER_RUPIAH = 100;

  private final Laris laris;
  private final Database database;
  private final SimulatorControl gateway;

  public SystemStateReader(Laris laris, SimulatorControl gateway) {
    this.laris = laris;
    this.database = laris.database();
    this.gateway = gateway;
  }

  /** Reads everything; {@link Quiescence} has found the work that has not settled. */
  public SystemState read(List<String> tenants, List<String> unsettled) throws SQLException {
    return new SystemState(
        orders(),
        new AnsweredOrders(laris.endpoints().of(Service.SALES)).read(tenants),
        items(),
        payments(),
        counters(),
        levels(),
        movements(),
        reservations(),
        events(),
        transactions(),
        gateway(),
        texts(
            """
            select v.id from catalog.variant v
            join catalog.product p on p.tenant_id = v.tenant_id and p.id = v.product_id
            where p.track_stock
            """),
        texts("select id from inventory.location where not allow_negative_stock"),
        new CustomerStateReader(database).read(),
        new PromotionStateReader(database).read(),
        new ShiftStateReader(database).read(),
        new OwnersReader(database).read(tenants),
        unsettled);
  }

  private List<OrderRow> orders() throws SQLException {
    return database.list(
        """
        select tenant_id, id, external_reference, status, coalesce(location_id::text, '') as location,
          coalesce(customer_id::text, '') as customer, subtotal, discount_total, service_total, tax_total, total,
          coalesce(receipt_number, '') as receipt, coalesce(business_date::text, '') as day
        from sales.sales_order
        """,
        row ->
            new OrderRow(
                row.getString("tenant_id"),
                row.getString("id"),
                row.getString("external_reference"),
                row.getString("status"),
                row.getString("location"),
                row.getString("customer"),
                row.getLong("subtotal"),
                row.getLong("discount_total"),
                row.getLong("service_total"),
                row.getLong("tax_total"),
                row.getLong("total"),
                row.getString("receipt"),
                row.getString("day")));
  }

  private List<ItemRow> items() throws SQLException {
    return database.list(
        """
        select *, (select coalesce(sum((tax.value ->> 'amount')::bigint), 0) from jsonb_array_elements(taxes) tax) as all_taxes
        from %s line
        """
            .formatted(OrderParts.LINES),
        row ->
            new ItemRow(
                row.getString("tenant_id"),
                row.getString("order_id"),
                row.getString("product_id"),
                row.getString("variant_id"),
                row.getBoolean("gift_card"),
                row.getLong("quantity"),
                row.getLong("unit_price"),
                row.getLong("gross"),
                row.getLong("discount"),
                row.getLong("service"),
                row.getLong("tax"),
                row.getLong("total"),
                row.getLong("all_taxes")));
  }

  private List<PaymentRow> payments() throws SQLException {
    return database.list(
        """
        select *, coalesce(transaction_id::text, '') as transaction, coalesce(gift_card_id::text, '') as card,
          coalesce(refunded, 0) as given_back
        from %s payment
        """
            .formatted(OrderParts.PAYMENTS),
        row ->
            new PaymentRow(
                row.getString("tenant_id"),
                row.getString("order_id"),
                row.getString("id"),
                row.getString("payment_type"),
                row.getString("card"),
                row.getString("status"),
                row.getLong("amount"),
                row.getLong("tendered"),
                row.getLong("change"),
                row.getLong("tip"),
                row.getLong("rounding"),
                row.getString("transaction"),
                row.getLong("given_back")));
  }

  private List<CounterRow> counters() throws SQLException {
    return database.list(
        "select * from sales.receipt_counter",
        row ->
            new CounterRow(
                row.getString("tenant_id"),
                row.getString("series"),
                row.getString("business_date"),
                row.getInt("last_number")));
  }

  private List<LevelRow> levels() throws SQLException {
    return database.list(
        "select * from inventory.stock_level",
        row ->
            new LevelRow(
                row.getString("tenant_id"),
                row.getString("location_id"),
                row.getString("variant_id"),
                row.getLong("on_hand"),
                row.getLong("reserved"),
                row.getLong("in_transit"),
                row.getLong("damaged")));
  }

  private List<MovementRow> movements() throws SQLException {
    return database.list(
        "select *, coalesce(reference_id::text, '') as reference from inventory.stock_movement",
        row ->
            new MovementRow(
                row.getString("tenant_id"),
                row.getString("location_id"),
                row.getString("variant_id"),
                row.getString("state"),
                row.getString("type"),
                row.getLong("quantity"),
                row.getLong("quantity_before"),
                row.getLong("quantity_after"),
                row.getString("reference"),
                row.getBoolean("flagged")));
  }

  private List<ReservationRow> reservations() throws SQLException {
    return database.list(
        """
        select r.tenant_id, r.reference, coalesce(r.location_id::text, '') as location, r.status,
          part.variant, part.quantity
        from inventory.stock_reservation r, unnest(r.variant_ids, r.quantities) as part(variant, quantity)
        """,
        row ->
            new ReservationRow(
                row.getString("tenant_id"),
                row.getString("reference"),
                row.getString("location"),
                row.getString("status"),
                row.getString("variant"),
                row.getLong("quantity")));
  }

  private List<EventRow> events() throws SQLException {
    List<String> parts =
        Service.shortNames().stream()
            .map(
                schema ->
                    """
                    select '%1$s' as schema, tenant_id, id, type, aggregate_type, aggregate_id, sequence, number
                    from %1$s.outbox
                    """
                        .formatted(schema))
            .toList();
    return database.list(
        String.join(" union all ", parts) + " order by tenant_id, schema, number",
        row ->
            new EventRow(
                row.getString("tenant_id"),
                row.getString("schema"),
                row.getString("id"),
                row.getString("type"),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getLong("sequence"),
                row.getLong("number")));
  }

  private List<TransactionRow> transactions() throws SQLException {
    return database.list(
        """
        select t.tenant_id, t.id, coalesce(t.payment_id::text, '') as payment, t.state, t.amount,
          t.gateway_order_id, t.attention, coalesce(sum(r.amount), 0) as refunded
        from payment.payment_transaction t
        left join payment.payment_refund r
          on r.tenant_id = t.tenant_id and r.transaction_id = t.id and r.state = 'SUCCEEDED'
        group by t.tenant_id, t.id
        """,
        row ->
            new TransactionRow(
                row.getString("tenant_id"),
                row.getString("id"),
                row.getString("payment"),
                row.getString("state"),
                row.getLong("amount"),
                row.getLong("refunded"),
                row.getString("gateway_order_id"),
                row.getString("attention")));
  }

  private List<GatewayRow> gateway() {
    return gateway.transactions().stream()
        .map(
            one ->
                new GatewayRow(
                    one.orderId(),
                    one.status(),
                    one.originalAmount() * MINOR_UNITS_PER_RUPIAH,
                    one.refundedAmount() * MINOR_UNITS_PER_RUPIAH))
        .toList();
  }

  private Set<String> texts(String sql) throws SQLException {
    return new TreeSet<>(database.list(sql, row -> row.getString(1)));
  }
}
