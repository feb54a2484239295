package id.laris.promotion.customer;

import id.laris.common.Caller;
import id.laris.promotion.counter.Counters;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Customers who were merged. Their coupons and uses go to the other at once, and once more later:
 * an order that had such a customer before may be counted after the first time, and no call lasts
 * until the second. Every method needs a transaction.
 */
@Component
class MergedCustomers {

  private static final Duration LONGER_THAN_ANY_CALL = Duration.ofMinutes(5);

  private final Counters counters;
  private final JdbcClient jdbc;
  private final Clock clock;

  MergedCustomers(Counters counters, JdbcClient jdbc, Clock clock) {
    this.counters = counters;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private record Merged(UUID customerId, UUID into) {}

  void merge(UUID customerId, UUID into) {
    move(customerId, into);
    // Late uses of a customer who was merged into this one go the whole way.
    inTenant(
            "update promotion.merged_customer set merged_into = :into where tenant_id = :tenant and merged_into = :customer")
        .param("customer", customerId)
        .param("into", into)
        .update();
    inTenant(
            """
            insert into promotion.merged_customer as known (tenant_id, customer_id, merged_into, look_again_at)
            values (:tenant, :customer, :into, :at)
            on conflict (tenant_id, customer_id) do update set merged_into = excluded.merged_into, look_again_at = excluded.look_again_at
            """)
        .param("customer", customerId)
        .param("into", into)
        .param("at", clock.instant().plus(LONGER_THAN_ANY_CALL).atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Moves what some have by now whose time has come, and returns how many these were. */
  int lookAgain(int atMost) {
    List<Merged> due =
        inTenant(
                """
                delete from promotion.merged_customer where tenant_id = :tenant and customer_id in (
                  select customer_id from promotion.merged_customer
                  where tenant_id = :tenant and look_again_at <= :now order by look_again_at limit :most for update)
                returning customer_id, merged_into
                """)
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("most", atMost)
            .query(
                (row, number) ->
                    new Merged(
                        row.getObject("customer_id", UUID.class),
                        row.getObject("merged_into", UUID.class)))
            .list();
    due.forEach(one -> move(one.customerId, one.into));
    return due.size();
  }

  /**
   * Reservations are locked before counters, as everywhere. One that is stored while the counters
   * are moved is moved with them if it was counted before, and stays with its count if after.
   */
  private void move(UUID from, UUID into) {
    moveCoupons(from, into);
    lockReservations(from);
    counters.move(from, into);
    moveReservations(from, into);
  }

  private void moveCoupons(UUID from, UUID into) {
    inTenant(
            """
            update promotion.coupon set customer_id = :into, version = version + 1, updated_at = :now
            where tenant_id = :tenant and id in (
              select id from promotion.coupon where tenant_id = :tenant and customer_id = :from order by id for no key update)
            """)
        .param("from", from)
        .param("into", into)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private void lockReservations(UUID from) {
    var _ =
        inTenant(
                """
                select order_id from promotion.usage_reservation where tenant_id = :tenant and customer_id = :from
                order by order_id for update
                """)
            .param("from", from)
            .query((row, number) -> row.getObject(1, UUID.class))
            .list();
  }

  private void moveReservations(UUID from, UUID into) {
    inTenant(
            """
            update promotion.usage_reservation set customer_id = :into where tenant_id = :tenant and customer_id = :from
            """)
        .param("from", from)
        .param("into", into)
        .update();
  }

  private StatementSpec inTenant(String sql) {
    return jdbc.sql(sql).param("tenant", Caller.current().tenantId());
  }
}
