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

  Stored read(EventConsumer consumer) {
    return find(consumer, "").orElse(Stored.BEGINNING);
  }

  /** The text of the cursor, locked until the transaction ends. */
  String lock(EventConsumer consumer) {
    Optional<Stored> found = find(consumer, "for update");
    if (found.isEmpty()) {
      jdbc.sql(
              """
              insert into %s.consumer_cursor (tenant_id, consumer, cursor, moved_at) values (?, ?, '', ?)
              on conflict (tenant_id, consumer) do nothing
              """
                  .formatted(schemas.of(consumer.service())))
          .params(Caller.current().tenantId(), consumer.name(), now())
          .update();
      found = find(consumer, "for update");
    }
    return found.orElseThrow().text();
  }

  void move(EventConsumer consumer, String cursor) {
    jdbc.sql(
            "update %s.consumer_cursor set cursor = ?, moved_at = ? where tenant_id = ? and consumer = ?"
                .formatted(schemas.of(consumer.service())))
        .params(cursor, now(), Caller.current().tenantId(), consumer.name())
        .update();
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
