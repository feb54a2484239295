package id.laris.common.db;

import com.google.protobuf.Message;
import id.laris.common.Caller;
import id.laris.common.Ids;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The events of a service: each event is written in the transaction of its change, into the schema
 * of the service that made it. Columns fit the outbox router of Debezium.
 *
 * <p>An event must be added after its row was locked or written: the order of the events of one
 * aggregate depends on that.
 */
@Component
public class Outbox {

  private final JdbcTemplate jdbc;
  private final Schemas schemas;
  private final KnownTenants tenants;
  private final CommittedEvents committed;
  private final Clock clock;

  Outbox(
      JdbcTemplate jdbc,
      Schemas schemas,
      KnownTenants tenants,
      CommittedEvents committed,
      Clock clock) {
    this.jdbc = jdbc;
    this.schemas = schemas;
    this.tenants = tenants;
    this.committed = committed;
    this.clock = clock;
  }

  /** Adds an event of a row that was stored in this transaction. */
  public <P extends Message> void add(EventType<P> type, TenantRow aggregate, P payload) {
    addAll(List.of(type.of(aggregate, payload)));
  }

  /** Adds events in this order, all in one statement. */
  public void addAll(List<NewEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    String schema = schemas.current();
    UUID tenantId = Caller.current().tenantId();
    tenants.note(schema, tenantId);
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    jdbc.batchUpdate(
        """
        insert into %s.outbox (tenant_id, id, aggregate_type, aggregate_id, sequence, type, payload_type, payload, occurred_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
            .formatted(schema),
        events.stream().map(event -> row(tenantId, event, now)).toList());
    Set<String> types =
        events.stream().map(event -> event.type().name()).collect(Collectors.toUnmodifiableSet());
    AfterCommit.run(() -> committed.committed(tenantId, types));
  }

  private static Object[] row(UUID tenantId, NewEvent event, OffsetDateTime now) {
    return new Object[] {
      tenantId,
      Ids.next(),
      event.type().aggregateType(),
      event.aggregateId(),
      event.sequence(),
      event.type().name(),
      event.payload().getDescriptorForType().getFullName(),
      event.payload().toByteArray(),
      now
    };
  }
}
