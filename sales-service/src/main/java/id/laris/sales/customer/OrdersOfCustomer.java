package id.laris.sales.customer;

import id.laris.common.Caller;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Changes what the orders of a customer say of it. Each changed order gets a new version, so that
 * no draft that was read before is stored over it. Orders are locked in the order of their ids,
 * some at a time. Every method needs a transaction.
 */
@Component
class OrdersOfCustomer {

  private static final int AT_ONCE = 1_000;

  private final JdbcClient jdbc;
  private final Clock clock;

  OrdersOfCustomer(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Lists the orders of one customer under another. Their copy of name and number stays. */
  void move(UUID from, UUID into) {
    int moved;
    do {
      moved =
          jdbc.sql(
                  """
                  update sales.sales_order set customer_id = :into, version = version + 1, updated_at = :now
                  where tenant_id = :tenant and id in (
                    select id from sales.sales_order where tenant_id = :tenant and customer_id = :from
                    order by id limit :atOnce for no key update)
                  """)
              .param("tenant", tenant())
              .param("from", from)
              .param("into", into)
              .param("now", clock.instant().atOffset(ZoneOffset.UTC))
              .param("atOnce", AT_ONCE)
              .update();
    } while (moved == AT_ONCE);
  }

  /** Returns the numbers by which the orders of a customer know it. */
  Set<String> numbers(UUID customerId) {
    return jdbc.sql(
            """
            select distinct customer_number from sales.sales_order
            where tenant_id = ? and customer_id = ? and customer_number <> ''
            """)
        .params(tenant(), customerId)
        .query((row, number) -> row.getString("customer_number"))
        .set();
  }

  /**
   * Empties the name in the orders of a customer.
   *
   * @param holder the customer under whom the orders are listed: another, once this one is merged
   * @param numbers those by which the orders know the customer
   */
  void forgetName(UUID holder, Set<String> numbers) {
    int forgotten;
    do {
      forgotten =
          jdbc.sql(
                  """
                  update sales.sales_order set customer_name = '', version = version + 1, updated_at = :now
                  where tenant_id = :tenant and id in (
                    select id from sales.sales_order
                    where tenant_id = :tenant and customer_id = :holder and customer_name <> '' and customer_number = any(:numbers)
                    order by id limit :atOnce for no key update)
                  """)
              .param("tenant", tenant())
              .param("holder", holder)
              .param("numbers", numbers.toArray(String[]::new))
              .param("now", clock.instant().atOffset(ZoneOffset.UTC))
              .param("atOnce", AT_ONCE)
              .update();
    } while (forgotten == AT_ONCE);
  }

  private static UUID tenant() {
    return Caller.current().tenantId();
  }
}
