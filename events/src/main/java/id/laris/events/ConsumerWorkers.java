package id.laris.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.laris.common.background.Background;
import id.laris.common.client.RemoteService;
import id.laris.common.db.Reads;
import id.laris.common.errors.Reason;
import id.laris.events.ConsumerCursors.Stored;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.EventServiceGrpc.EventServiceBlockingStub;
import id.laris.pos.v1.ListEventsRequest;
import id.laris.pos.v1.ListEventsResponse;
import io.github.resilience4j.core.IntervalFunction;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few threads that bring one consumer up to date with the tenants that are due. Its workers are
 * its own: a consumer that fails holds up no other.
 */
final class ConsumerWorkers {

  private static final Logger log = LoggerFactory.getLogger(ConsumerWorkers.class);
  private static final int WORKERS = 4;
  private static final int EVENTS_AT_ONCE = 200;

  /** A page of events ends at 1 MiB, but the last of them may be large. */
  private static final int LARGEST_PAGE_BYTES = 16 * 1024 * 1024;

  private static final long MOST_KNOWN_PLACES = 10_000;

  /** The time for which a stored cursor may lag behind by events of other types. */
  private static final Duration CURSOR_BEHIND = Duration.ofMinutes(1);

  /**
   * The pause of a tenant after all its events were consumed. Events that arrive meanwhile are
   * consumed together: events of a busy shop cost a fraction of what they would one by one.
   */
  private static final Duration REST = Duration.ofMillis(40);

  private static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialBackoff(Duration.ofMillis(100), 2, Duration.ofSeconds(3));

  private final EventConsumer consumer;
  private final RemoteService producer;
  private final EventServiceBlockingStub events;
  private final ConsumeEvents consumeEvents;
  private final ConsumerCursors cursors;
  private final Background background;
  private final Reads reads;
  private final Clock clock;
  private final DueTenants due = new DueTenants();

  /** The positions of tenants. A forgotten one is read again. */
  private final Cache<UUID, Place> places =
      Caffeine.newBuilder().maximumSize(MOST_KNOWN_PLACES).build();

  /** By tenant: the success of one says nothing about another, whose events may be the cause. */
  private final ConcurrentMap<UUID, Integer> failuresInARow = new ConcurrentHashMap<>();

  private List<Thread> threads = List.of();

  /**
   * The position of a tenant.
   *
   * @param cursor the stored one, unless another process has moved it meanwhile
   * @param next where the feed goes on: behind the cursor where nothing was asked for
   */
  private record Place(String cursor, String next, Instant movedAt) {}

  ConsumerWorkers(
      EventConsumer consumer,
      RemoteService producer,
      ConsumeEvents consumeEvents,
      ConsumerCursors cursors,
      Background background,
      Reads reads,
      Clock clock) {
    this.consumer = consumer;
    this.producer = producer;
    this.events =
        EventServiceGrpc.newBlockingStub(producer.channel())
            .withMaxInboundMessageSize(LARGEST_PAGE_BYTES);
    this.consumeEvents = consumeEvents;
    this.cursors = cursors;
    this.background = background;
    this.reads = reads;
    this.clock = clock;
  }

  void start() {
    threads =
        IntStream.range(0, WORKERS)
            .mapToObj(
                worker ->
                    Thread.ofVirtual()
                        .name("consumer-%s-%d".formatted(consumer.name(), worker))
                        .start(this::work))
            .toList();
  }

  /** Has a tenant looked at. */
  void add(UUID tenantId, Duration delay) {
    due.add(tenantId, delay);
  }

  private void work() {
    try {
      UUID tenantId = due.take();
      while (tenantId != null) {
        due.done(tenantId, lookAt(tenantId) ? Duration.ZERO : REST);
        tenantId = due.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether there is more to do at once. */
  private boolean lookAt(UUID tenantId) {
    try {
      boolean more =
          background.call(
              tenantId, consumer.service(), consumer.name(), () -> readAndConsume(tenantId));
      failuresInARow.remove(tenantId);
      return more;
    } catch (RuntimeException | Error e) {
      // No exception may end this thread, because that would end the consumer.
      if (due.isClosed()) {
        return false;
      }
      int failures = failuresInARow.merge(tenantId, 1, Integer::sum);
      due.add(tenantId, Duration.ofMillis(PAUSES.apply(failures)));
      if (Integer.bitCount(failures) == 1) {
        log.warn(
            "{} waits with events of tenant {}, {} failures in a row",
            consumer.name(),
            tenantId,
            failures,
            e);
      }
      return false;
    }
  }

  private boolean readAndConsume(UUID tenantId) {
    Place known = places.getIfPresent(tenantId);
    Place place = known == null ? reads.run(this::stored) : known;
    // If anything fails from here on, the next look starts from the stored cursor.
    places.invalidate(tenantId);
    ListEventsResponse page = readAfter(place.next);
    boolean passes = page.getEventsCount() == 0 && !page.getHasMore();
    // For events that nobody asked for, the cursor is stored only from time to time: a write for
    // each look would be a waste, but a cursor that never moved would expire.
    if (passes && (page.getNextCursor().equals(place.cursor) || !isLongBehind(place))) {
      stay(tenantId, place, page.getNextCursor());
      return false;
    }
    boolean isThere = consume(place.cursor, page);
    if (isThere) {
      places.put(tenantId, new Place(page.getNextCursor(), page.getNextCursor(), clock.instant()));
    }
    if (!isThere || page.getHasMore()) {
      // Another process applied the events, only a part was applied, or there is more: the next
      // look finds out.
      due.add(tenantId, Duration.ZERO);
    }
    return page.getHasMore();
  }

  private Place stored() {
    Stored cursor = cursors.read(consumer);
    return new Place(cursor.text(), cursor.text(), cursor.movedAt());
  }

  private boolean isLongBehind(Place place) {
    return !place.movedAt.plus(CURSOR_BEHIND).isAfter(clock.instant());
  }

  private void stay(UUID tenantId, Place place, String next) {
    places.put(tenantId, new Place(place.cursor, next, place.movedAt));
    if (!next.equals(place.cursor)) {
      due.add(tenantId, CURSOR_BEHIND);
    }
  }

  private boolean consume(String cursor, ListEventsResponse page) {
    return consumeEvents.run(
        consumer, cursor, page.getEventsList(), page.getNextCursor(), due::isClosed);
  }

  /**
   * Reads on. A cursor may name a schema whose events this consumer does not want, and where its
   * place has expired because that service was in another process for long: then the place in the
   * schema of its producer is enough.
   */
  private ListEventsResponse readAfter(String cursor) {
    try {
      return read(cursor);
    } catch (StatusRuntimeException e) {
      if (!RemoteService.refusedFor(e, Reason.CURSOR_EXPIRED)
          || EarlierCursor.find(cursor).isPresent()) {
        throw e;
      }
      return read(FeedCursor.parse(cursor).only(consumer.producer()).text());
    }
  }

  private ListEventsResponse read(String cursor) {
    ListEventsRequest request =
        ListEventsRequest.newBuilder()
            .setAfterCursor(cursor)
            .addAllTypes(consumer.typeNames())
            .setLimit(EVENTS_AT_ONCE)
            .build();
    return producer.call(() -> events.listEvents(request));
  }

  /**
   * Waits for running work to end, for a while; interrupted work is rolled back and repeated later.
   */
  void stop(Duration patience) {
    due.close();
    long until = System.nanoTime() + patience.toNanos();
    for (Thread thread : threads) {
      try {
        if (!thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())))) {
          thread.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        thread.interrupt();
      }
    }
  }
}
