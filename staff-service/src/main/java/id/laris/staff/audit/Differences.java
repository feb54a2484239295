package id.laris.staff.audit;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import id.laris.pos.v1.AuditEntry.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields in which two messages of one type differ, down to single values. */
final class Differences {

  /** More than these help nobody; a message may have thousands of fields. */
  private static final int MOST = 500;

  private static final int LONGEST_TEXT = 1_000;

  /** They change with everything. */
  private static final Set<String> OF_EVERY_CHANGE = Set.of("version", "updated_at");

  private final List<Change> found = new ArrayList<>();

  private Differences() {}

  static List<Change> between(Message before, Message after) {
    Differences differences = new Differences();
    for (FieldDescriptor field : after.getDescriptorForType().getFields()) {
      if (!OF_EVERY_CHANGE.contains(field.getName())) {
        differences.compare(field.getName(), field, before, after);
      }
    }
    return List.copyOf(differences.found);
  }

  private void compare(String path, FieldDescriptor field, Message before, Message after) {
    if (field.isRepeated()) {
      int count = Math.max(before.getRepeatedFieldCount(field), after.getRepeatedFieldCount(field));
      for (int i = 0; i < count && found.size() < MOST; i++) {
        compare("%s[%d]".formatted(path, i), item(field, before, i), item(field, after, i));
      }
    } else {
      compare(path, value(field, before), value(field, after));
    }
  }

  private static @Nullable Object item(FieldDescriptor field, Message message, int index) {
    return index < message.getRepeatedFieldCount(field)
        ? message.getRepeatedField(field, index)
        : null;
  }

  private static @Nullable Object value(FieldDescriptor field, Message message) {
    boolean isSet =
        field.hasPresence()
            ? message.hasField(field)
            : !message.getField(field).equals(field.getDefaultValue());
    return isSet ? message.getField(field) : null;
  }

  private void compare(String path, @Nullable Object before, @Nullable Object after) {
    if (found.size() >= MOST || (before == null ? after == null : before.equals(after))) {
      return;
    }
    Object some = before == null ? after : before;
    if (some instanceof Message message && !isOneValue(message)) {
      Message none = message.getDefaultInstanceForType();
      Message left = before == null ? none : (Message) before;
      Message right = after == null ? none : (Message) after;
      for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
        compare(path + "." + field.getName(), field, left, right);
      }
    } else {
      found.add(
          Change.newBuilder().setPath(path).setBefore(text(before)).setAfter(text(after)).build());
    }
  }

  private static boolean isOneValue(Message message) {
    return message instanceof Timestamp || message instanceof Duration || message instanceof Any;
  }

  private static String text(@Nullable Object value) {
    String text =
        switch (value) {
          case null -> "";
          case Timestamp time -> Timestamps.toString(time);
          case Duration duration -> Durations.toString(duration);
          case Any message -> Messages.json(message);
          case EnumValueDescriptor constant -> constant.getName();
          case ByteString bytes -> "%d bytes".formatted(bytes.size());
          default -> value.toString();
        };
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
  }
}
