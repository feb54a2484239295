package id.laris.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Headers;
import id.laris.common.grpc.Streams;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.SubscribeRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Metadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A subscriber gets events as they are committed. */
@EventsTest
class SubscribeTest {

  @Autowired TestCalls calls;
  @Autowired Bakery bakery;
  @Autowired Streams streams;
  @Autowired FeedSignals signals;
  @Autowired FeedListener listener;
  @Autowired SentMessages sent;
  @Autowired DatabaseSettings database;

  private final UUID tenant = UUID.randomUUID();
  private final UUID cake = UUID.randomUUID();
  private Tables tables;

  @BeforeEach
  void seeTables() {
    tables = new Tables(database);
  }

  @Test
  void firstComesWhatWasAndThenWhatHappens() {
    bakery.bake(tenant, cake);
    try (Subscriber subscriber = Subscriber.of(calls.as(tenant), "")) {
      subscriber.awaitEvents(1).awaitCaughtUp();
      bakery.bake(tenant, cake);
      bakery.bake(tenant, cake);

      assertThat(subscriber.awaitEvents(3).sequences()).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void fromNowOnLeavesOutWhatWas() {
    bakery.bake(tenant, cake);
    try (Subscriber all = Subscriber.of(calls.as(tenant), "")) {
      all.awaitEvents(1);
    }
    try (Subscriber subscriber = Subscriber.of(calls.as(tenant), "now")) {
      subscriber.awaitCaughtUp();
      bakery.bake(tenant, cake);

      assertThat(subscriber.awaitEvents(1).sequences()).containsExactly(2L);
    }
  }

  @Test
  void whoComesBackWithTheLastCursorMissesNothingAndSeesNothingTwice() {
    List<Event> seen = new ArrayList<>();
    String cursor = "";
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 7; i++) {
        bakery.bake(tenant, cake);
      }
      try (Subscriber subscriber = Subscriber.of(calls.as(tenant), cursor)) {
        seen.addAll(subscriber.awaitEvents(7).events());
        cursor = subscriber.events().getLast().getCursor();
      }
    }

    assertThat(seen)
        .extracting(Event::getSequence)
        .isEqualTo(LongStream.rangeClosed(1, 35).boxed().toList());
  }

  @Test
  void onlyWhatWasAskedForComesAndTheCursorPassesTheRest() {
    bakery.bake(tenant, cake);
    bakery.eat(tenant, UUID.randomUUID());
    SubscribeRequest request = SubscribeRequest.newBuilder().addTypes(Bakery.BAKED.name()).build();
    try (Subscriber subscriber = Subscriber.of(calls.as(tenant), request)) {
      subscriber.awaitEvents(1).awaitCaughtUp();
      bakery.eat(tenant, cake);
      String atTheEvent = subscriber.events().getFirst().getCursor();

      await().until(() -> !subscriber.lastCursor().equals(atTheEvent));
      assertThat(subscriber.events()).hasSize(1);
    }
  }

