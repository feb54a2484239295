package id.laris.inventory.count;

import id.laris.common.Caller;
import id.laris.common.db.Sums;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The submitted parts of the tenant's counts. */
@Component
class CountParts {

  private final JdbcClient jdbc;
  private final Clock clock;

  CountParts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * One submitted part.
   *
   * @param requestHash of the request that it came with
   * @param lines how much was found of each variant
   */
  record Part(
      UUID countId, UUID id, String requestHash, SortedMap<UUID, Long> lines, Instant countedAt) {}

  /** Returns whether it was submitted before, and not replaced since. */
  boolean has(Part part) {
    return jdbc.sql(
            """
            select exists (
              select from inventory.stock_count_part where count_id = ? and id = ? and request_hash = ?)
            """)
        .params(part.countId(), part.id(), part.requestHash())
        .query(Boolean.class)
        .single();
  }

  /** Stores a part, in place of the one that had its id. */
  void put(Part part) {
    UUID user = Caller.current().isService() ? null : Caller.current().userId();
    jdbc.sql(
            """
            insert into inventory.stock_count_part
              (tenant_id, count_id, id, request_hash, variant_ids, quantities, counted_at, recorded_at, recorded_by)
            values (:tenant, :count, :id, :hash, :variants, :quantities, :countedAt, :now, :user)
            on conflict (tenant_id, count_id, id) do update
            set request_hash = excluded.request_hash, variant_ids = excluded.variant_ids, quantities = excluded.quantities,
                counted_at = excluded.counted_at, recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by
            """)
        .param("tenant", Caller.current().tenantId())
        .param("count", part.countId())
        .param("id", part.id())
        .param("hash", part.requestHash())
        .param("variants", part.lines().keySet().toArray(UUID[]::new))
        .param("quantities", part.lines().values().toArray(Long[]::new))
        .param("countedAt", part.countedAt().atOffset(ZoneOffset.UTC))
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("user", user, Types.OTHER)
        .update();
  }

  /** The parts of a count added up: each variant once. */
  List<Found> sums(UUID countId) {
    return jdbc.sql(
            """
            select line.variant_id, sum(line.quantity) as quantity, max(part.counted_at) as counted_at
            from inventory.stock_count_part part
            cross join lateral unnest(part.variant_ids, part.quantities) as line (variant_id, quantity)
            where part.count_id = ?
            group by line.variant_id order by line.variant_id
            """)
        .param(countId)
        .query(
            (row, number) ->
                new Found(
                    row.getObject("variant_id", UUID.class),
                    Sums.read(row, "quantity"),
                    row.getObject("counted_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
