package id.laris.staff.performance;

import static id.laris.common.db.Columns.column;

import id.laris.common.Caller;
import id.laris.common.money.Amounts;
import id.laris.staff.sale.OrderFollower;
import id.laris.staff.sale.ReturnFollower;
import id.laris.staff.sale.ReturnedGoods;
import id.laris.staff.sale.Sale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts completed orders in the days of the people who sold them, and the goods that come back,
 * each order and each return once, by one statement: so they may arrive in any order and
 * repeatedly.
 */
@Component
class CountSales implements OrderFollower, ReturnFollower {

  /** In the order of the keys, so that two countings wait for each other instead of deadlocking. */
  private static final String COUNT =
      """
      with added as (
        insert into staff.counted_order (tenant_id, order_id)
        select distinct :tenant::uuid, order_id from unnest(:orders) wanted (order_id) order by order_id
        on conflict (tenant_id, order_id) do nothing
        returning order_id
      )
      insert into staff.sales_day as known
        (tenant_id, employee_id, business_date, location_id, currency, orders, items, net, discounts, refunds)
      select :tenant, employee_id, business_date::date, location_id, currency, count(*), sum(items), sum(net), sum(discounts), 0
      from added
      join unnest(:orders, :employees, :days, :locations, :currencies, :items, :nets, :discounts)
        as sold (order_id, employee_id, business_date, location_id, currency, items, net, discounts) using (order_id)
      group by employee_id, business_date::date, location_id, currency
      order by employee_id, business_date::date, location_id, currency
      on conflict (tenant_id, employee_id, business_date, location_id, currency) do update set
        orders = known.orders + excluded.orders, items = known.items + excluded.items, net = known.net + excluded.net,
        discounts = known.discounts + excluded.discounts
      """;

  /** The same for returned goods, in the day on which they came back. */
  private static final String COUNT_RETURNS =
      """
      with added as (
        insert into staff.counted_return (tenant_id, return_id)
        select distinct :tenant::uuid, return_id from unnest(:returns) wanted (return_id) order by return_id
        on conflict (tenant_id, return_id) do nothing
        returning return_id
      )
      insert into staff.sales_day as known
        (tenant_id, employee_id, business_date, location_id, currency, orders, items, net, discounts, refunds)
      select :tenant, employee_id, business_date::date, location_id, currency, 0, 0, 0, 0, sum(refunds)
      from added
      join unnest(:returns, :employees, :days, :locations, :currencies, :refunds)
        as back (return_id, employee_id, business_date, location_id, currency, refunds) using (return_id)
      group by employee_id, business_date::date, location_id, currency
      order by employee_id, business_date::date, location_id, currency
      on conflict (tenant_id, employee_id, business_date, location_id, currency) do update set
        refunds = known.refunds + excluded.refunds
      """;

  /** The location of sales without one. */
  private static final UUID NOWHERE = new UUID(0, 0);

  private final JdbcClient jdbc;

  CountSales(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The part of an order that one employee has sold. */
  private record Part(
      UUID orderId,
      UUID employeeId,
      LocalDate day,
      @Nullable UUID locationId,
      String currency,
      long items,
      long net,
      long discounts) {

    Part plus(Part other) {
      return new Part(
          orderId,
          employeeId,
          day,
          locationId,
          currency,
          Amounts.add(items, other.items),
          Amounts.add(net, other.net),
          Amounts.add(discounts, other.discounts));
    }
  }

  @Override
  public void follow(List<Sale> sales) {
    Map<UUID, Sale> once = new HashMap<>();
    sales.forEach(sale -> once.put(sale.orderId(), sale));
    List<Part> parts = once.values().stream().flatMap(sale -> parts(sale).stream()).toList();
    if (parts.isEmpty()) {
      return;
    }
    jdbc.sql(COUNT)
        .param("tenant", Caller.current().tenantId())
        .param("orders", column(parts, Part::orderId, UUID[]::new))
        .param("employees", column(parts, Part::employeeId, UUID[]::new))
        .param("days", column(parts, part -> part.day.toString(), String[]::new))
        .param("locations", column(parts, part -> orNowhere(part.locationId), UUID[]::new))
        .param("currencies", column(parts, Part::currency, String[]::new))
        .param("items", column(parts, Part::items, Long[]::new))
        .param("nets", column(parts, Part::net, Long[]::new))
        .param("discounts", column(parts, Part::discounts, Long[]::new))
        .update();
  }

  /** A line of a return. */
  private record Back(ReturnedGoods goods, ReturnedGoods.Line line) {}

  @Override
  public void followReturns(List<ReturnedGoods> returns) {
    Map<UUID, ReturnedGoods> once = new HashMap<>();
    returns.forEach(goods -> once.put(goods.returnId(), goods));
    List<Back> lines =
        once.values().stream()
            .flatMap(goods -> goods.lines().stream().map(line -> new Back(goods, line)))
            .toList();
    if (lines.isEmpty()) {
      return;
    }
    jdbc.sql(COUNT_RETURNS)
        .param("tenant", Caller.current().tenantId())
        .param("returns", column(lines, back -> back.goods.returnId(), UUID[]::new))
        .param("employees", column(lines, back -> back.line.employeeId(), UUID[]::new))
        .param("days", column(lines, back -> back.goods.businessDate().toString(), String[]::new))
        .param("locations", column(lines, back -> orNowhere(back.goods.locationId()), UUID[]::new))
        .param("currencies", column(lines, back -> back.goods.currency(), String[]::new))
        .param("refunds", column(lines, back -> back.line.net(), Long[]::new))
        .update();
  }

  private static UUID orNowhere(@Nullable UUID locationId) {
    return locationId == null ? NOWHERE : locationId;
  }

  private static List<Part> parts(Sale sale) {
    Map<UUID, Part> byEmployee = new HashMap<>();
    for (Sale.Line line : sale.lines()) {
      byEmployee.merge(
          line.employeeId(),
          new Part(
              sale.orderId(),
              line.employeeId(),
              sale.businessDate(),
              sale.locationId(),
              sale.currency(),
              line.unitDecimals() == 0 ? line.quantity() : 1,
              line.net(),
              line.discount()),
          Part::plus);
    }
    return new ArrayList<>(byEmployee.values());
  }
}
