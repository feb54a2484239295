package id.laris.events;

import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Schemas;
import id.laris.common.grpc.Protos;
import id.laris.events.types.Anonymous;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.ParkedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The parked events of the caller's tenant, each in the schema of its consumer. */
@Component
class ParkedEvents {

  private static final String COLUMNS = "id, consumer, number, event, failure, attempts, parked_at";

  private final JdbcClient jdbc;
  private final Schemas schemas;
  private final Clock clock;

  ParkedEvents(JdbcClient jdbc, Schemas schemas, Clock clock) {
    this.jdbc = jdbc;
    this.schemas = schemas;
    this.clock = clock;
  }

  /**
   * A parked event as it is stored.
   *
   * @param schema where
   * @param number order among those of its consumer
   */
  record Parked(String schema, long number, ParkedEvent event) {

    UUID id() {
      return UUID.fromString(event.getId());
    }
  }

  /** The aggregate of an event. Clients choose ids, so two types may have the same id. */
  record Aggregate(String type, String id) {

    static Aggregate of(Event event) {
      return new Aggregate(event.getAggregateType(), event.getAggregateId());
    }
  }

  /**
   * Parks an event; without a failure where it only waits behind another. One that is parked
   * already comes again where a consumer begins anew.
   *
   * <p>An event may stay here for long, and nobody looks here when a customer is anonymised: so it
   * is parked without what tells who the customer is. No consumer may need that.
   *
   * @return how many events are parked by it: none where it was parked already
   */
  int park(EventConsumer consumer, Event event, String failure, int attempts) {
    return jdbc.sql(
            """
            insert into %s.parked_event
              (tenant_id, id, consumer, event_id, aggregate_type, aggregate_id, event, failure, attempts, parked_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (tenant_id, consumer, event_id) do nothing
            """
                .formatted(schemas.of(consumer.service())))
        .params(
            Caller.current().tenantId(),
            Ids.next(),
            consumer.name(),
            UUID.fromString(event.getId()),
            event.getAggregateType(),
            UUID.fromString(event.getAggregateId()),
            Anonymous.event(event).toByteArray(),
            failure,
            attempts,
            clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Returns the aggregates of these events for which this consumer has parked events. */
  Set<Aggregate> parkedAmong(EventConsumer consumer, Collection<Event> events) {
    return new HashSet<>(
        jdbc.sql(
                """
                select distinct aggregate_type, aggregate_id from %s.parked_event
                where tenant_id = :tenant and consumer = :consumer
                  and aggregate_id = any (cast(:ids as uuid[]))
                """
                    .formatted(schemas.of(consumer.service())))
            .param("tenant", Caller.current().tenantId())
            .param("consumer", consumer.name())
            .param(
                "ids", events.stream().map(Event::getAggregateId).distinct().toArray(String[]::new))
            .query((row, number) -> new Aggregate(row.getString(1), row.getString(2)))
            .list());
  }

  /** A page of all schemas, oldest first. */
  List<Parked> list(String consumer, UUID after, int limit) {
    return jdbc.sql(
            inEverySchema("id > :after and (:consumer = '' or consumer = :consumer)")
                + " order by id limit :limit")
        .param("tenant", Caller.current().tenantId())
        .param("after", after)
        .param("consumer", consumer)
        .param("limit", limit)
        .query((row, number) -> parked(row))
        .list();
  }

  Optional<Parked> find(UUID id) {
    return jdbc.sql(inEverySchema("id = :id"))
        .param("tenant", Caller.current().tenantId())
        .param("id", id)
        .query((row, number) -> parked(row))
        .optional();
  }

  /** Returns the parked events of the same consumer and aggregate, oldest first. */
  List<Parked> ofSameAggregate(Parked parked, int limit) {
    return jdbc.sql(
            """
            select '%1$s' as schema, %2$s from %1$s.parked_event
            where tenant_id = ? and consumer = ? and aggregate_type = ? and aggregate_id = ?
            order by number limit ?
            """
                .formatted(parked.schema(), COLUMNS))
        .params(
            Caller.current().tenantId(),
            parked.event().getConsumer(),
            parked.event().getEvent().getAggregateType(),
            UUID.fromString(parked.event().getEvent().getAggregateId()),
            limit)
        .query((row, number) -> parked(row))
        .list();
  }

  void delete(Parked parked) {
    jdbc.sql(
            "delete from %s.parked_event where tenant_id = ? and id = ?".formatted(parked.schema()))
        .params(Caller.current().tenantId(), parked.id())
        .update();
  }

  /** Notes one more failure, and returns the event with it. */
  Parked failed(Parked parked, String failure) {
    int attempts = parked.event().getAttempts() + 1;
    jdbc.sql(
            "update %s.parked_event set failure = ?, attempts = ? where tenant_id = ? and id = ?"
                .formatted(parked.schema()))
        .params(failure, attempts, Caller.current().tenantId(), parked.id())
        .update();
    return new Parked(
        parked.schema(),
        parked.number(),
        parked.event().toBuilder().setFailure(failure).setAttempts(attempts).build());
  }

  private String inEverySchema(String condition) {
    return schemas.names().stream()
        .map(
            schema ->
                "select '%1$s' as schema, %2$s from %1$s.parked_event where tenant_id = :tenant and %3$s"
                    .formatted(schema, COLUMNS, condition))
        .collect(Collectors.joining(" union all "));
  }

  private static Parked parked(ResultSet row) throws SQLException {
    return new Parked(
        row.getString("schema"),
        row.getLong("number"),
        ParkedEvent.newBuilder()
            .setId(row.getString("id"))
            .setConsumer(row.getString("consumer"))
            .setEvent(event(row.getBytes("event")))
            .setFailure(row.getString("failure"))
            .setAttempts(row.getInt("attempts"))
            .setParkedAt(
                Protos.timestamp(row.getObject("parked_at", OffsetDateTime.class).toInstant()))
            .build());
  }

  private static Event event(byte[] bytes) {
    try {
      return Event.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a parked event cannot be read", e);
    }
  }
}
