package id.laris.staff.time;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import id.laris.common.Caller;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.TimeEntry.Revision;
import id.laris.pos.v1.TimeEntry.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Entries as they were before each correction, with the reason, the person and the time of it. */
@Component
class TimeEntryRevisions {

  private final JdbcClient jdbc;

  TimeEntryRevisions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps an entry, which is locked, as it is now. */
  void keep(TimeEntry entry, String reason, Instant now) {
    jdbc.sql(
            """
            insert into staff.time_entry_revision (tenant_id, time_entry_id, number, status, location_id, clocked_in_at, clocked_out_at,
              breaks, reason, corrected_by, corrected_at)
            select :tenant, :entry, 1 + count(*), :status, :location, :in, :out, :breaks::jsonb, :reason, :by, :now
            from staff.time_entry_revision where tenant_id = :tenant and time_entry_id = :entry
            """)
        .param("tenant", Caller.current().tenantId())
        .param("entry", entry.id())
        .param("status", entry.status().name())
        .param("location", entry.locationId())
        .param("in", entry.clockedInAt().atOffset(ZoneOffset.UTC))
        .param("out", time(entry.clockedOutAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .param("breaks", TimeBreak.write(entry.breaks()))
        .param("reason", reason)
        .param("by", Caller.current().userId())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private record Found(UUID entryId, Revision revision) {}

  /** The entries with their revisions, read by one statement. */
  List<id.laris.pos.v1.TimeEntry> shownIn(List<TimeEntry> entries) {
    List<UUID> corrected =
        entries.stream().filter(entry -> entry.version() > 0).map(TimeEntry::id).toList();
    Map<UUID, List<Revision>> revisions = corrected.isEmpty() ? Map.of() : of(corrected);
    return entries.stream()
        .map(
            entry ->
                entry.toProto().toBuilder()
                    .addAllRevisions(revisions.getOrDefault(entry.id(), List.of()))
                    .build())
        .toList();
  }

  private Map<UUID, List<Revision>> of(List<UUID> ids) {
    return jdbc
        .sql(
            """
            select * from staff.time_entry_revision
            where tenant_id = :tenant and time_entry_id = any(:ids) order by time_entry_id, number
            """)
        .param("tenant", Caller.current().tenantId())
        .param("ids", ids.toArray(UUID[]::new))
        .query((row, number) -> new Found(row.getObject("time_entry_id", UUID.class), read(row)))
        .list()
        .stream()
        .collect(groupingBy(Found::entryId, mapping(Found::revision, toList())));
  }

  private static Revision read(ResultSet row) throws SQLException {
    Revision.Builder revision =
        Revision.newBuilder()
            .setNumber(row.getInt("number"))
            .setStatus(Status.valueOf(row.getString("status")))
            .setLocationId(row.getString("location_id"))
            .setClockedInAt(Protos.timestamp(instant(row, "clocked_in_at")))
            .addAllBreaks(
                TimeBreak.read(row.getString("breaks")).stream().map(TimeBreak::toProto).toList())
            .setReason(row.getString("reason"))
            .setCorrectedBy(row.getString("corrected_by"))
            .setCorrectedAt(Protos.timestamp(instant(row, "corrected_at")));
    OffsetDateTime out = row.getObject("clocked_out_at", OffsetDateTime.class);
    Protos.setTime(out == null ? null : out.toInstant(), revision::setClockedOutAt);
    return revision.build();
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
