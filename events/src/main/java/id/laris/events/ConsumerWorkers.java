package id.laris.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import id.laris.common.background.Background;
import id.laris.common.client.RemoteService;
import id.laris.common.db.Reads;
import id.laris.common.errors.Reason;
import id.laris.events.ConsumerCursors.Stored;
import id.laris.pos.v1.BatchListEventsRequest;
import id.laris.pos.v1.BatchListEventsResponse;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.EventServiceGrpc.EventServiceBlockingStub;
import id.laris.pos.v1.FeedServiceGrpc;
import id.laris.pos.v1.FeedServiceGrpc.FeedServiceBlockingStub;
import id.laris.pos.v1.ListEventsRequest;
import id.laris.pos.v1.ListEventsResponse;
import id.laris.pos.v1.TenantCursor;
import id.laris.pos.v1.TenantEvents;
import io.github.resilience4j.core.IntervalFunction;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one consumer up to date with the tenants that are due: one thread reads the events of many
 * together, and a few apply them, one tenant each at a time. So a tenant that fails holds up none
 * that was read with it. The threads are the consumer's own: one that fails holds up no other.
 */
final class ConsumerWorkers {

  private static final Logger log = LoggerFactory.getLogger(ConsumerWorkers.class);
  private static final int TENANTS_AT_ONCE = 100;
  private static final int EVENTS_AT_ONCE = 200;

  /** The events of a call end at 1 MiB, but the last of them may be large. */
  private static final int LARGEST_ANSWER_BYTES = 16 * 1024 * 1024;

  /** Many tenants are read for none in particular. */
  private static final UUID NOBODY = new UUID(0, 0);

  private static final long MOST_KNOWN_PLACES = 10_000;

  /**
   * The time for which a stored cursor may lag behind by events that do not concern the consumer.
   */
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
  private final FeedServiceBlockingStub feed;
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

  private final ExecutorService workers;

  /** It bounds the pages that are read and not yet applied. */
  private final Semaphore room = new Semaphore(TENANTS_AT_ONCE);

  private final Thread reader;

  /** Counts calls for many tenants. */
  private int readFailuresInARow;

  /**
   * The position of a tenant.
   *
   * @param cursor the stored one, unless another process has moved it meanwhile
   * @param next where the feed goes on: behind the cursor where nothing concerned the consumer
   */
  private record Place(String cursor, String next, Instant movedAt) {}

