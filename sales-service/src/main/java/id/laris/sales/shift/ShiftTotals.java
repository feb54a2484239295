package id.laris.sales.shift;

import static id.laris.common.grpc.Protos.money;

import id.laris.common.Caller;
import id.laris.common.db.Sums;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.TenderTotals;
import id.laris.pos.v1.TenderTotals.OpenOrder;
import id.laris.pos.v1.TenderTotals.Sales;
import id.laris.pos.v1.TenderTotals.Tender;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Adds up the payments, sales and returns of a shift. Payments of closed orders are rows, and those
 * of open ones are in the documents of their orders; both count.
 */
@Component
class ShiftTotals {

  private static final int MOST_OPEN_ORDERS = 100;

  /**
   * The payments of the shift whose money was received. One that the gateway took was received once
   * it has a time of that.
   */
  private static final String PAYMENTS =
      """
      with part as (
        select o.currency, o.id as order_id, p.payment_type, p.status, p.amount, p.tendered, p.change, p.tip, p.rounding, p.shift_id, p.void_shift_id,
          p.gateway_method, p.captured_at, p.refunded_while_open, false as is_open
        from sales.order_payment p join sales.sales_order o on o.tenant_id = p.tenant_id and o.id = p.order_id
        where p.tenant_id = :tenant and (p.shift_id = :shift or p.void_shift_id = :shift)
        union all
        select o.currency, o.id, p.payment_type, p.status, p.amount, p.tendered, p.change, p.tip, p.rounding, p.shift_id, p.void_shift_id,
          p.gateway_method, p.captured_at, p.refunded_while_open, true
        from sales.sales_order o cross join jsonb_populate_recordset(null::sales.order_payment, o.payments) p
        where o.tenant_id = :tenant and o.in_shift and (p.shift_id = :shift or p.void_shift_id = :shift)),
      payment as (
        select *, coalesce(shift_id = :shift, false) as is_taken, status = 'VOIDED' and void_shift_id = :shift as is_voided
        from part where gateway_method is null or captured_at is not null)
      """;

  /**
   * Money that the gateway gives back after the sale does not touch the drawer, whichever shift is
   * open then.
   */
  private static final String REFUNDS =
      """
      refund as (
        select r.currency, each."paymentType" as payment_type, count(*) as refunds, sum(each.amount + each.rounding) as refunded
        from sales.order_return r
          cross join jsonb_to_recordset(r.refunds) as each ("paymentType" text, amount bigint, rounding bigint, gateway boolean)
        where r.tenant_id = :tenant and r.shift_id = :shift and not each.gateway
        group by r.currency, each."paymentType")
      """;

  private static final String TENDERS =
      PAYMENTS
          + """
          , taken as (
            select currency, payment_type,
              count(*) filter (where is_taken) as payments,
              coalesce(sum(tendered) filter (where is_taken), 0) as tendered,
              coalesce(sum(change) filter (where is_taken), 0) as change,
              coalesce(sum(tip) filter (where is_taken), 0) as tips,
              coalesce(sum(rounding) filter (where is_taken), 0) as rounding,
              count(*) filter (where is_voided) as voids,
              coalesce(sum(tendered - change) filter (where is_voided), 0) as voided
            from payment where is_taken or is_voided
            group by currency, payment_type),
          """
          + REFUNDS
          + """
          select currency, payment_type, coalesce(payments, 0) as payments, coalesce(tendered, 0) as tendered, coalesce(change, 0) as change,
            coalesce(tips, 0) as tips, coalesce(rounding, 0) as rounding, coalesce(voids, 0) as voids, coalesce(voided, 0) as voided,
            coalesce(refunds, 0) as refunds, coalesce(refunded, 0) as refunded,
            coalesce(tendered, 0) - coalesce(change, 0) - coalesce(voided, 0) - coalesce(refunded, 0) as net
          from taken full join refund using (currency, payment_type)
          order by currency, payment_type
          """;

