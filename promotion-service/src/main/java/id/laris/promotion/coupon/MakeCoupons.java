package id.laris.promotion.coupon;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Outbox;
import id.laris.events.types.PromotionEvents;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes a part of the coupons of a batch. The batch counts them in the same transaction, so that
 * whatever crashes, there are never more than were wanted. A code that a coupon has already is
 * drawn again in the next part. One event tells that all are made; none tells of each.
 */
@Component
class MakeCoupons {

  /** The most coupons of one transaction. */
  static final int AT_ONCE = 1_000;

  private final CouponBatches batches;
  private final RandomCodes codes;
  private final Outbox outbox;
  private final JdbcClient jdbc;
  private final Clock clock;

  MakeCoupons(
      CouponBatches batches, RandomCodes codes, Outbox outbox, JdbcClient jdbc, Clock clock) {
    this.batches = batches;
    this.codes = codes;
    this.outbox = outbox;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Makes some of a batch that is stored and locked, and returns it as it is then. */
  CouponBatch run(CouponBatch batch) {
    if (batch.isDone()) {
      return batch;
    }
    List<String> drawn = codes.draw(batch, Math.min(AT_ONCE, batch.missing())).toList();
    batch.count(insert(batch, drawn));
    CouponBatch stored = batches.saveAndFlush(batch);
    if (stored.isDone()) {
      outbox.add(PromotionEvents.COUPONS_GENERATED, stored, stored.toProto());
    }
    return stored;
  }

  /** Returns how many codes were new. */
  private int insert(CouponBatch batch, List<String> drawn) {
    return jdbc.sql(
            """
            insert into promotion.coupon (tenant_id, id, version, created_at, updated_at, promotion_id, code, code_key, max_uses,
              max_uses_per_customer, starts_at, ends_at, batch_id)
            select :tenant, drawn.id, 0, :now, :now, batch.promotion_id, drawn.code, drawn.code_key, batch.max_uses,
              batch.max_uses_per_customer, batch.starts_at, batch.ends_at, batch.id
            from promotion.coupon_batch batch, unnest(:ids, :codes, :keys) drawn (id, code, code_key)
            where batch.tenant_id = :tenant and batch.id = :batch
            on conflict (tenant_id, code_key) do nothing
            """)
        .param("tenant", Caller.current().tenantId())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("batch", batch.id())
        .param("ids", Stream.generate(Ids::next).limit(drawn.size()).toArray(UUID[]::new))
        .param("codes", drawn.toArray(String[]::new))
        .param("keys", drawn.stream().map(CouponCode::key).toArray(String[]::new))
        .update();
  }
}
