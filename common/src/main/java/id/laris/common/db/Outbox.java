package id.laris.common.db;

import static id.laris.common.db.Columns.column;

import com.google.protobuf.Message;
import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.IdempotencyKeys.Answer;
import id.laris.common.db.IdempotencyKeys.RepeatedCallException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The events of a service: each event is written in the transaction of its change, into the schema
 * of the service that made it. Columns fit the outbox router of Debezium.
 *
 * <p>The events of a transaction are kept until it commits, and then written by one statement that
 * stores the answer of the call under its idempotency key, where it has one, and raises the counter
 * of the tenant. The lock on the counter is the last that a transaction takes, and lasts until the
 * commit: so the numbers of events are in the order of commits and without a gap, and no
 * transaction that holds the counter waits for another.
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

  /**
   * Stores an answer together with the events that the current transaction has added for this
   * service. Returns false where there are none; then the answer is not stored.
   */
  boolean storeWithEvents(Answer answer) {
    Place place = currentPlace();
    Optional<Pending> pending = findPending().filter(one -> one.place.equals(place));
    pending.ifPresent(
        one -> {
          if (one.isWritten || one.answer != null) {
            throw new IllegalStateException(
                "a transaction answers one call, and before it commits");
          }
          one.answer = answer;
        });
    return pending.isPresent();
  }

  private Place currentPlace() {
    return new Place(schemas.current(), Caller.current().tenantId());
  }

  private static Optional<Pending> findPending() {
    return TransactionSynchronizationManager.getSynchronizations().stream()
        .filter(Pending.class::isInstance)
        .map(Pending.class::cast)
        .findFirst();
  }

  /** The events that wait for the commit of the current transaction. */
  private Pending pending() {
    Place place = currentPlace();
    Pending pending = findPending().orElseGet(() -> begin(place));
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
    private @Nullable Answer answer;
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
      long last = write(place, events, answer);
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

  /** Raises the counter once, and adds the events; nothing where the key has an answer already. */
  private static final String WRITE =
      """
      counter as (
        insert into %1$s.feed_counter as counter (tenant_id, last) select :tenant, :count %2$s
        on conflict (tenant_id) do update set last = counter.last + excluded.last
        returning last
      ), added as (
        insert into %1$s.outbox
          (tenant_id, number, id, aggregate_type, aggregate_id, sequence, type, payload_type, payload, occurred_at, actor)
        select :tenant, counter.last - :count + event.place, event.id, event.aggregate_type, event.aggregate_id,
          event.sequence, event.type, event.payload_type, event.payload, :now, :actor
        from counter, unnest(:ids, :aggregateTypes, :aggregateIds, :sequences, :types, :payloadTypes, :payloads)
          with ordinality as event (id, aggregate_type, aggregate_id, sequence, type, payload_type, payload, place)
      )
      select last from counter
      """;

  private static final String WRITE_ALONE = "with " + WRITE;

  private static final String WRITE_WITH_ANSWER =
      "with answered as (%s returning 1), ".formatted(IdempotencyKeys.INSERT) + WRITE;

  /** Returns the number of the last event. */
  private long write(Place place, List<NewEvent> events, @Nullable Answer answer) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    StatementSpec statement =
        answer == null
            ? jdbc.sql(WRITE_ALONE.formatted(place.schema, "")).param("now", now)
            : answer.bind(
                jdbc.sql(WRITE_WITH_ANSWER.formatted(place.schema, "from answered")), now);
    return statement
        .param("tenant", place.tenantId)
        .param("actor", CurrentActor.get().toByteArray())
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
        .query(Long.class)
        .optional()
        .orElseThrow(RepeatedCallException::new);
  }
}
