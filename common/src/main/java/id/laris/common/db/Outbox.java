package id.laris.common.db;

import com.google.protobuf.Message;
import id.laris.common.Caller;
import id.laris.common.Ids;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The events of a service: each event is written in the transaction of its change, into the schema
 * of the service that made it. Columns fit the outbox router of Debezium.
 *
 * <p>The events of a transaction are kept until it commits, and then written by one statement that
 * first raises the counter of the tenant. The lock on the counter is the last that a transaction
 * takes, and lasts until the commit: so the numbers of events are in the order of commits and
 * without a gap, and no transaction that holds the counter waits for another.
 */
@Component
public class Outbox {

  private final JdbcClient jdbc;
  private final EntityManagerFactory entities;
  private final Schemas schemas;
  private final KnownTenants tenants;
  private final CommittedEvents committed;
  private final Clock clock;

  Outbox(
      JdbcClient jdbc,
      EntityManagerFactory entities,
      Schemas schemas,
      KnownTenants tenants,
      CommittedEvents committed,
      Clock clock) {
    this.jdbc = jdbc;
    this.entities = entities;
    this.schemas = schemas;
    this.tenants = tenants;
    this.committed = committed;
    this.clock = clock;
  }

  /** Adds an event of a row that was stored in this transaction. */
  public <P extends Message> void add(EventType<P> type, TenantRow aggregate, P payload) {
    addAll(List.of(type.of(aggregate, payload)));
  }

  /** Adds events in this order, behind those that this transaction has added before. */
  public void addAll(List<NewEvent> events) {
    if (!events.isEmpty()) {
      pending().events.addAll(events);
    }
  }

  /**
   * Runs this just before the commit, with the number of the last event of this transaction; for
   * rows that other readers follow by the same numbers. The transaction must add an event.
   */
  public void whenNumbered(LongConsumer work) {
    pending().numbered.add(work);
  }

  /** The events that wait for the commit of the current transaction. */
  private Pending pending() {
    Place place = new Place(schemas.current(), Caller.current().tenantId());
    Pending pending =
        TransactionSynchronizationManager.getSynchronizations().stream()
            .filter(Pending.class::isInstance)
            .map(Pending.class::cast)
            .findFirst()
            .orElseGet(() -> begin(place));
    if (pending.isWritten || !pending.place.equals(place)) {
      throw new IllegalStateException(
          "a transaction adds events of one tenant and service, and before it commits: %s, not %s"
              .formatted(pending.place, place));
    }
    return pending;
  }

  private Pending begin(Place place) {
    Pending pending = new Pending(place);
    TransactionSynchronizationManager.registerSynchronization(pending);
    return pending;
  }

  private record Place(String schema, UUID tenantId) {}

  private final class Pending implements TransactionSynchronization {

    private final Place place;
    private final List<NewEvent> events = new ArrayList<>();
    private final List<LongConsumer> numbered = new ArrayList<>();
    private boolean isWritten;

    Pending(Place place) {
      this.place = place;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      if (events.isEmpty()) {
        throw new IllegalStateException("a change waits for its number, and adds no event");
      }
      flushEntities();
      isWritten = true;
      tenants.note(place.schema, place.tenantId);
      long last = write(place, events);
      numbered.forEach(work -> work.accept(last));
    }

    @Override
    public void afterCommit() {
      committed.committed(
          place.tenantId,
          events.stream()
              .map(event -> event.type().name())
              .collect(Collectors.toUnmodifiableSet()));
    }
  }

  /** Writes rows that Hibernate still holds: they may wait for locks, and the counter must not. */
  private void flushEntities() {
    EntityManager current = EntityManagerFactoryUtils.getTransactionalEntityManager(entities);
    if (current != null) {
      current.flush();
    }
  }

  /** Returns the number of the last event. */
  private long write(Place place, List<NewEvent> events) {
    return jdbc.sql(
            """
            with counter as (
              insert into %1$s.feed_counter as counter (tenant_id, last) values (:tenant, :count)
              on conflict (tenant_id) do update set last = counter.last + excluded.last
              returning last
            ), added as (
              insert into %1$s.outbox
                (tenant_id, number, id, aggregate_type, aggregate_id, sequence, type, payload_type, payload, occurred_at)
              select :tenant, counter.last - :count + event.place, event.id, event.aggregate_type, event.aggregate_id,
                event.sequence, event.type, event.payload_type, event.payload, :now
              from counter, unnest(:ids, :aggregateTypes, :aggregateIds, :sequences, :types, :payloadTypes, :payloads)
                with ordinality as event (id, aggregate_type, aggregate_id, sequence, type, payload_type, payload, place)
            )
            select last from counter
            """
                .formatted(place.schema))
        .param("tenant", place.tenantId)
        .param("count", (long) events.size())
        .param("ids", column(events, _ -> Ids.next(), UUID[]::new))
        .param(
            "aggregateTypes", column(events, event -> event.type().aggregateType(), String[]::new))
        .param("aggregateIds", column(events, NewEvent::aggregateId, UUID[]::new))
        .param("sequences", column(events, NewEvent::sequence, Long[]::new))
        .param("types", column(events, event -> event.type().name(), String[]::new))
        .param(
            "payloadTypes",
            column(
                events,
                event -> event.payload().getDescriptorForType().getFullName(),
                String[]::new))
        .param("payloads", column(events, event -> event.payload().toByteArray(), byte[][]::new))
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  private static <C> C[] column(
      List<NewEvent> events, Function<NewEvent, C> value, IntFunction<C[]> array) {
    return events.stream().map(value).toArray(array);
  }
}
