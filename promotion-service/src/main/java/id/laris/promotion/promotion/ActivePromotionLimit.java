package id.laris.promotion.promotion;

import id.laris.common.Caller;
import id.laris.common.db.Change;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.Promotion.State;
import id.laris.promotion.json.ProtoJson;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Limits how many promotions of a tenant are active, and how large they are together: all of them
 * go to sales in one answer whenever an order is priced, and an answer has at most 4 MiB.
 *
 * <p>Transactions that make promotions active, or active ones larger, run one after another in a
 * tenant, so that two at the same moment do not pass together. Each locks its promotion before.
 */
@Component
class ActivePromotionLimit {

  static final int MOST = 200;

  /** The coupons of an order add their promotions to the answer, which are not active perhaps. */
  static final int MOST_BYTES = 2 * 1024 * 1024;

  private final JdbcClient jdbc;

  ActivePromotionLimit(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Active(int count, long bytes) {}

  /** Refuses creates and updates after which too much would be active. */
  void check(List<Change<Promotion, id.laris.pos.v1.Promotion>> changes) {
    for (Change<Promotion, id.laris.pos.v1.Promotion> change : changes) {
      boolean wasActive = change.before().getState() == State.ACTIVE;
      boolean larger = change.alters(id.laris.pos.v1.Promotion::getRules);
      if (change.after().getState() == State.ACTIVE && (!wasActive || larger)) {
        String rules = ProtoJson.write(change.after().getRules());
        requireRoom(change.row().id(), ProtoJson.bytes(rules), change.field("state"));
      }
    }
  }

  /** Refuses to restore a promotion after which too much would be active. */
  void checkRestored(Promotion promotion, String field) {
    if (promotion.hasState(State.ACTIVE)) {
      requireRoom(promotion.id(), ProtoJson.bytes(promotion.rulesJson()), field);
    }
  }

  private void requireRoom(UUID id, int bytes, String field) {
    lock();
    Active others = others(id);
    // There may be more already, from before there was a maximum.
    if (others.count >= MOST) {
      throw Errors.invalid(
          field,
          "makes one more active than the maximum of %d promotions: end or pause another first"
              .formatted(MOST));
    }
    if (others.bytes + bytes > MOST_BYTES) {
      throw Errors.invalid(
          field,
          "makes the rules of the active promotions larger than the maximum of %d bytes together: end or pause another first, or name categories and tags in place of products"
              .formatted(MOST_BYTES));
    }
  }

  private void lock() {
    jdbc.sql(
            "select pg_advisory_xact_lock(hashtextextended('active promotions' || current_setting('app.tenant_id'), 0))::text")
        .query(String.class)
        .single();
  }

  private Active others(UUID id) {
    return jdbc.sql(
            """
            select count(*) as count, coalesce(sum(octet_length(rules::text)), 0) as bytes from promotion.promotion
            where tenant_id = :tenant and state = 'ACTIVE' and deleted_at is null and id <> :id
            """)
        .param("tenant", Caller.current().tenantId())
        .param("id", id)
        .query((row, number) -> new Active(row.getInt("count"), row.getLong("bytes")))
        .single();
  }
}
