package id.laris.events;

import id.laris.common.errors.Errors;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position of a reader of the feed: after this event. Events are in the order of position,
 * schema and number; the number counts the events of a schema. The name of the schema is part of
 * the order, because two schemas can have the same position and number, and because names stay
 * valid when a process gets another schema.
 */
record FeedCursor(long position, String schema, long number) implements Comparable<FeedCursor> {

  /** Before every event. */
  static final FeedCursor BEGINNING = new FeedCursor(0, "", 0);

  private static final Comparator<FeedCursor> ORDER =
      Comparator.comparingLong(FeedCursor::position)
          .thenComparing(FeedCursor::schema)
          .thenComparingLong(FeedCursor::number);

  // 18 digits fit into a long.
  private static final Pattern FORM =
      Pattern.compile("([1-9]\\d{0,17})\\.([1-9]\\d{0,17})\\.([a-z][a-z0-9_]{0,59})");

  /** Reads a cursor; an empty one is the beginning. */
  static FeedCursor parse(String text) {
    if (text.isEmpty()) {
      return BEGINNING;
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw neverGiven();
    }
    return new FeedCursor(
        Long.parseLong(matcher.group(1)), matcher.group(3), Long.parseLong(matcher.group(2)));
  }

  static RuntimeException neverGiven() {
    return Errors.invalid(
        "after_cursor",
        "is not a cursor of this feed: send the last cursor received, or an empty one");
  }

  String text() {
    return equals(BEGINNING) ? "" : "%d.%d.%s".formatted(position, number, schema);
  }

  /**
   * Returns the number in one schema after which the events behind this cursor begin, at the
   * cursor's position.
   */
  long numberIn(String name) {
    int order = name.compareTo(schema);
    if (order == 0) {
      return number;
    }
    // A schema earlier in the order has been read through this position; a later one not at all.
    return order < 0 ? Long.MAX_VALUE : 0;
  }

  @Override
  public int compareTo(FeedCursor other) {
    return ORDER.compare(this, other);
  }
}