  @Test
  void aReaderOfNothingHearsWhereItIsNowAndThen() {
    try (Subscriber subscriber = Subscriber.of(calls.as(tenant), "")) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> subscriber.received().stream().filter(m -> !m.hasEvent()).count() >= 3);
    }
  }

  @Test
  void aTransactionOfAnotherTenantThatStaysOpenDelaysNothing() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    UUID slow = UUID.randomUUID();
    Thread transaction =
        Thread.startVirtualThread(
            () ->
                bakery.inTransaction(
                    slow,
                    () -> {
                      bakery.change(slow, cake, Bakery.BAKED);
                      running.countDown();
                      awaitLatch(end);
                    }));
    awaitLatch(running);
    try (Subscriber subscriber = Subscriber.of(calls.as(tenant), "");
        Subscriber ofTheSlow = Subscriber.of(calls.as(slow), "")) {
      bakery.bake(tenant, cake);
      bakery.bake(slow, UUID.randomUUID());

      assertThat(subscriber.awaitEvents(1).sequences()).containsExactly(1L);
      assertThat(ofTheSlow.awaitEvents(1).events())
          .as("nor does it delay others of its own tenant")
          .hasSize(1);
      end.countDown();
      assertThat(ofTheSlow.awaitEvents(2).events())
          .extracting(Event::getAggregateId)
          .last()
          .isEqualTo(cake.toString());
    } finally {
      end.countDown();
      transaction.join();
    }
  }

  @Test
  void whatAnotherProcessTellsOfIsLookedAt() {
    try (Subscriber subscriber = Subscriber.of(calls.as(tenant), "")) {
      subscriber.awaitCaughtUp();
      await().until(listener::isListening);
      // As another process would: an event without a signal in this process, and then the
      // notification. Without the notification the reader would look only after ten seconds.
      tables.insertUnseen("bakery", tenant, 1);
      tables
          .asOwner()
          .sql("select pg_notify('laris_events', ?)")
          .param(UUID.randomUUID() + ":" + UUID.randomUUID() + "," + tenant)
          .query((row, number) -> "")
          .list();

      await().atMost(Duration.ofSeconds(5)).until(() -> subscriber.events().size() == 1);
    }
  }

  @Test
  void afterItsConnectionBrokeEverybodyLooks() {
    try (Subscriber subscriber = Subscriber.of(calls.as(tenant), "")) {
      subscriber.awaitCaughtUp();
      await().until(listener::isListening);
      tables.insertUnseen("bakery", tenant, 1);
      tables
          .asOwner()
          .sql(
              """
              select pg_terminate_backend(pid) from pg_stat_activity
              where application_name = 'laris feed listener' and datname = current_database()
              """)
          .query((row, number) -> "")
          .list();

      await().atMost(Duration.ofSeconds(5)).until(() -> subscriber.events().size() == 1);
    }
  }

  @Test
  void oneThatStopsReadingNeitherHoldsUpWritersNorIsAnythingKeptForIt() {
    int events = 50_000;
    UUID trace = UUID.randomUUID();
    Metadata headers = TestCalls.headers(tenant);
    String traceId = trace.toString().replace("-", "");
    headers.put(Headers.TRACEPARENT, "00-%s-0000000000000001-01".formatted(traceId));
    bakery.bakeMany(tenant, 500, 100);
    try (Subscriber subscriber =
        Subscriber.of(calls.with(headers), SubscribeRequest.getDefaultInstance(), 1)) {
      for (int i = 1; i < events / 500; i++) {
        bakery.bakeMany(tenant, 500, 100);
      }
      await().until(() -> subscriber.received().size() == 1);
      assertThat(sent.of(traceId)).as("handed out for a reader of one").isLessThanOrEqualTo(2);

      subscriber.read(1_000_000);
      subscriber.awaitEvents(events);
      assertThat(new HashSet<>(subscriber.eventIds()))
          .isEqualTo(new HashSet<>(tables.committed(tenant)))
          .hasSize(events);
    }
  }

  @Test
  void nothingIsLeftOfThoseWhoAreGone() {
    await().until(() -> streams.count() == 1);
    int before = signals.count();
    List<Subscriber> subscribers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      subscribers.add(Subscriber.of(calls.as(tenant), "").awaitCaughtUp());
    }
    assertThat(streams.count()).isEqualTo(21);

    subscribers.forEach(Subscriber::close);

    await().until(() -> streams.count() == 1);
    assertThat(signals.count()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "NOW", "1.1", "bakery:999999999999999999"})
  void aCursorThatWasNeverGivenIsRefused(String cursor) {
    try (Subscriber subscriber = Subscriber.of(calls.as(tenant), cursor)) {
      Refusal.of(subscriber.awaitFailure()).has(Reason.VALIDATION_FAILED).naming("after_cursor");
    }
  }

  @Test
  void theScopeIsNeeded() {
    try (Subscriber subscriber = Subscriber.of(calls.as(tenant, "sales.read"), "")) {
      Refusal.of(subscriber.awaitFailure()).has(Reason.PERMISSION_DENIED);
    }
  }

  @Test
  void aTenantHearsOfItsOwnEventsOnly() {
    UUID other = UUID.randomUUID();
    try (Subscriber mine = Subscriber.of(calls.as(tenant), "");
        Subscriber theirs = Subscriber.of(calls.as(other), "")) {
      for (int i = 0; i < 10; i++) {
        bakery.bake(tenant, cake);
        bakery.bake(other, cake);
      }

      assertThat(mine.awaitEvents(10).eventIds())
          .hasSize(10)
          .containsExactlyInAnyOrderElementsOf(tables.committed(tenant));
      assertThat(theirs.awaitEvents(10).eventIds())
          .hasSize(10)
          .containsExactlyInAnyOrderElementsOf(tables.committed(other));
    }
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
