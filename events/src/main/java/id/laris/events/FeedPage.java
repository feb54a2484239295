package id.laris.events;

import id.laris.pos.v1.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A page of the feed.
 *
 * @param events in their order
 * @param next where the feed goes on: after the last of the events, or after those behind it that
 *     were not asked for
 * @param hasMore whether there are more to read at once
 * @param unsettled whether some events cannot be read yet, because a transaction that began before
 *     theirs ended is still running
 */
record FeedPage(List<Entry> events, FeedCursor next, boolean hasMore, boolean unsettled) {

  /** The most that a page holds of payloads, if it holds more than one: 1 MiB. */
  static final int MAX_BYTES = 1024 * 1024;

  FeedPage {
    events = List.copyOf(events);
  }

  /** An event and where it is. */
  record Entry(FeedCursor cursor, Event event) {}

  /**
   * The part of a page from one schema.
   *
   * @param entries those that were asked for
   * @param readUpTo up to where the schema was read; null where it was read to the end
   */
  record Part(List<Entry> entries, @Nullable FeedCursor readUpTo) {}

  /**
   * Puts the parts together. Only up to where every schema was read is the order known.
   *
   * @param lastSeen the last row of any schema that was passed, asked for or not
   */
  static FeedPage merge(List<Part> parts, FeedCursor lastSeen, int limit, boolean unsettled) {
    FeedCursor readUpTo =
        parts.stream()
            .map(Part::readUpTo)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    List<Entry> known =
        parts.stream()
            .flatMap(part -> part.entries().stream())
            .filter(entry -> readUpTo == null || entry.cursor().compareTo(readUpTo) <= 0)
            .sorted(Comparator.comparing(Entry::cursor))
            .toList();
    List<Entry> fitting = fitting(known, limit);
    if (fitting.size() < known.size()) {
      return new FeedPage(fitting, fitting.getLast().cursor(), true, unsettled);
    }
    return readUpTo == null
        ? new FeedPage(fitting, lastSeen, false, unsettled)
        : new FeedPage(fitting, readUpTo, true, unsettled);
  }

  private static List<Entry> fitting(List<Entry> entries, int limit) {
    List<Entry> fitting = new ArrayList<>();
    long bytes = 0;
    for (Entry entry : entries) {
      if (fitting.size() == limit || bytes >= MAX_BYTES) {
        break;
      }
      fitting.add(entry);
      bytes += entry.event().getPayload().getValue().size();
    }
    return fitting;
  }
}
