package id.laris.staff.performance;

import id.laris.common.Caller;
import id.laris.common.db.Conditions;
import id.laris.common.db.Sums;
import id.laris.staff.time.Period;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sales of employees on each day, read in the current transaction. */
@Component
class SalesDays {

  private final JdbcClient jdbc;

  SalesDays(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record SalesDay(UUID employeeId, LocalDate day, SalesFigures figures) {}

  private static Conditions within(Period period, @Nullable UUID locationId) {
    Conditions conditions =
        new Conditions()
            .add("tenant_id = :tenant", "tenant", Caller.current().tenantId())
            .add("business_date >= :from", "from", period.from())
            .add("business_date <= :to", "to", period.to());
    return locationId == null
        ? conditions
        : conditions.add("location_id = :location", "location", locationId);
  }

  /** The days of employees in a period; at all locations if none is given. */
  List<SalesDay> find(Collection<UUID> employeeIds, Period period, @Nullable UUID locationId) {
    Conditions conditions =
        within(period, locationId)
            .add("employee_id = any(:employees)", "employees", employeeIds.toArray(UUID[]::new));
    return conditions
        .apply(
            jdbc.sql(
                """
                select employee_id, business_date, currency, sum(orders) as orders, sum(items) as items, sum(net) as net,
                  sum(discounts) as discounts, sum(refunds) as refunds
                from staff.sales_day%s
                group by employee_id, business_date, currency
                """
                    .formatted(conditions.where())))
        .query(
            (row, number) ->
                new SalesDay(
                    row.getObject("employee_id", UUID.class),
                    row.getObject("business_date", LocalDate.class),
                    new SalesFigures(
                        row.getString("currency"),
                        Sums.read(row, "orders"),
                        Sums.read(row, "items"),
                        Sums.read(row, "net"),
                        Sums.read(row, "discounts"),
                        Sums.read(row, "refunds"))))
        .list();
  }

  /** The ids of those who have sold in a period, in their order. */
  List<UUID> employees(Period period, @Nullable UUID locationId, @Nullable UUID after, int most) {
    Conditions conditions = within(period, locationId);
    if (after != null) {
      conditions.add("employee_id > :after", "after", after);
    }
    return conditions
        .apply(
            jdbc.sql(
                "select distinct employee_id from staff.sales_day%s order by employee_id limit %d"
                    .formatted(conditions.where(), most)))
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }
}