  /** The events after a position. */
  private record Read(Place place, ListEventsResponse page) {}

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
            .withMaxInboundMessageSize(LARGEST_ANSWER_BYTES);
    this.feed =
        FeedServiceGrpc.newBlockingStub(producer.channel())
            .withMaxInboundMessageSize(LARGEST_ANSWER_BYTES);
    this.consumeEvents = consumeEvents;
    this.cursors = cursors;
    this.background = background;
    this.reads = reads;
    this.clock = clock;
    String name = "consumer-%s-".formatted(consumer.name());
    this.workers =
        Executors.newFixedThreadPool(
            consumer.workers(), Thread.ofVirtual().name(name, 0).factory());
    this.reader = Thread.ofVirtual().name(name + "reader").unstarted(this::readAll);
  }

  void start() {
    reader.start();
  }

  /** Has tenants looked at, together where that is possible. */
  void add(Collection<UUID> tenantIds, Duration delay) {
    due.add(tenantIds, delay);
  }

  private void readAll() {
    try {
      List<UUID> tenantIds = due.take(TENANTS_AT_ONCE);
      while (!tenantIds.isEmpty()) {
        Map<UUID, Read> read = readTogether(tenantIds);
        for (UUID tenantId : tenantIds) {
          room.acquire();
          workers.execute(() -> work(tenantId, read.get(tenantId)));
        }
        tenantIds = due.take(TENANTS_AT_ONCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Reads on for those of the tenants whose position is known. Those that are not in the answer are
   * read one by one, and so are all of them where the call fails: a failure may be due to one.
   */
  private Map<UUID, Read> readTogether(List<UUID> tenantIds) {
    Map<UUID, Place> known = places.getAllPresent(tenantIds);
    if (known.isEmpty()) {
      return Map.of();
    }
    BatchListEventsRequest.Builder request =
        BatchListEventsRequest.newBuilder()
            .setService(consumer.producer())
            .addAllTypes(consumer.typeNames())
            .setLimit(EVENTS_AT_ONCE);
    known.forEach(
        (tenantId, place) ->
            request.addTenants(
                TenantCursor.newBuilder()
                    .setTenantId(tenantId.toString())
                    .setAfterCursor(place.next)));
    try {
      BatchListEventsResponse response =
          background.call(
              NOBODY,
              consumer.service(),
              consumer.name(),
              () -> producer.call(() -> feed.batchListEvents(request.build())));
      readFailuresInARow = 0;
      Map<UUID, Read> read = new HashMap<>();
      for (TenantEvents tenant : response.getTenantsList()) {
        UUID tenantId = UUID.fromString(tenant.getTenantId());
        read.put(tenantId, new Read(Objects.requireNonNull(known.get(tenantId)), tenant.getPage()));
      }
      return read;
    } catch (RuntimeException | Error e) {
      readFailuresInARow++;
      if (Integer.bitCount(readFailuresInARow) == 1) {
        log.warn(
            "{} cannot read {} tenants together and reads each alone, {} failures in a row",
            consumer.name(),
            known.size(),
            readFailuresInARow,
            e);
      }
      return Map.of();
    }
  }

  private void work(UUID tenantId, @Nullable Read read) {
    try {
      if (!due.isClosed()) {
        due.done(tenantId, lookAt(tenantId, read) ? Duration.ZERO : REST);
      }
    } finally {
      room.release();
    }
  }

  /** Returns whether there is more to do at once. */
  private boolean lookAt(UUID tenantId, @Nullable Read read) {
    try {
      boolean more =
          background.call(
              tenantId,
              consumer.service(),
              consumer.name(),
              () -> consume(tenantId, read == null ? readAlone(tenantId) : read));
      failuresInARow.remove(tenantId);
      return more;
    } catch (RuntimeException | Error e) {
      // No exception may end this thread, because that would end the consumer.
      if (due.isClosed()) {
        return false;
      }
      int failures = failuresInARow.merge(tenantId, 1, Integer::sum);
      // The next look starts from the stored cursor.
      places.invalidate(tenantId);
      due.add(List.of(tenantId), Duration.ofMillis(PAUSES.apply(failures)));
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

  private Read readAlone(UUID tenantId) {
    Place known = places.getIfPresent(tenantId);
    Place place = known == null ? reads.run(this::stored) : known;
    return new Read(place, readAfter(place.next));
  }

  private boolean consume(UUID tenantId, Read read) {
    Place place = read.place;
    ListEventsResponse page = read.page;
    List<Event> events = page.getEventsList().stream().filter(this::concerns).toList();
    boolean passes = events.isEmpty() && !page.getHasMore();
    // For events that concern nobody, the cursor is stored only from time to time: a write for
    // each look would be a waste, but a cursor that never moved would expire.
    if (passes && (page.getNextCursor().equals(place.cursor) || !isLongBehind(place))) {
      places.put(tenantId, new Place(place.cursor, page.getNextCursor(), place.movedAt));
      return false;
    }
    boolean isThere =
        consumeEvents.run(consumer, place.cursor, events, page.getNextCursor(), due::isClosed);
    if (isThere) {
      places.put(tenantId, new Place(page.getNextCursor(), page.getNextCursor(), clock.instant()));
    } else {
      // Another process applied the events, or only a part was applied: the stored cursor tells.
      places.invalidate(tenantId);
    }
    if (!isThere || page.getHasMore()) {
      due.add(List.of(tenantId), Duration.ZERO);
    }
    return page.getHasMore();
  }

  private boolean concerns(Event event) {
    try {
      return consumer.concerns(event);
    } catch (RuntimeException e) {
      // Applying it fails for the same reason, and has it parked.
      return true;
    }
  }

  private Place stored() {
    Stored cursor = cursors.read(consumer);
    return new Place(cursor.text(), cursor.text(), cursor.movedAt());
  }

  private boolean isLongBehind(Place place) {
    return !place.movedAt.plus(CURSOR_BEHIND).isAfter(clock.instant());
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
    try {
      if (!reader.join(left(until))) {
        reader.interrupt();
      }
      workers.shutdown();
      if (!workers.awaitTermination(left(until).toNanos(), TimeUnit.NANOSECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reader.interrupt();
      workers.shutdownNow();
    }
  }

  private static Duration left(long untilNanos) {
    return Duration.ofNanos(Math.max(1, untilNanos - System.nanoTime()));
  }
}
