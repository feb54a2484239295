package id.laris.staff.audit;

import static id.laris.common.db.Columns.column;

import com.google.protobuf.ByteString;
import id.laris.common.Caller;
import id.laris.events.types.CustomerEvents;
import id.laris.pos.v1.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Continues the chain of a tenant. The row of the chain is locked while entries are added, so the
 * consumers of all services add one after the other.
 */
@Component
class AuditTrail {

  private final JdbcClient jdbc;
  private final Redactions redactions;
  private final Clock clock;

  AuditTrail(JdbcClient jdbc, Redactions redactions, Clock clock) {
    this.jdbc = jdbc;
    this.redactions = redactions;
    this.clock = clock;
  }

  /**
   * The end of a chain.
   *
   * @param known the events among those to be added that have an entry already: a consumer that has
   *     lost its cursor gets them again
   */
  private record End(long number, ByteString hash, Instant recordedAt, Set<String> known) {}

  /** Adds the events of a service, in the current transaction. */
  void add(String service, List<Event> events) {
    UUID tenantId = Caller.current().tenantId();
    End end = lock(tenantId, events);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant recordedAt = now.isBefore(end.recordedAt()) ? end.recordedAt() : now;
    List<Entry> entries = new ArrayList<>();
    List<ByteString> hashes = new ArrayList<>();
    ByteString hash = end.hash();
    for (Event event : events) {
      if (end.known().contains(event.getId())) {
        continue;
      }
      Entry entry = Entry.of(service, end.number() + entries.size() + 1, event, recordedAt);
      hash = ChainHash.of(tenantId, entry, hash);
      entries.add(entry);
      hashes.add(hash);
    }
    if (!entries.isEmpty()) {
      insert(tenantId, entries, hashes);
      redactions.after(
          entries.stream()
              .filter(entry -> entry.type().equals(CustomerEvents.CUSTOMER_ANONYMIZED.name()))
              .toList());
    }
  }

  private End lock(UUID tenantId, List<Event> events) {
    return jdbc.sql(
            """
            insert into staff.audit_chain as chain
              (tenant_id, last_number, last_hash, last_recorded_at, first_number, before_first)
            values (:tenant, 0, :beginning, '-infinity', 1, :beginning)
            on conflict (tenant_id) do update set last_number = chain.last_number
            returning last_number, last_hash, greatest(last_recorded_at, '1970-01-01T00:00:00Z') as last_recorded_at,
              array(
                select event_id::text from staff.audit_entry where tenant_id = :tenant and event_id = any (cast(:events as uuid[]))
              ) as known
            """)
        .param("tenant", tenantId)
        .param("beginning", ChainHash.BEGINNING.toByteArray())
        .param("events", column(events, Event::getId, String[]::new))
        .query(
            (row, number) ->
                new End(
                    row.getLong("last_number"),
                    ByteString.copyFrom(row.getBytes("last_hash")),
                    row.getObject("last_recorded_at", OffsetDateTime.class).toInstant(),
                    Set.of((String[]) row.getArray("known").getArray())))
        .single();
  }

  private void insert(UUID tenantId, List<Entry> entries, List<ByteString> hashes) {
    Entry last = entries.getLast();
    jdbc.sql(
            """
            with moved as (
              update staff.audit_chain set last_number = :lastNumber, last_hash = :lastHash, last_recorded_at = :now
              where tenant_id = :tenant
            )
            insert into staff.audit_entry
              (tenant_id, number, recorded_at, occurred_at, service, event_id, type, resource_type, resource_id, sequence, user_id,
               approved_by, actor, payload_type, payload, payload_hash, hash)
            select :tenant, number, :now, occurred_at::timestamptz, :service, event_id, type, resource_type, resource_id, sequence, user_id,
              approved_by, actor, payload_type, payload, payload_hash, hash
            from unnest(:numbers, :occurredAt, :events, :types, :resourceTypes, :resources, :sequences, :users, :approvers, :actors,
                        :payloadTypes, :payloads, :payloadHashes, :hashes)
              as new (number, occurred_at, event_id, type, resource_type, resource_id, sequence, user_id, approved_by, actor,
                      payload_type, payload, payload_hash, hash)
            """)
        .param("tenant", tenantId)
        .param("lastNumber", last.number())
        .param("lastHash", hashes.getLast().toByteArray())
        .param("now", last.recordedAt().atOffset(ZoneOffset.UTC))
        .param("service", last.service())
        .param("numbers", column(entries, Entry::number, Long[]::new))
        .param("occurredAt", column(entries, one -> one.occurredAt().toString(), String[]::new))
        .param("events", column(entries, Entry::eventId, UUID[]::new))
        .param("types", column(entries, Entry::type, String[]::new))
        .param("resourceTypes", column(entries, Entry::resourceType, String[]::new))
        .param("resources", column(entries, Entry::resourceId, UUID[]::new))
        .param("sequences", column(entries, Entry::sequence, Long[]::new))
        .param("users", column(entries, Entry::userId, UUID[]::new))
        .param("approvers", column(entries, Entry::approvedBy, UUID[]::new))
        .param("actors", column(entries, one -> one.actorBytes().toByteArray(), byte[][]::new))
        .param("payloadTypes", column(entries, Entry::payloadType, String[]::new))
        .param("payloads", column(entries, one -> Deflated.write(one.payload()), byte[][]::new))
        .param(
            "payloadHashes", column(entries, one -> one.payloadHash().toByteArray(), byte[][]::new))
        .param("hashes", column(hashes, ByteString::toByteArray, byte[][]::new))
        .update();
  }
}
