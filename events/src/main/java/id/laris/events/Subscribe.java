package id.laris.events;

import id.laris.common.Caller;
import id.laris.common.grpc.ReplyStream;
import id.laris.events.FeedPage.Entry;
import id.laris.pos.v1.SubscribeRequest;
import id.laris.pos.v1.SubscribeResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Streams the events after a cursor, and then each new one. Nothing is read for a reader that does
 * not read, and no transaction is open while it waits.
 *
 * <p>Errors: VALIDATION_FAILED for a cursor that was never given; CURSOR_EXPIRED where events after
 * it are no longer kept; UNAVAILABLE where the server stops; UNAUTHENTICATED where the credentials
 * are no longer accepted.
 */
@Component
class Subscribe {

  private static final int AT_ONCE = 100;

  /**
   * If a reader takes longer than this for the next message, the rest is read again when it comes
   * back.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

  private final Feed feed;
  private final FeedSignals signals;
  private final EventSettings settings;

  Subscribe(Feed feed, FeedSignals signals, EventSettings settings) {
    this.feed = feed;
    this.signals = signals;
    this.settings = settings;
  }

  void run(SubscribeRequest request, ReplyStream<SubscribeResponse> stream) {
    FeedFilter filter = FeedFilter.of(request.getTypesList(), request.getAggregateIdsList());
    FeedCursor cursor = feed.position(request.getAfterCursor());
    FeedSignals.Registration listening = signals.listen(Caller.current().tenantId(), stream::wake);
    try {
      long cursorDueAt = System.nanoTime();
      while (stream.isOpen()) {
        if (!stream.awaitReady(ReadPacing.LONGEST)) {
          continue;
        }
        FeedPage page = feed.after(cursor, filter, AT_ONCE);
        FeedCursor sent = send(page, cursor, stream);
        boolean caughtUp = sent.equals(page.next()) && !page.hasMore();
        if (caughtUp && System.nanoTime() >= cursorDueAt && stream.awaitReady(PATIENCE)) {
          stream.send(SubscribeResponse.newBuilder().setCursor(sent.text()).build());
          cursorDueAt = System.nanoTime() + settings.cursorEvery().toNanos();
        }
        if (caughtUp) {
          ReadPacing.pause(
              stream,
              BETWEEN_LOOKS,
              Duration.ofNanos(Math.max(0, cursorDueAt - System.nanoTime())));
        }
        cursor = sent;
      }
    } finally {
      listening.close();
    }
  }

  /** Sends the events that the reader takes, and returns the position. */
  private static FeedCursor send(
      FeedPage page, FeedCursor cursor, ReplyStream<SubscribeResponse> stream) {
    FeedCursor sent = cursor;
    for (Entry entry : page.events()) {
      if (!stream.awaitReady(PATIENCE)) {
        return sent;
      }
      sent = entry.cursor();
      stream.send(
          SubscribeResponse.newBuilder().setEvent(entry.event()).setCursor(sent.text()).build());
    }
    return page.next();
  }
}
