package id.laris.common.db;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import id.laris.pos.v1.Event;

/**
 * A kind of event, declared once and used by the service that writes it and by every consumer.
 *
 * @param name the name on the wire and in the database, such as {@code OrderCompleted}
 * @param aggregateType the kind of thing that it happens to, such as {@code Order}
 * @param payloadType an empty message of the payload's type: the aggregate as the event leaves it
 * @param meaning a sentence for those who subscribe
 */
public record EventType<P extends Message>(
    String name, String aggregateType, P payloadType, String meaning) {

  /** An event of this type, to be added to the {@link Outbox}. */
  public NewEvent of(TenantRow aggregate, P payload) {
    return new NewEvent(this, aggregate.id(), aggregate.version(), payload);
  }

  /** Reports whether a received event is of this type. */
  public boolean matches(Event event) {
    return event.getType().equals(name);
  }

  /** The payload of a received event of this type. */
  public P payloadOf(Event event) {
    try {
      @SuppressWarnings("unchecked") // a message's class is that of its type
      P payload = (P) event.getPayload().unpack(payloadType.getClass());
      return payload;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(
          "the payload of event %s is no %s"
              .formatted(event.getId(), payloadType.getDescriptorForType().getFullName()),
          e);
    }
  }
}
