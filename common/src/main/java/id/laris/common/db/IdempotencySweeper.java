package id.laris.common.db;

import id.laris.common.Caller;
import io.grpc.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deletes idempotency keys that have expired. The serving role sees one tenant at a time, so each
 * tenant's keys are swept after a write of its own, an hour after its first, beside the call and in
 * transactions of their own.
 */
@Component
class IdempotencySweeper {

  private static final Logger log = LoggerFactory.getLogger(IdempotencySweeper.class);
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final int AT_ONCE = 1_000;

  private final Transactions transactions;
  private final JdbcClient jdbc;
  private final Schemas schemas;
  private final Clock clock;
  private final Map<Place, Instant> lastSwept = new ConcurrentHashMap<>();

  IdempotencySweeper(Transactions transactions, JdbcClient jdbc, Schemas schemas, Clock clock) {
    this.transactions = transactions;
    this.jdbc = jdbc;
    this.schemas = schemas;
    this.clock = clock;
  }

  private record Place(String schema, UUID tenantId) {}

  /** To be called after each write under a key. */
  void sweepIfDue() {
    Place place = new Place(schemas.current(), Caller.current().tenantId());
    Instant now = clock.instant();
    Instant swept = lastSwept.putIfAbsent(place, now);
    boolean due = swept != null && !swept.plus(PAUSE).isAfter(now);
    if (!due || !lastSwept.replace(place, swept, now)) {
      return;
    }
    Thread.ofVirtual()
        .name("idempotency-sweep")
        .start(Context.current().wrap(() -> sweep(place, now)));
  }

  private void sweep(Place place, Instant now) {
    try {
      int deleted;
      do {
        deleted = transactions.write(() -> deleteSome(place, now));
      } while (deleted == AT_ONCE);
    } catch (RuntimeException e) {
      log.warn("expired idempotency keys of {} could not be deleted, the next hour will", place, e);
    }
  }

  private int deleteSome(Place place, Instant now) {
    return jdbc.sql(
            """
            delete from %1$s.idempotency_key where tenant_id = :tenant and (rpc, key) in (
              select rpc, key from %1$s.idempotency_key where tenant_id = :tenant and expires_at <= :now limit :atOnce)
            """
                .formatted(place.schema))
        .param("tenant", place.tenantId)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("atOnce", AT_ONCE)
        .update();
  }
}
