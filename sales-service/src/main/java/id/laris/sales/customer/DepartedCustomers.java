package id.laris.sales.customer;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.KnownTenants;
import id.laris.pos.v1.Customer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Customers who were merged or anonymised. Their orders are changed at once, and once more later: a
 * call that had asked for such a customer before may store its order after the first time, and no
 * call lasts until the second. Every method needs a transaction.
 */
@Component
class DepartedCustomers {

  private static final Duration LONGER_THAN_ANY_CALL = Duration.ofMinutes(5);

  private final OrdersOfCustomer orders;
  private final CustomerNames names;
  private final KnownTenants tenants;
  private final JdbcClient jdbc;
  private final Clock clock;

  DepartedCustomers(
      OrdersOfCustomer orders,
      CustomerNames names,
      KnownTenants tenants,
      JdbcClient jdbc,
      Clock clock) {
    this.orders = orders;
    this.names = names;
    this.tenants = tenants;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private record Departed(Customer customer, boolean anonymized, OffsetDateTime lookAgainAt) {}

  void depart(Customer customer, boolean anonymized) {
    changeOrders(customer, anonymized);
    tenants.note("sales", Caller.current().tenantId());
    jdbc.sql(
            """
            insert into sales.departed_customer as known (tenant_id, customer_id, customer_number, merged_into, anonymized, look_again_at)
            values (:tenant, :customer, :number, :into, :anonymized, :at)
            on conflict (tenant_id, customer_id) do update set
              merged_into = excluded.merged_into, anonymized = known.anonymized or excluded.anonymized, look_again_at = excluded.look_again_at
            """)
        .param("tenant", Caller.current().tenantId())
        .param("customer", Ids.parse(customer.getId()))
        .param("number", customer.getNumber())
        .param("into", Ids.parseOrNull(customer.getMergedInto()), Types.OTHER)
        .param("anonymized", anonymized)
        .param("at", clock.instant().plus(LONGER_THAN_ANY_CALL).atOffset(ZoneOffset.UTC))
        .update();
  }

  /**
   * Changes the orders of some whose time has come, in the order of their departures, and returns
   * how many these were.
   */
  int lookAgain(int atMost) {
    List<Departed> due =
        jdbc.sql(
                """
                delete from sales.departed_customer where tenant_id = :tenant and customer_id in (
                  select customer_id from sales.departed_customer
                  where tenant_id = :tenant and look_again_at <= :now order by look_again_at limit :most for update)
                returning customer_id, customer_number, merged_into, anonymized, look_again_at
                """)
            .param("tenant", Caller.current().tenantId())
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("most", atMost)
            .query((row, number) -> read(row))
            .list();
    due.stream()
        .sorted(Comparator.comparing(Departed::lookAgainAt))
        .forEach(one -> changeOrders(one.customer, one.anonymized));
    return due.size();
  }

  private void changeOrders(Customer customer, boolean anonymized) {
    if (!customer.getMergedInto().isEmpty()) {
      orders.move(Ids.parse(customer.getId()), Ids.parse(customer.getMergedInto()));
    }
    if (anonymized) {
      names.forget(customer);
    }
  }

  private static Departed read(ResultSet row) throws SQLException {
    return new Departed(
        Customer.newBuilder()
            .setId(row.getString("customer_id"))
            .setNumber(row.getString("customer_number"))
            .setMergedInto(Ids.text(row.getObject("merged_into", UUID.class)))
            .build(),
        row.getBoolean("anonymized"),
        row.getObject("look_again_at", OffsetDateTime.class));
  }
}
