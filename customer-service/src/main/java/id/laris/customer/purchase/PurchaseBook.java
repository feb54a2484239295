package id.laris.customer.purchase;

import static id.laris.common.db.Columns.column;

import com.google.type.Date;
import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.Uuids;
import id.laris.common.grpc.Protos;
import id.laris.customer.profile.Bearers;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.SalesReturn;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Books completed orders of customers, each once: a row of its own, and the figures of its
 * customer, by one statement. So they may arrive in any order, from anywhere, and repeatedly.
 *
 * <p>An order may name a customer who does not exist, because nobody checked it before there were
 * customers, and who may be created with that id later: its purchases wait for it.
 */
@Component
class PurchaseBook {

  /** In the order of the keys, so that two bookings wait for each other instead of deadlocking. */
  private static final String ADD =
      """
      with added as (
        insert into customer.purchase
          (tenant_id, order_id, customer_id, receipt_number, location_id, business_date, total, currency, completed_at)
        select :tenant, order_id, customer_id, receipt_number, nullif(location_id, '')::uuid, nullif(business_date, '')::date,
          total, currency, completed_at::timestamptz
        from unnest(:orders, :customers, :receipts, :locations, :days, :totals, :currencies, :times)
          as wanted (order_id, customer_id, receipt_number, location_id, business_date, total, currency, completed_at)
        order by order_id
        on conflict (tenant_id, order_id) do nothing
        returning customer_id, currency, total, completed_at
      )
      insert into customer.purchase_figures as known
        (tenant_id, customer_id, currency, purchases, spent, first_visit_at, last_visit_at)
      select :tenant, customer_id, currency, count(*), sum(total), min(completed_at), max(completed_at)
      from added group by customer_id, currency order by customer_id, currency
      on conflict (tenant_id, customer_id, currency) do update set
        purchases = known.purchases + excluded.purchases,
        spent = known.spent + excluded.spent,
        first_visit_at = least(known.first_visit_at, excluded.first_visit_at),
        last_visit_at = greatest(known.last_visit_at, excluded.last_visit_at)
      """;

  /**
   * Takes the money of returns off what the customers have spent, each return once. A return may be
   * booked before the purchase, if that was made before there were customers.
   */
  private static final String TAKE_BACK =
      """
      with added as (
        insert into customer.purchase_return (tenant_id, return_id)
        select distinct :tenant::uuid, return_id from unnest(:returns) wanted (return_id) order by return_id
        on conflict (tenant_id, return_id) do nothing
        returning return_id
      )
      insert into customer.purchase_figures as known
        (tenant_id, customer_id, currency, purchases, spent, first_visit_at, last_visit_at)
      select :tenant, customer_id, currency, 0, -sum(amount), min(returned_at::timestamptz), max(returned_at::timestamptz)
      from added
      join unnest(:returns, :customers, :currencies, :amounts, :times)
        as back (return_id, customer_id, currency, amount, returned_at) using (return_id)
      group by customer_id, currency order by customer_id, currency
      on conflict (tenant_id, customer_id, currency) do update set spent = known.spent + excluded.spent
      """;

  private final Bearers bearers;
  private final JdbcClient jdbc;

  PurchaseBook(Bearers bearers, JdbcClient jdbc) {
    this.bearers = bearers;
    this.jdbc = jdbc;
  }

  /** Books the orders that name a customer, in the current transaction. */
  void add(List<Order> completed) {
    List<Order> orders = completed.stream().filter(order -> customer(order).isPresent()).toList();
    if (orders.isEmpty()) {
      return;
    }
    Map<UUID, UUID> bearer =
        bearers.keep(
            orders.stream().flatMap(order -> customer(order).stream()).distinct().toList());
    jdbc.sql(ADD)
        .param("tenant", Caller.current().tenantId())
        .param("orders", column(orders, order -> Ids.parse(order.getId()), UUID[]::new))
        .param(
            "customers",
            column(
                orders,
                order -> customer(order).map(id -> bearer.getOrDefault(id, id)).orElseThrow(),
                UUID[]::new))
        .param("receipts", column(orders, Order::getReceiptNumber, String[]::new))
        .param("locations", column(orders, Order::getLocationId, String[]::new))
        .param("days", column(orders, PurchaseBook::businessDate, String[]::new))
        .param("totals", column(orders, order -> order.getTotal().getAmount(), Long[]::new))
        .param("currencies", column(orders, Order::getCurrency, String[]::new))
        .param("times", column(orders, PurchaseBook::completedAt, String[]::new))
        .update();
  }

  /** Books the money that customers got back, in the current transaction. */
  void takeBack(List<SalesReturn> returned) {
    Map<String, SalesReturn> once = new LinkedHashMap<>();
    returned.stream()
        .filter(made -> !made.getCustomerId().isEmpty())
        .forEach(made -> once.put(made.getId(), made));
    List<SalesReturn> returns = List.copyOf(once.values());
    if (returns.isEmpty()) {
      return;
    }
    Map<UUID, UUID> bearer =
        bearers.keep(
            returns.stream().map(made -> Ids.parse(made.getCustomerId())).distinct().toList());
    jdbc.sql(TAKE_BACK)
        .param("tenant", Caller.current().tenantId())
        .param("returns", column(returns, made -> Ids.parse(made.getId()), UUID[]::new))
        .param(
            "customers",
            column(
                returns,
                made -> {
                  UUID customerId = Ids.parse(made.getCustomerId());
                  return bearer.getOrDefault(customerId, customerId);
                },
                UUID[]::new))
        .param("currencies", column(returns, SalesReturn::getCurrency, String[]::new))
        .param("amounts", column(returns, made -> made.getRefundTotal().getAmount(), Long[]::new))
        .param(
            "times",
            column(
                returns,
                made -> Protos.instant("created_at", made.getCreatedAt()).toString(),
                String[]::new))
        .update();
  }

  private static Optional<UUID> customer(Order order) {
    return Uuids.parse(order.getCustomerId());
  }

  /** Empty where the order has none. */
  private static String businessDate(Order order) {
    Date day = order.getBusinessDate();
    return order.hasBusinessDate()
        ? LocalDate.of(day.getYear(), day.getMonth(), day.getDay()).toString()
        : "";
  }

  private static String completedAt(Order order) {
    return Protos.instant("completed_at", order.getCompletedAt()).toString();
  }
}
