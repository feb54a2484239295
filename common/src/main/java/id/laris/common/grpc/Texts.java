package id.laris.common.grpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import id.laris.common.errors.PosException.FieldViolation;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the strings of a request clean before anything looks at them: white space at the ends is
 * cut, Unicode is normalised to NFC, so that texts that look the same are the same. Control
 * characters are refused, but for the line feed, carriage return and tab of a longer text.
 */
@SuppressWarnings(
    "ReferenceEquality") // "the same" means that nothing was done: comparing content would cost
// more than doing
final class Texts {

  private final List<FieldViolation> violations = new ArrayList<>();

  List<FieldViolation> violations() {
    return violations;
  }

  /** The message with clean strings: itself, where nothing was to be done. */
  <M extends Message> M clean(M message) {
    @SuppressWarnings("unchecked") // clean returns what it is given, or what its own builder builds
    M clean = (M) clean(message, "");
    return clean;
  }

  private Message clean(Message message, String path) {
    Message.Builder changed = null;
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      Object value = entry.getValue();
      Object clean =
          clean(field, value, path.isEmpty() ? field.getName() : path + "." + field.getName());
      if (clean != value) {
        changed = changed == null ? message.toBuilder() : changed;
        changed.setField(field, clean);
      }
    }
    return changed == null ? message : changed.build();
  }

  private Object clean(FieldDescriptor field, Object value, String path) {
    if (field.getJavaType() != JavaType.STRING && field.getJavaType() != JavaType.MESSAGE) {
      return value;
    }
    if (!field.isRepeated()) {
      return cleanOne(value, path);
    }
    List<?> values = (List<?>) value;
    List<Object> clean = new ArrayList<>(values.size());
    boolean changed = false;
    for (int i = 0; i < values.size(); i++) {
      Object one = cleanOne(values.get(i), "%s[%d]".formatted(path, i));
      changed |= one != values.get(i);
      clean.add(one);
    }
    return changed ? clean : value;
  }

  private Object cleanOne(Object value, String path) {
    return switch (value) {
      case Message message -> clean(message, path);
      case String text -> cleanText(text, path);
      default -> value;
    };
  }

  private String cleanText(String text, String path) {
    boolean ascii = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      ascii &= c < 0x80;
      if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
        violations.add(
            new FieldViolation(
                path, "must not contain control characters (U+%04X)".formatted((int) c)));
        return text;
      }
    }
    String stripped = text.strip();
    String clean = ascii ? stripped : Normalizer.normalize(stripped, Normalizer.Form.NFC);
    return clean.equals(text) ? text : clean;
  }
}
