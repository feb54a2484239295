package id.laris.events;

import com.google.protobuf.util.Timestamps;
import id.laris.pos.v1.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A page of the feed.
 *
 * @param events in their order
 * @param next where the feed goes on: after the last of the events, or after those behind it that
 *     were not asked for
 * @param hasMore whether there are more to read at once
 */
record FeedPage(List<Entry> events, FeedCursor next, boolean hasMore) {

  /** The most that a page holds of payloads, if it holds more than one: 1 MiB. */
  static final int MAX_BYTES = 1024 * 1024;

  FeedPage {
    events = List.copyOf(events);
  }

  /** An event and the position after it. */
  record Entry(FeedCursor cursor, Event event) {}

  /**
   * An event of one schema.
   *
   * @param number its place among the events of its tenant in the schema
   * @param event without its cursor, which depends on the events of other schemas before it
   */
  record Numbered(long number, Event event) {}

  /**
   * The part of a page from one schema.
   *
   * @param found the events that were asked for
   * @param readUpTo the number up to which the schema was read for them
   * @param hasMore whether it was not read to its end
   */
  record Part(String schema, Deque<Numbered> found, long readUpTo, boolean hasMore) {}

  private static final Comparator<Part> OLDEST_FIRST =
      Comparator.comparing(
          part -> part.found.getFirst().event.getOccurredAt(), Timestamps.comparator());

  /**
   * Puts the parts together by the times of their events. The events of each schema stay in the
   * order of their numbers, whatever the clocks said.
   *
   * @param from the position from which the parts were read
   */
  static FeedPage merge(List<Part> parts, FeedCursor from, int limit) {
    List<Entry> events = new ArrayList<>();
    FeedCursor at = from;
    long bytes = 0;
    Optional<Part> oldest = oldest(parts);
    while (oldest.isPresent() && events.size() < limit && bytes < MAX_BYTES) {
      Part part = oldest.get();
      Numbered next = part.found.removeFirst();
      at = at.with(part.schema, next.number);
      events.add(new Entry(at, next.event.toBuilder().setCursor(at.text()).build()));
      bytes += next.event.getPayload().getValue().size();
      oldest = oldest(parts);
    }
    boolean hasMore = false;
    for (Part part : parts) {
      if (part.found.isEmpty()) {
        at = at.with(part.schema, part.readUpTo);
      }
      hasMore |= part.hasMore || !part.found.isEmpty();
    }
    return new FeedPage(events, at, hasMore);
  }

  private static Optional<Part> oldest(List<Part> parts) {
    return parts.stream().filter(part -> !part.found.isEmpty()).min(OLDEST_FIRST);
  }
}
