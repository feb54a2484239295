package id.laris.sales.hold;

import id.laris.common.Caller;
import id.laris.common.db.KnownTenants;
import id.laris.common.grpc.CallContext;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The notes of attempts whose holds belong to no order yet. Every method needs a transaction. The
 * table is called {@code stock_intent} because stock was the first holder.
 */
@Component
class HoldIntents {

  private static final String SCHEMA = "sales";
  private static final int AT_ONCE = 100;

  private final JdbcClient jdbc;
  private final KnownTenants tenants;
  private final Clock clock;

  HoldIntents(JdbcClient jdbc, KnownTenants tenants, Clock clock) {
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.clock = clock;
  }

  /**
   * Notes a new attempt. Nothing is returned while another is under way, for the order or for the
   * same call.
   *
   * <p>The commit waits for the disk, although the note is soon deleted: if Postgres crashed and
   * recovered before a holder is asked, while this process lives on, nobody else would know what to
   * release.
   *
   * @param evenUnderWay also while another is under way for the same call
   */
  Optional<HoldIntent> note(UUID orderId, Set<String> holders, boolean evenUnderWay) {
    tenants.note(SCHEMA, tenant());
    return jdbc.sql(
            """
            insert into sales.stock_intent (tenant_id, order_id, call_key, asked_at, holders)
            values (:tenant, :order, :key, :now, :holders)
            on conflict do nothing
            returning order_id, revision, holders
            """)
        .param("tenant", tenant())
        .param("order", orderId)
        .param("key", evenUnderWay ? null : callKey())
        .param("now", now())
        .param("holders", holders.toArray(String[]::new))
        .query(HoldIntents::read)
        .optional();
  }

  /**
   * Makes a new attempt of one that was given up. Its note names the holders of both.
   *
   * @param evenUnderWay also of one that may still be under way, which then fails
   */
  Optional<HoldIntent> takeOver(UUID orderId, Set<String> holders, boolean evenUnderWay) {
    return jdbc.sql(
            """
            update sales.stock_intent set revision = default, call_key = null, asked_at = :now, given_up = false,
              holders = array(select unnest(holders) union select unnest(cast(:holders as text[])))
            where tenant_id = :tenant and order_id = :order and (given_up or :evenUnderWay)
            returning order_id, revision, holders
            """)
        .param("tenant", tenant())
        .param("order", orderId)
        .param("now", now())
        .param("evenUnderWay", evenUnderWay)
        .param("holders", holders.toArray(String[]::new))
        .query(HoldIntents::read)
        .optional();
  }

  /** Ends the attempt because the order owns the holds now; false where it was given up. */
  boolean handOver(HoldKey key) {
    return jdbc.sql(
                """
                delete from sales.stock_intent
                where tenant_id = ? and order_id = ? and revision = ? and not given_up
                """)
            .params(tenant(), key.orderId(), key.revision())
            .update()
        == 1;
  }

  /** From now on the attempt cannot be handed over; false where it was already, or is no more. */
  boolean giveUp(HoldKey key) {
    return jdbc.sql(
                """
                update sales.stock_intent set given_up = true, call_key = null
                where tenant_id = ? and order_id = ? and revision = ?
                """)
            .params(tenant(), key.orderId(), key.revision())
            .update()
        == 1;
  }

  /**
   * Gives up some of the attempts that are older than this, those given up before included. Each
   * goes to the end of the queue, so that those which cannot be released do not keep back the
   * others.
   */
  List<HoldIntent> giveUpOlderThan(Duration age) {
    return jdbc.sql(
            """
            update sales.stock_intent set given_up = true, call_key = null, asked_at = :now
            where tenant_id = :tenant and order_id in (
              select order_id from sales.stock_intent
              where tenant_id = :tenant and (given_up or asked_at < :before)
              order by asked_at limit :atOnce for update skip locked)
            returning order_id, revision, holders
            """)
        .param("tenant", tenant())
        .param("now", now())
        .param("before", now().minus(age))
        .param("atOnce", AT_ONCE)
        .query(HoldIntents::read)
        .list();
  }

  private static HoldIntent read(ResultSet row, int number) throws SQLException {
    return new HoldIntent(
        new HoldKey(row.getObject("order_id", UUID.class), row.getLong("revision")),
        Set.of((String[]) row.getArray("holders").getArray()));
  }

  /** Deletes the note of an attempt that was given up, once nothing is held by it. */
  void delete(HoldKey key) {
    jdbc.sql(
            """
            delete from sales.stock_intent
            where tenant_id = ? and order_id = ? and revision = ? and given_up
            """)
        .params(tenant(), key.orderId(), key.revision())
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
