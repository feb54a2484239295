package id.laris.events;

import id.laris.events.FeedPage.Entry;
import id.laris.pos.v1.ListEventsRequest;
import id.laris.pos.v1.ListEventsResponse;
import org.springframework.stereotype.Component;

/**
 * The events after a cursor, up to a limit. A page ends early where its payloads are large.
 *
 * <p>Errors: VALIDATION_FAILED for a cursor that was never given; CURSOR_EXPIRED where events after
 * it are no longer kept.
 */
@Component
class ListEvents {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final Feed feed;

  ListEvents(Feed feed) {
    this.feed = feed;
  }

  ListEventsResponse run(ListEventsRequest request) {
    FeedFilter filter = FeedFilter.of(request.getTypesList(), request.getAggregateIdsList());
    int limit = limit(request.getLimit());
    return toProto(feed.after(feed.position(request.getAfterCursor()), filter, limit));
  }

  static int limit(int asked) {
    return asked == 0 ? DEFAULT_LIMIT : Math.min(MAX_LIMIT, asked);
  }

  static ListEventsResponse toProto(FeedPage page) {
    return ListEventsResponse.newBuilder()
        .addAllEvents(page.events().stream().map(Entry::event).toList())
        .setNextCursor(page.next().text())
        .setHasMore(page.hasMore())
        .build();
  }
}
