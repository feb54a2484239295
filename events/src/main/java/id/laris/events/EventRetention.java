package id.laris.events;

import id.laris.common.Caller;
import id.laris.common.background.TenantJob;
import id.laris.common.background.TenantJobSource;
import id.laris.common.db.Schemas;
import id.laris.common.db.Writes;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deletes events that are older than the configured retention, and records their last number: a
 * reader that comes back with an older cursor is told that it has missed events. A job for each
 * schema.
 */
@Component
class EventRetention implements TenantJobSource {

  private static final Duration EVERY = Duration.ofHours(1);
  private static final int AT_ONCE = 1_000;

  private final JdbcClient jdbc;
  private final Writes writes;
  private final Schemas schemas;
  private final EventSettings settings;
  private final Clock clock;

  EventRetention(
      JdbcClient jdbc, Writes writes, Schemas schemas, EventSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.schemas = schemas;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public List<TenantJob> jobs() {
    return schemas.names().stream().<TenantJob>map(Sweep::new).toList();
  }

  /**
   * An event that was deleted.
   *
   * @param earlierPosition its earlier place, for cursors of earlier versions ({@link
   *     EarlierCursor}); behind all of them if the event never had one
   */
  private record Deleted(long number, long earlierPosition, long earlierNumber) {}

  private final class Sweep implements TenantJob {

    private final String schema;

    Sweep(String schema) {
      this.schema = schema;
    }

    @Override
    public String name() {
      return schema + ".event-retention";
    }

    @Override
    public String service() {
      return schemas.serviceOf(schema);
    }

    @Override
    public Duration every() {
      return EVERY;
    }

    @Override
    public void run() {
      OffsetDateTime before = clock.instant().minus(settings.retention()).atOffset(ZoneOffset.UTC);
      int deleted;
      do {
        deleted = writes.run(() -> deleteSome(before));
      } while (deleted == AT_ONCE);
    }

    /** The oldest, up to the first that is young enough; how many they were. */
    private int deleteSome(OffsetDateTime before) {
      List<Deleted> deleted =
          jdbc.sql(
                  """
                  with old as (
                    select number from (
                      select number, bool_and(occurred_at < :before) over (order by number) as is_old
                      from (
                        select number, occurred_at from %1$s.outbox
                        where tenant_id = :tenant order by number limit :atOnce
                      ) oldest
                    ) judged
                    where is_old
                  ), deleted as (
                    delete from %1$s.outbox event using old
                    where event.tenant_id = :tenant and event.number = old.number
                    returning event.number, event.earlier_position, event.earlier_number
                  )
                  select number, coalesce(earlier_position, :behindAll), coalesce(earlier_number, :behindAll)
                  from deleted order by number
                  """
                      .formatted(schema))
              .param("before", before)
              .param("tenant", Caller.current().tenantId())
              .param("atOnce", AT_ONCE)
              .param("behindAll", Long.MAX_VALUE)
              .query((row, n) -> new Deleted(row.getLong(1), row.getLong(2), row.getLong(3)))
              .list();
      if (!deleted.isEmpty()) {
        note(deleted.getLast());
      }
      return deleted.size();
    }

    private void note(Deleted last) {
      jdbc.sql(
              """
              insert into %s.outbox_retention as known (tenant_id, number, earlier_position, earlier_number)
              values (?, ?, ?, ?)
              on conflict (tenant_id) do update set number = excluded.number,
                earlier_position = excluded.earlier_position, earlier_number = excluded.earlier_number
                where known.number < excluded.number
              """
                  .formatted(schema))
          .params(
              Caller.current().tenantId(), last.number, last.earlierPosition, last.earlierNumber)
          .update();
    }
  }
}
