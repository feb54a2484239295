package id.laris.sales.stock;

import id.laris.common.Caller;
import id.laris.common.db.KnownTenants;
import id.laris.common.grpc.CallContext;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of attempts at holding stock that nobody owns yet. They need a transaction. */
@Component
class StockIntents {

  private static final String SCHEMA = "sales";
  private static final int AT_ONCE = 100;

  private final JdbcClient jdbc;
  private final KnownTenants tenants;
  private final Clock clock;

  StockIntents(JdbcClient jdbc, KnownTenants tenants, Clock clock) {
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.clock = clock;
  }

  /**
   * Notes a new attempt. Nothing is returned while another is under way, for the order or for the
   * same call.
   *
   * <p>It waits for the disk, although it soon goes: where Postgres dies and comes back between
   * this and the reservation, while this process lives on, nobody else would know what to give
   * back.
   *
   * @param evenUnderWay also while another is under way for the same call
   */
  Optional<Attempt> note(UUID orderId, boolean evenUnderWay) {
    tenants.note(SCHEMA, tenant());
    return jdbc.sql(
            """
            insert into sales.stock_intent (tenant_id, order_id, call_key, asked_at)
            values (:tenant, :order, :key, :now)
            on conflict do nothing
            returning revision
            """)
        .param("tenant", tenant())
        .param("order", orderId)
        .param("key", evenUnderWay ? null : callKey())
        .param("now", now())
        .query((row, number) -> new Attempt(orderId, row.getLong("revision")))
        .optional();
  }

  /**
   * Makes a new attempt of one that was given up.
   *
   * @param evenUnderWay also of one that may still be under way, which then comes to nothing
   */
  Optional<Attempt> takeOver(UUID orderId, boolean evenUnderWay) {
    return jdbc.sql(
            """
            update sales.stock_intent set revision = default, call_key = null, asked_at = :now, given_up = false
            where tenant_id = :tenant and order_id = :order and (given_up or :evenUnderWay)
            returning revision
            """)
        .param("tenant", tenant())
        .param("order", orderId)
        .param("now", now())
        .param("evenUnderWay", evenUnderWay)
        .query((row, number) -> new Attempt(orderId, row.getLong("revision")))
        .optional();
  }

  /** Ends the attempt because the order owns the hold now; false where it was given up. */
  boolean handOver(Attempt attempt) {
    return jdbc.sql(
                """
                delete from sales.stock_intent
                where tenant_id = ? and order_id = ? and revision = ? and not given_up
                """)
            .params(tenant(), attempt.orderId(), attempt.revision())
            .update()
        == 1;
  }

  /** From now on the attempt cannot be handed over; false where it was already, or is no more. */
  boolean giveUp(Attempt attempt) {
    return jdbc.sql(
                """
                update sales.stock_intent set given_up = true, call_key = null
                where tenant_id = ? and order_id = ? and revision = ?
                """)
            .params(tenant(), attempt.orderId(), attempt.revision())
            .update()
        == 1;
  }

  /** Gives up some of the attempts that are older than this, those given up before included. */
  List<Attempt> giveUpOlderThan(Duration age) {
    return jdbc.sql(
            """
            update sales.stock_intent set given_up = true, call_key = null
            where tenant_id = :tenant and order_id in (
              select order_id from sales.stock_intent
              where tenant_id = :tenant and (given_up or asked_at < :before)
              order by asked_at limit :atOnce for update skip locked)
            returning order_id, revision
            """)
        .param("tenant", tenant())
        .param("before", now().minus(age))
        .param("atOnce", AT_ONCE)
        .query(
            (row, number) ->
                new Attempt(row.getObject("order_id", UUID.class), row.getLong("revision")))
        .list();
  }

  /** Ends an attempt that was given up, once nothing is held by it. */
  void forget(Attempt attempt) {
    jdbc.sql(
            """
            delete from sales.stock_intent
            where tenant_id = ? and order_id = ? and revision = ? and given_up
            """)
        .params(tenant(), attempt.orderId(), attempt.revision())
        .update();
  }

  private static UUID tenant() {
    return Caller.current().tenantId();
  }

  private static @Nullable String callKey() {
    CallContext call = CallContext.current();
    String key = call.idempotencyKey();
    return key == null ? null : call.rpc() + " " + key;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
