package id.laris.staff.audit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.events.types.Anonymous;
import id.laris.pos.v1.Actor;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.Order;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit.
 *
 * @param number its place in the chain of its tenant
 * @param actorBytes the message Actor as it was written, byte for byte
 * @param payload the message, in bytes
 * @param payloadHash of the message as it was written
 * @param redacted whether personal data were removed from the message later
 */
record Entry(
    long number,
    Instant recordedAt,
    Instant occurredAt,
    String service,
    UUID eventId,
    String type,
    String resourceType,
    UUID resourceId,
    long sequence,
    ByteString actorBytes,
    String payloadType,
    ByteString payload,
    ByteString payloadHash,
    boolean redacted) {

  /**
   * The entry of an event. An order is kept without the name of its customer, which would have to
   * leave when the customer is anonymised: the id and the number stay.
   */
  static Entry of(String service, long number, Event event, Instant recordedAt) {
    ByteString payload =
        event.getPayload().is(Order.class)
            ? Anonymous.event(event).getPayload().getValue()
            : event.getPayload().getValue();
    return new Entry(
        number,
        recordedAt,
        Protos.instant("occurred_at", event.getOccurredAt()),
        service,
        Ids.parse(event.getId()),
        event.getType(),
        event.getAggregateType(),
        Ids.parse(event.getAggregateId()),
        event.getSequence(),
        event.getActor().toByteString(),
        typeName(event.getPayload().getTypeUrl()),
        payload,
        ChainHash.of(payload),
        false);
  }

  private static String typeName(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** The user or API key that made the change; null for work of Laris itself. */
  @Nullable UUID userId() {
    return Ids.parseOrNull(actor().getUserId());
  }

  /** The employee who approved it; null without an approval. */
  @Nullable UUID approvedBy() {
    return Ids.parseOrNull(actor().getApprovedBy());
  }

  static Entry read(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("number"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getString("service"),
        row.getObject("event_id", UUID.class),
        row.getString("type"),
        row.getString("resource_type"),
        row.getObject("resource_id", UUID.class),
        row.getLong("sequence"),
        ByteString.copyFrom(row.getBytes("actor")),
        row.getString("payload_type"),
        Deflated.read(row.getBytes("payload")),
        ByteString.copyFrom(row.getBytes("payload_hash")),
        row.getBoolean("redacted"));
  }

  /** The caller; an empty message where the bytes are not what was written. */
  Actor actor() {
    try {
      return Actor.parseFrom(actorBytes);
    } catch (InvalidProtocolBufferException e) {
      // Somebody changed the row: VerifyAudit tells it.
      return Actor.getDefaultInstance();
    }
  }
}
