package id.laris.events;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The position of a reader of the feed: in each schema after the event of this number. A schema
 * that is not named is read from the oldest event that is kept; so a cursor stays valid when a
 * process gets another schema. One that this process does not have keeps its number.
 */
record FeedCursor(ImmutableSortedMap<String, Long> numbers) {

  /** Before every event. */
  static final FeedCursor BEGINNING = new FeedCursor(ImmutableSortedMap.of());

  // 18 digits fit into a long.
  private static final Pattern PART = Pattern.compile("([a-z][a-z0-9_]{0,59}):(0|[1-9]\\d{0,17})");

  /** Reads a cursor; an empty one is the beginning. */
  static FeedCursor parse(String text) {
    return find(text).orElseThrow(FeedCursor::neverGiven);
  }

  /** Reads a cursor, if the text is one. */
  static Optional<FeedCursor> find(String text) {
    if (text.isEmpty()) {
      return Optional.of(BEGINNING);
    }
    Map<String, Long> numbers = new TreeMap<>();
    for (String part : Splitter.on(',').split(text)) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches()
          || numbers.put(matcher.group(1), Long.parseLong(matcher.group(2))) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new FeedCursor(ImmutableSortedMap.copyOf(numbers)));
  }

  static PosException neverGiven() {
    return Errors.invalid(
        "after_cursor",
        "is not a cursor of this feed: send the last cursor received, or an empty one");
  }

  String text() {
    return numbers.entrySet().stream()
        .map(part -> part.getKey() + ":" + part.getValue())
        .collect(Collectors.joining(","));
  }

  boolean names(String schema) {
    return numbers.containsKey(schema);
  }

  /** The number in a schema after which the events behind this cursor begin. */
  long numberIn(String schema) {
    return numbers.getOrDefault(schema, 0L);
  }

  /** The position in one schema, without those in others. */
  FeedCursor only(String schema) {
    return names(schema) ? BEGINNING.with(schema, numberIn(schema)) : BEGINNING;
  }

  /** The same position but for one schema. */
  FeedCursor with(String schema, long number) {
    Map<String, Long> changed = new TreeMap<>(numbers);
    changed.put(schema, number);
    return new FeedCursor(ImmutableSortedMap.copyOf(changed));
  }
}
