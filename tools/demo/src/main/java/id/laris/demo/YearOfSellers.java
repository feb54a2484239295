package id.laris.demo;

import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The notes that staff-service would have made of the orders of the year: the sales of each
 * employee by day, and the commissions. Lines are those of their sample, so they are added up once
 * for each sample, and not for each order.
 */
final class YearOfSellers {

  private final Database database;
  private final SeededIds ids;
  private final LocalDate firstDay;

  YearOfSellers(Database database, SeededIds ids, LocalDate firstDay) {
    this.database = database;
    this.ids = ids;
    this.firstDay = firstDay;
  }

  /** Adds up the samples, which {@link YearOfSales} has put aside. */
  void begin() {
    beAllThereFromTheFirstDayOn();
    database.run(
        """
        -- PB1 is added to the prices, so there is no tax in the net amount.
        create temp table demo_figures on commit drop as
        select order_id as sample, sum(quantity) as items, sum(gross - discount) as net, sum(discount) as discounts
        from demo_item group by order_id;
        create temp table demo_sold_day (
          employee_id uuid, day date, location_id uuid, orders bigint, items bigint, net bigint, discounts bigint) on commit drop;
        create temp table demo_earning on commit drop as
        select * from (
          select i.order_id as sample, i.id as item_id, i.gross - i.discount as net, i.quantity, r.id as rule_id, r.version as rule_version,
            r.role_id, case when r.percent_ppm is null then r.amount_per_piece * i.quantity
              -- Rounded half up to a whole rupiah.
              else div((i.gross - i.discount) * r.percent_ppm::numeric + 50000000, 100000000)::bigint * 100 end as amount
          from demo_item i
          join staff.commission_rule r on r.tenant_id = i.tenant_id and i.category_ids @> to_jsonb(r.category_id::text) and r.id in (%s)) earned
        where amount <> 0;
        analyze demo_figures;
        analyze demo_earning;
        """
            .formatted(list("commission rule", Team.RULES)));
  }

  /** Rules count as they were stored when an order was completed. */
  private void beAllThereFromTheFirstDayOn() {
    String opening = "'" + firstDay.minusDays(1) + "T00:00:00Z'";
    database.run(
        """
        update staff.employee set created_at = %1$s, updated_at = %1$s where tenant_id = :tenant and id in (%2$s);
        update staff.register set created_at = %1$s, updated_at = %1$s where tenant_id = :tenant and id in (%3$s);
        update staff.commission_rule set created_at = %1$s, updated_at = %1$s where tenant_id = :tenant and id in (%4$s);
        update staff.commission_rule_version set stored_at = %1$s where tenant_id = :tenant and rule_id in (%4$s);
        """
            .formatted(
                opening,
                list("employee", Shop.ALL.size() * Shop.STAFF),
                list("register", Shop.ALL.size() * Shop.MOST_REGISTERS),
                list("commission rule", Team.RULES)));
  }

  private String list(String kind, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> "'" + ids.of(kind, number) + "'")
        .collect(Collectors.joining(", "));
  }

  /** Notes the completed orders that are in {@code demo_plan} now. */
  void note() {
    database.run(
        """
        insert into staff.counted_order (tenant_id, order_id)
        select :tenant, id from demo_plan where receipt_number is not null order by id;
        insert into demo_sold_day
        select plan.employee_id, plan.day, shift.location_id, count(*), sum(figures.items), sum(figures.net), sum(figures.discounts)
        from demo_plan plan join demo_figures figures using (sample) join demo_shift shift on shift.id = plan.shift_id
        where plan.receipt_number is not null
        group by 1, 2, 3;
        insert into staff.commission
          (tenant_id, id, version, created_at, updated_at, employee_id, kind, amount, currency, order_id, item_id, receipt_number,
           business_date, net, quantity, rule_id, rule_version, reference, occurred_at)
        select :tenant, %2$s, 0, at, at, employee_id, 'EARNED', amount, '%3$s', order_id, item_id, receipt_number, day, net, quantity, rule_id,
          rule_version, '', at
        from (
          select plan.*, plan.id as order_id, (left(plan.id::text, %1$d) || right(earning.item_id::text, 4))::uuid as item_id, earning.net,
            earning.quantity, earning.rule_id, earning.rule_version, earning.amount
          from demo_plan plan
          join demo_earning earning using (sample)
          join staff.employee seller on seller.tenant_id = :tenant and seller.id = plan.employee_id
          where plan.receipt_number is not null and (earning.role_id is null or earning.role_id = any(seller.role_ids))) earned
        order by order_id, item_id;
        """
            .formatted(
                SeededIds.DIGITS_OF_ORDER,
                Database.idOf("at", "'commission' || item_id"),
                Chain.CURRENCY));
  }

  /** Follows the orders, once all are noted: commissions are paid at the beginning of a month. */
  void follow() {
    database.run(
        """
        insert into staff.sales_day
          (tenant_id, employee_id, business_date, location_id, currency, orders, items, net, discounts, refunds)
        select :tenant, employee_id, day, location_id, '%1$s', sum(orders), sum(items), sum(net), sum(discounts), 0
        from demo_sold_day group by employee_id, day, location_id;
        insert into staff.commission
          (tenant_id, id, version, created_at, updated_at, employee_id, kind, amount, currency, receipt_number, quantity, rule_version,
           reference, occurred_at)
        select :tenant, %2$s, 0, at, at, employee_id, 'PAID', -amount, '%1$s', '', 0, 0, 'Gaji ' || to_char(month, 'YYYY-MM'), at
        from (
          select employee_id, date_trunc('month', business_date)::date as month, sum(amount) as amount,
            (date_trunc('month', business_date) + interval '1 month 3 hours') at time zone 'UTC' as at
          from staff.commission where tenant_id = :tenant and kind = 'EARNED' group by 1, 2, 4) earned
        where at < (select max(occurred_at) from staff.commission where tenant_id = :tenant)
        """
            .formatted(
                Chain.CURRENCY, Database.idOf("at", "'payout' || employee_id || month::text")));
  }
}
