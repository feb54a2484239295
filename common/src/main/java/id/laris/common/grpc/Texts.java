package id.laris.common.grpc;

import build.buf.validate.FieldRules;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import id.laris.common.errors.PosException.FieldViolation;
import id.laris.pos.v1.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the strings of a request clean before anything looks at them, so that texts that look the
 * same are the same ({@link VisibleText}), and ids in capitals too. Control characters are refused,
 * but for tabs and line breaks, which only fields with several lines keep. So are times that no
 * calendar has: code that makes a time of one, or JSON, would fail in many ways.
 */
@SuppressWarnings(
    "ReferenceEquality") // "the same" means that nothing was done: comparing content would cost
// more than doing
final class Texts {

  private static final int UUID_LENGTH = 36;

  /**
   * No language needs as many (Unicode's Annex 15 says 30 too), and the time to bring marks into
   * their order grows with the square of their number.
   */
  private static final int MOST_MARKS = 30;

  private final List<FieldViolation> violations = new ArrayList<>();

  List<FieldViolation> violations() {
    return violations;
  }

  /** The message with clean strings: itself, where nothing was to be done. */
  <M extends Message> M clean(M message) {
    @SuppressWarnings("unchecked") // clean returns what it is given, or what its own builder builds
    M clean = (M) clean(message, null);
    return clean;
  }

  /** The way to a value, which is written down only for a violation. */
  private record Path(@Nullable Path parent, FieldDescriptor field, int index) {

    @Override
    public String toString() {
      String name = parent == null ? field.getName() : parent + "." + field.getName();
      return index < 0 ? name : "%s[%d]".formatted(name, index);
    }
  }

  private Message clean(Message message, @Nullable Path path) {
    Message.Builder changed = null;
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      Object value = entry.getValue();
      Object clean = clean(field, value, path);
      if (clean != value) {
        changed = changed == null ? message.toBuilder() : changed;
        changed.setField(field, clean);
      }
    }
    return changed == null ? message : changed.build();
  }

  private Object clean(FieldDescriptor field, Object value, @Nullable Path parent) {
    if (field.getJavaType() != JavaType.STRING && field.getJavaType() != JavaType.MESSAGE) {
      return value;
    }
    if (!field.isRepeated()) {
      return cleanOne(value, new Path(parent, field, -1));
    }
    List<?> values = (List<?>) value;
    List<Object> clean = new ArrayList<>(values.size());
    boolean changed = false;
    for (int i = 0; i < values.size(); i++) {
      Object one = cleanOne(values.get(i), new Path(parent, field, i));
      changed |= one != values.get(i);
      clean.add(one);
    }
    return changed ? clean : value;
  }

  private Object cleanOne(Object value, Path path) {
    return switch (value) {
      case Timestamp time when !Timestamps.isValid(time) ->
          refused(value, path, "must be a time between the years 1 and 9999");
      case Duration time when !Durations.isValid(time) ->
          refused(
              value, path, "must be at most 10,000 years, with nanos of the sign of the seconds");
      case Message message -> clean(message, path);
      case String text when isUuidInCapitals(text, path.field()) -> text.toLowerCase(Locale.ROOT);
      case String text -> VisibleText.isPlain(text) ? text : cleanText(text, path);
      default -> value;
    };
  }

  /** The same id in capitals is the same id, for a list that must not have it twice as well. */
  private static boolean isUuidInCapitals(String text, FieldDescriptor field) {
    if (text.length() != UUID_LENGTH || text.chars().noneMatch(c -> c >= 'A' && c <= 'F')) {
      return false;
    }
    FieldRules rules = field.getOptions().getExtension(ValidateProto.field);
    return (field.isRepeated() ? rules.getRepeated().getItems() : rules).getString().getUuid();
  }

  private String cleanText(String text, Path path) {
    int marks = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      marks = marks(marks, c);
      if (marks > MOST_MARKS) {
        return refused(
            text, path, "must not have more than %d marks on one character".formatted(MOST_MARKS));
      }
      if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
        return refused(text, path, "must not contain control characters (U+%04X)".formatted(c));
      }
    }
    String clean = VisibleText.of(text, path.field().getOptions().getExtension(Options.multiline));
    return clean.equals(text) ? text : clean;
  }

  private <T> T refused(T value, Path path, String reason) {
    violations.add(new FieldViolation(path.toString(), reason));
    return value;
  }

  /** The number of marks on the character so far; invisible characters are none, and end none. */
  private static int marks(int before, int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          before + 1;
      case Character.FORMAT -> before;
      default -> 0;
    };
  }
}
