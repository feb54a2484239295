package id.laris.events;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cursor of a version before the counter of events: after the event of this position and number.
 * The events of all schemas were in the order of position, schema and number. {@link Feed}
 * translates it, by the earlier places of events that the outbox still has.
 *
 * <p>It goes in a later version together with those columns, when no event and no cursor of before
 * is kept.
 */
record EarlierCursor(long position, String schema, long number) {

  // 18 digits fit into a long.
  private static final Pattern FORM =
      Pattern.compile("([1-9]\\d{0,17})\\.([1-9]\\d{0,17})\\.([a-z][a-z0-9_]{0,59})");

  /** Reads the text, if it has this form. */
  static Optional<EarlierCursor> find(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new EarlierCursor(
                Long.parseLong(matcher.group(1)),
                matcher.group(3),
                Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  /** The earlier number in a schema up to which its events at the cursor's position were read. */
  long numberIn(String name) {
    int order = name.compareTo(schema);
    if (order == 0) {
      return number;
    }
    // A schema earlier in the order was read through this position; a later one not at all.
    return order < 0 ? Long.MAX_VALUE : 0;
  }
}