  private static final String SALES =
      """
      with sold as (
        select currency, count(*) as orders, sum(subtotal) as gross, sum(discount_total) as discounts, sum(service_total) as service,
          sum(tax_total) + sum(inclusive_tax_total) as taxes, sum(total) - sum(tax_total) - sum(inclusive_tax_total) as net, sum(total) as total
        from sales.sales_order where tenant_id = :tenant and shift_id = :shift
        group by currency),
      back as (
        select currency, count(*) as returns, sum(total) as returned, sum(restocking_fee) as fees
        from sales.order_return where tenant_id = :tenant and shift_id = :shift
        group by currency)
      select currency, coalesce(orders, 0) as orders, coalesce(gross, 0) as gross, coalesce(discounts, 0) as discounts,
        coalesce(service, 0) as service, coalesce(taxes, 0) as taxes, coalesce(net, 0) as net, coalesce(total, 0) as total,
        coalesce(returns, 0) as returns, coalesce(returned, 0) as returned, coalesce(fees, 0) as fees
      from sold full join back using (currency)
      order by currency
      """;

  private static final String OPEN_ORDERS =
      PAYMENTS
          + """
          select o.id, o.table_label, o.currency, o.total, held.paid, count(*) over () as orders
          from (
            select order_id, sum(amount - coalesce(refunded_while_open, 0)) as paid from payment
            where is_open and is_taken and status = 'CAPTURED' group by order_id) held
          join sales.sales_order o on o.tenant_id = :tenant and o.id = held.order_id
          order by o.created_at, o.id limit :atMost
          """;

  private final JdbcClient jdbc;

  ShiftTotals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The totals as the current transaction sees them. */
  TenderTotals of(UUID shiftId) {
    TenderTotals.Builder totals =
        TenderTotals.newBuilder()
            .addAllTenders(of(TENDERS, shiftId).query((row, n) -> tender(row)).list())
            .addAllSales(of(SALES, shiftId).query((row, n) -> sales(row)).list());
    record Held(OpenOrder order, long orders) {}
    List<Held> held =
        of(OPEN_ORDERS, shiftId)
            .param("atMost", MOST_OPEN_ORDERS)
            .query((row, n) -> new Held(openOrder(row), row.getLong("orders")))
            .list();
    held.forEach(each -> totals.addOpenOrders(each.order));
    return totals.setOpenOrderCount(held.isEmpty() ? 0 : held.getFirst().orders).build();
  }

  private StatementSpec of(String sql, UUID shiftId) {
    return jdbc.sql(sql).param("tenant", Caller.current().tenantId()).param("shift", shiftId);
  }

  private static Tender tender(ResultSet row) throws SQLException {
    String currency = row.getString("currency");
    return Tender.newBuilder()
        .setPaymentType(Payment.Type.valueOf(row.getString("payment_type")))
        .setPayments(row.getLong("payments"))
        .setTendered(money(Sums.read(row, "tendered"), currency))
        .setChange(money(Sums.read(row, "change"), currency))
        .setTips(money(Sums.read(row, "tips"), currency))
        .setRounding(money(Sums.read(row, "rounding"), currency))
        .setVoids(row.getLong("voids"))
        .setVoided(money(Sums.read(row, "voided"), currency))
        .setRefunds(row.getLong("refunds"))
        .setRefunded(money(Sums.read(row, "refunded"), currency))
        .setNet(money(Sums.read(row, "net"), currency))
        .build();
  }

  private static Sales sales(ResultSet row) throws SQLException {
    String currency = row.getString("currency");
    return Sales.newBuilder()
        .setOrders(row.getLong("orders"))
        .setGross(money(Sums.read(row, "gross"), currency))
        .setDiscounts(money(Sums.read(row, "discounts"), currency))
        .setService(money(Sums.read(row, "service"), currency))
        .setTaxes(money(Sums.read(row, "taxes"), currency))
        .setNet(money(Sums.read(row, "net"), currency))
        .setTotal(money(Sums.read(row, "total"), currency))
        .setReturns(row.getLong("returns"))
        .setReturned(money(Sums.read(row, "returned"), currency))
        .setRestockingFees(money(Sums.read(row, "fees"), currency))
        .build();
  }

  private static OpenOrder openOrder(ResultSet row) throws SQLException {
    String currency = row.getString("currency");
    return OpenOrder.newBuilder()
        .setOrderId(row.getString("id"))
        .setTable(row.getString("table_label"))
        .setTotal(money(row.getLong("total"), currency))
        .setPaid(money(Sums.read(row, "paid"), currency))
        .build();
  }
}
