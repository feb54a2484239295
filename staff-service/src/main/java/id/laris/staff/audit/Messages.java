package id.laris.staff.audit;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import id.laris.common.db.EventType;
import id.laris.events.types.AllEvents;
import id.laris.pos.v1.OrderDraft;
import java.util.Map;
import java.util.Optional;

/** Reads the messages of entries, by the names of their types. */
final class Messages {

  private static final Map<String, Message> TYPES =
      AllEvents.byService().stream()
          .flatMap(events -> events.all().stream())
          .<Message>map(EventType::payloadType)
          .collect(
              toUnmodifiableMap(
                  type -> type.getDescriptorForType().getFullName(),
                  type -> type,
                  (one, same) -> one));

  /** All of them, and the requests that changes of drafts carry. */
  private static final JsonFormat.Printer JSON =
      JsonFormat.printer()
          .usingTypeRegistry(
              TypeRegistry.newBuilder()
                  .add(TYPES.values().stream().map(Message::getDescriptorForType).toList())
                  .add(OrderDraft.getDescriptor().getMessageTypes())
                  .build())
          .omittingInsignificantWhitespace();

  private Messages() {}

  /** The message as JSON; the name of its type where this version does not know it. */
  static String json(Any message) {
    try {
      return JSON.print(message);
    } catch (InvalidProtocolBufferException e) {
      return message.getTypeUrl();
    }
  }

  /** The message; none where this version does not know its type, or the bytes are no message. */
  static Optional<Message> read(String type, ByteString bytes) {
    Message empty = TYPES.get(type);
    if (empty == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(empty.newBuilderForType().mergeFrom(bytes).build());
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }
}
