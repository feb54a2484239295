package id.laris.events;

import id.laris.common.Caller;
import id.laris.common.db.Schemas;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The cursors up to which consumers have applied the events of the caller's tenant. The lock on a
 * cursor's row also serialises a consumer's work on a tenant.
 */
@Component
class ConsumerCursors {

  /**
   * Parked events are looked for as of the beginning of the statement, though it may have waited
   * for the lock on the cursor. None that matters is missed: whoever parks one moves the cursor.
   */
  private static final String HAS_PARKED =
      "returning exists (select from %1$s.parked_event where tenant_id = :tenant and consumer = :consumer)";

  private static final String MOVE =
      """
      update %1$s.consumer_cursor set cursor = :next, moved_at = :now
      where tenant_id = :tenant and consumer = :consumer and cursor = :expected
      """
          + HAS_PARKED;

  private static final String BEGIN =
      """
      insert into %1$s.consumer_cursor (tenant_id, consumer, cursor, moved_at)
      values (:tenant, :consumer, :next, :now)
      on conflict (tenant_id, consumer) do nothing
      """
          + HAS_PARKED;

  private final JdbcClient jdbc;
  private final Schemas schemas;
  private final Clock clock;

  ConsumerCursors(JdbcClient jdbc, Schemas schemas, Clock clock) {
    this.jdbc = jdbc;
    this.schemas = schemas;
    this.clock = clock;
  }

  /**
   * A cursor.
   *
   * @param text empty for the beginning
   * @param movedAt when it was moved last
   */
  record Stored(String text, Instant movedAt) {

    static final Stored BEGINNING = new Stored("", Instant.EPOCH);
  }

  /**
   * A cursor that was moved.
   *
   * @param hasParked whether the consumer has parked events of the tenant
   */
  record Moved(boolean hasParked) {}

  Stored read(EventConsumer consumer) {
    return find(consumer, "").orElse(Stored.BEGINNING);
  }

  /** Locks the cursor until the transaction ends, and makes it where there is none. */
  void lock(EventConsumer consumer) {
    if (find(consumer, "for update").isEmpty()) {
      jdbc.sql(
              """
              insert into %s.consumer_cursor (tenant_id, consumer, cursor, moved_at) values (?, ?, '', ?)
              on conflict (tenant_id, consumer) do nothing
              """
                  .formatted(schemas.of(consumer.service())))
          .params(Caller.current().tenantId(), consumer.name(), now())
          .update();
      var _ = find(consumer, "for update").orElseThrow();
    }
  }

  /**
   * Moves the cursor if it is where it is expected, and locks it until the transaction ends.
   * Returns nothing where it is elsewhere: another process was there.
   */
  Optional<Moved> move(EventConsumer consumer, String expected, String next) {
    Optional<Moved> moved = move(MOVE, consumer, expected, next);
    // A row is inserted only for the beginning: one that an operator has deleted begins anew.
    return moved.isPresent() || !expected.isEmpty() ? moved : move(BEGIN, consumer, expected, next);
  }

  private Optional<Moved> move(
      String statement, EventConsumer consumer, String expected, String next) {
    return jdbc.sql(statement.formatted(schemas.of(consumer.service())))
        .param("tenant", Caller.current().tenantId())
        .param("consumer", consumer.name())
        .param("expected", expected)
        .param("next", next)
        .param("now", now())
        .query((row, number) -> new Moved(row.getBoolean(1)))
        .optional();
  }

  private Optional<Stored> find(EventConsumer consumer, String locking) {
    return jdbc.sql(
            "select cursor, moved_at from %s.consumer_cursor where tenant_id = ? and consumer = ? %s"
                .formatted(schemas.of(consumer.service()), locking))
        .params(Caller.current().tenantId(), consumer.name())
        .query(
            (row, number) ->
                new Stored(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
        .optional();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
