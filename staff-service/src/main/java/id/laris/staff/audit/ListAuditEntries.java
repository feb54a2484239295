package id.laris.staff.audit;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Direction;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.AuditEntry;
import id.laris.pos.v1.DraftChange;
import id.laris.pos.v1.ListAuditEntriesRequest;
import id.laris.pos.v1.ListAuditEntriesResponse;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists entries, newest first, with their differences from the entries before of the same things.
 *
 * <p>Errors: INVALID_PAGE_TOKEN; VALIDATION_FAILED.
 */
@Component
public class ListAuditEntries {

  private static final String TYPE_URL = "type.googleapis.com/";

  /** The fields in which the messages of this API have a reason. */
  private static final List<String> REASONS = List.of("void_reason", "status_reason", "reason");

  private final JdbcClient jdbc;
  private final ActorNames names;
  private final Reads reads;

  ListAuditEntries(JdbcClient jdbc, ActorNames names, Reads reads) {
    this.jdbc = jdbc;
    this.names = names;
    this.reads = reads;
  }

  /**
   * An entry with the one before of the same thing.
   *
   * @param before null for the first one of a thing
   */
  private record Found(Entry entry, ByteString hash, @Nullable ByteString before) {}

  public ListAuditEntriesResponse run(ListAuditEntriesRequest request) {
    if (!request.getResourceType().isEmpty() && request.getResourceId().isEmpty()) {
      throw Errors.invalid("resource_type", "needs resource_id beside it");
    }
    int size = Page.size(request.getPagination());
    return reads.run(
        () -> {
          Page<Found> page =
              Page.of(find(request, size + 1), size, ListAuditEntries::id, Direction.DESCENDING);
          Map<UUID, String> known =
              names.of(
                  page.items().stream()
                      .map(Found::entry)
                      .flatMap(entry -> Stream.of(entry.userId(), entry.approvedBy()))
                      .filter(Objects::nonNull)
                      .distinct()
                      .toList());
          return ListAuditEntriesResponse.newBuilder()
              .addAllEntries(page.map(found -> toProto(found, known)))
              .setPagination(page.pagination())
              .build();
        });
  }

  /** Tokens of pages are ids: that of an entry has its number. */
  private static UUID id(Found found) {
    return new UUID(0, found.entry().number());
  }

  private List<Found> find(ListAuditEntriesRequest request, int limit) {
    List<String> conditions = new ArrayList<>(List.of("entry.tenant_id = :tenant"));
    if (!request.getResourceId().isEmpty()) {
      conditions.add("entry.resource_id = :resource");
    }
    if (!request.getResourceType().isEmpty()) {
      conditions.add("entry.resource_type = :resourceType");
    }
    if (!request.getType().isEmpty()) {
      conditions.add("entry.type = :type");
    }
    if (!request.getUserId().isEmpty()) {
      conditions.add("(entry.user_id = :user or entry.approved_by = :user)");
    }
    if (request.hasFrom()) {
      conditions.add("entry.recorded_at >= :from");
    }
    if (request.hasTo()) {
      conditions.add("entry.recorded_at < :to");
    }
    String token = request.getPagination().getPageToken();
    if (!token.isEmpty()) {
      conditions.add("entry.number < :before");
    }
    return jdbc.sql(
            """
            select entry.*, earlier.payload as earlier
            from staff.audit_entry entry
            left join lateral (
              select payload from staff.audit_entry earlier
              where earlier.tenant_id = entry.tenant_id and earlier.resource_id = entry.resource_id
                and earlier.payload_type = entry.payload_type and earlier.number < entry.number
              order by earlier.number desc limit 1
            ) earlier on true
            where %s
            order by entry.number desc limit :limit
            """
                .formatted(String.join(" and ", conditions)))
        .param("tenant", Caller.current().tenantId())
        .param("resource", Ids.parseOrNull(request.getResourceId()), Types.OTHER)
        .param("resourceType", request.getResourceType())
        .param("type", request.getType())
        .param("user", Ids.parseOrNull(request.getUserId()), Types.OTHER)
        .param("from", time(request.hasFrom() ? Protos.instant("from", request.getFrom()) : null))
        .param("to", time(request.hasTo() ? Protos.instant("to", request.getTo()) : null))
        .param(
            "before",
            token.isEmpty() ? 0 : Direction.DESCENDING.last(token).getLeastSignificantBits())
        .param("limit", limit)
        .query(
            (row, number) ->
                new Found(
                    Entry.read(row),
                    ByteString.copyFrom(row.getBytes("hash")),
                    Optional.ofNullable(row.getBytes("earlier")).map(Deflated::read).orElse(null)))
        .list();
  }

  private static OffsetDateTime time(@Nullable Instant instant) {
    return (instant == null ? Instant.EPOCH : instant).atOffset(ZoneOffset.UTC);
  }

  private static AuditEntry toProto(Found found, Map<UUID, String> names) {
    Entry entry = found.entry();
    AuditEntry.Builder proto =
        AuditEntry.newBuilder()
            .setNumber(entry.number())
            .setOccurredAt(Protos.timestamp(entry.occurredAt()))
            .setRecordedAt(Protos.timestamp(entry.recordedAt()))
            .setService(entry.service())
            .setEventId(entry.eventId().toString())
            .setType(entry.type())
            .setResourceType(entry.resourceType())
            .setResourceId(entry.resourceId().toString())
            .setSequence(entry.sequence())
            .setActor(entry.actor())
            .setActorName(names.getOrDefault(entry.userId(), ""))
            .setApprovedByName(names.getOrDefault(entry.approvedBy(), ""))
            .setAfter(
                Any.newBuilder()
                    .setTypeUrl(TYPE_URL + entry.payloadType())
                    .setValue(entry.payload()))
            .setRedacted(entry.redacted())
            .setHash(HexFormat.of().formatHex(found.hash().toByteArray()));
    Messages.read(entry.payloadType(), entry.payload())
        .ifPresent(after -> proto.setReason(reason(after)).addAllChanges(changes(found, after)));
    return proto.build();
  }

  private static List<AuditEntry.Change> changes(Found found, Message after) {
    Message none = after.getDefaultInstanceForType();
    ByteString before = found.before();
    return Differences.between(
        // A change of a draft is no state of it, which would differ from another.
        before == null || after instanceof DraftChange
            ? none
            : Messages.read(found.entry().payloadType(), before).orElse(none),
        after);
  }

  private static String reason(Message message) {
    return REASONS.stream()
        .map(message.getDescriptorForType()::findFieldByName)
        .filter(Objects::nonNull)
        .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.STRING)
        .map(field -> (String) message.getField(field))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }
}
