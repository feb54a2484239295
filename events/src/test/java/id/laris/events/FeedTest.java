package id.laris.events;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Category;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.EventServiceGrpc.EventServiceBlockingStub;
import id.laris.pos.v1.ListEventsRequest;
import id.laris.pos.v1.ListEventsResponse;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The answers of ListEvents, their order, and their cursors. */
@EventsTest
class FeedTest {

  @Autowired TestCalls calls;
  @Autowired Bakery bakery;
  @Autowired DatabaseSettings database;
  @Autowired JdbcClient jdbc;

  private final UUID tenant = UUID.randomUUID();
  private final UUID cake = UUID.randomUUID();
  private EventServiceBlockingStub events;
  private Tables tables;

  @BeforeEach
  void newTenant() {
    events = EventServiceGrpc.newBlockingStub(calls.as(tenant));
    tables = new Tables(database);
  }

  @Test
  void anEventSaysWhatHappenedToWhatAndWhen() throws Exception {
    bakery.bake(tenant, cake);

    Event event = list("", 10).getEvents(0);

    assertThat(event.getType()).isEqualTo(Bakery.BAKED.name());
    assertThat(event.getAggregateType()).isEqualTo("Cake");
    assertThat(event.getAggregateId()).isEqualTo(cake.toString());
    assertThat(event.getSequence()).isEqualTo(1);
    assertThat(event.hasOccurredAt()).isTrue();
    assertThat(event.getPayload().unpack(Category.class).getId()).isEqualTo(cake.toString());
    assertThat(event.getActor().getRpc()).isEqualTo(Bakery.SERVICE + "/test");
    assertThat(event.getActor().getTraceId()).hasSize(32);
    assertThat(event.getActor().getUserId()).as("work of Laris itself").isEmpty();
  }

  @Test
  void pageByPageEachEventComesOnce() {
    for (int i = 0; i < 25; i++) {
      bakery.bake(tenant, cake);
    }

    assertThat(walk("", 4)).extracting(Event::getSequence).isEqualTo(upTo(25));
    assertThat(list("", 25).getHasMore()).as("25 of 25, and the next page is empty").isTrue();
    assertThat(list("", 26).getHasMore()).isFalse();
  }

  /**
   * The first transaction begins before the second, and waits for the second's lock: its event
   * comes second.
   */
  @Test
  void aTransactionThatWaitedForALockComesAfterTheOneItWaitedFor() throws Exception {
    bakery.bake(tenant, cake);
    CountDownLatch firstHasBegun = new CountDownLatch(1);
    CountDownLatch secondHasTheLock = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first =
          threads.submit(
              () ->
                  bakery.inTransaction(
                      tenant,
                      () -> {
                        bakery.touch(tenant, UUID.randomUUID());
                        firstHasBegun.countDown();
                        await(secondHasTheLock);
                        bakery.change(tenant, cake, Bakery.EATEN);
                      }));
      await(firstHasBegun);
      bakery.inTransaction(
          tenant,
          () -> {
            bakery.touch(tenant, cake);
            secondHasTheLock.countDown();
            waitUntilSomebodyWaitsForUs();
            bakery.tell(cake, 2, Bakery.BAKED);
          });
      first.get();
    }

    assertThat(walk("", 100)).extracting(Event::getSequence).containsExactly(1L, 2L, 3L);
  }

  @Test
  void twoSchemasHaveTheSameNumbers() {
    tables.insertUnseen("kitchen", tenant, 3);
    tables.insertUnseen("bakery", tenant, 3);

    for (int limit = 1; limit <= 6; limit++) {
      assertThat(walk("", limit))
          .as("by %d", limit)
          .hasSize(6)
          .doesNotHaveDuplicates()
          .extracting(Event::getCursor)
          .doesNotHaveDuplicates();
    }
  }

  /** As a process that had the bakery alone would have given it, or one that had more. */
  @Test
  void aCursorStaysValidWhereAProcessHasOtherSchemas() {
    tables.insertUnseen("kitchen", tenant, 2);
    bakery.bake(tenant, cake);
    bakery.bake(tenant, cake);

    assertThat(walk("bakery:1", 10)).hasSize(3);
    assertThat(walk("bakery:1,kitchen:2", 10)).hasSize(1);
    assertThat(list("orchard:7,bakery:2,kitchen:2", 10).getNextCursor())
        .isEqualTo("bakery:2,kitchen:2,orchard:7");
  }

  /**
   * A reader that polls all the time, while writers commit, wait for each other and roll back: a
   * number that came late would be behind its cursor.
   */
  @Test
  void numbersAreInTheOrderOfCommitsAndHaveNoGap() throws Exception {
    int writers = 8;
    int each = 40;
    List<UUID> cakes = Bakery.cakes(3);
    List<Event> seen = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writing = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int first = writer;
        writing.add(threads.submit(() -> bakeAndBurn(cakes, first, each)));
      }
      ListEventsResponse page = list("", 7);
      boolean done = false;
      while (!done || page.getEventsCount() > 0) {
        done = writing.stream().allMatch(Future::isDone);
        seen.addAll(page.getEventsList());
        page = list(page.getNextCursor(), 7);
      }
      for (Future<?> writer : writing) {
        writer.get();
      }
    }

    List<Long> numbers = tables.numbers(tenant);
    assertThat(numbers).isEqualTo(upTo(numbers.size())).hasSizeGreaterThan(writers * each);
    assertThat(seen)
        .extracting(event -> FeedCursor.parse(event.getCursor()).numberIn("bakery"))
        .isEqualTo(numbers);
  }

  private void bakeAndBurn(List<UUID> cakes, int first, int times) {
    for (int i = 0; i < times; i++) {
      bakery.change(tenant, cakes.subList(0, 1 + (first + i) % cakes.size()), false);
      try {
        bakery.change(tenant, cakes.subList(0, 1), true);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessage("burnt");
      }
    }
  }

  @Test
  void aFilterLeavesOutTheOthersAndTheCursorPassesThem() {
    UUID other = UUID.randomUUID();
    for (int i = 0; i < 5; i++) {
      bakery.bake(tenant, cake);
      bakery.eat(tenant, other);
    }

    ListEventsResponse ofType =
        events.listEvents(ListEventsRequest.newBuilder().addTypes(Bakery.EATEN.name()).build());
    ListEventsResponse ofCake =
        events.listEvents(ListEventsRequest.newBuilder().addAggregateIds(cake.toString()).build());

    assertThat(ofType.getEventsList()).hasSize(5).allMatch(Bakery.EATEN::matches);
    assertThat(ofCake.getEventsList())
        .hasSize(5)
        .allMatch(e -> e.getAggregateId().equals(cake.toString()));
    assertThat(ofCake.getNextCursor())
        .as("past the last event, which was not asked for")
        .isEqualTo(ofType.getNextCursor());
  }

  @Test
  void aRareEventIsFoundBehindMoreThanOneLookCovers() {
    bakery.bakeMany(tenant, 2_500, 0);
    bakery.eat(tenant, cake);
    ListEventsRequest.Builder request =
        ListEventsRequest.newBuilder().addTypes(Bakery.EATEN.name());

    List<Event> found = new ArrayList<>();
    ListEventsResponse response;
    int calls = 0;
    do {
      response = events.listEvents(request.build());
      found.addAll(response.getEventsList());
      request.setAfterCursor(response.getNextCursor());
      calls++;
    } while (response.getHasMore());

    assertThat(found).hasSize(1);
    assertThat(calls).isEqualTo(3);
  }

  @Test
  void aPageEndsEarlyWherePayloadsAreLarge() {
    bakery.bakeMany(tenant, 5, 600_000);

    ListEventsResponse first = list("", 100);

    assertThat(first.getEventsList()).hasSize(2);
    assertThat(first.getHasMore()).isTrue();
    assertThat(walk("", 100)).hasSize(5);
  }

  @Test
  void manyEventsOfOneTransactionKeepTheirOrder() {
    bakery.inTransaction(
        tenant,
        () -> {
          for (int i = 0; i < 10; i++) {
            bakery.change(tenant, cake, Bakery.BAKED);
          }
        });

    assertThat(walk("", 3)).extracting(Event::getSequence).isEqualTo(upTo(10));
  }

  @Test
  void whatWasRolledBackNeverComesAndLeavesNoGap() {
    bakery.bake(tenant, cake);
    try {
      bakery.change(tenant, List.of(cake), true);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessage("burnt");
    }
    bakery.bake(tenant, cake);

    assertThat(walk("", 100)).extracting(Event::getSequence).containsExactly(1L, 2L);
    assertThat(tables.numbers(tenant)).containsExactly(1L, 2L);
  }

  @Test
  void aTransactionThatIsDoneAgainTellsOnce() {
    AtomicInteger attempts = new AtomicInteger();
    bakery.inTransaction(
        tenant,
        () -> {
          bakery.change(tenant, cake, Bakery.BAKED);
          if (attempts.incrementAndGet() == 1) {
            var _ =
                jdbc.sql("do $$ begin raise exception using errcode = '40001'; end $$").update();
          }
        });

    assertThat(attempts).hasValue(2);
    assertThat(walk("", 100)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "0",
        "1.1",
        "NOW",
        "bakery",
        "bakery:",
        "bakery:-1",
        "bakery:01",
        "bakery:0,",
        "bakery:0;kitchen:0",
        "bakery:0,bakery:0",
        "Bakery:0",
        "bakery:0 ;",
        "bakery:1",
        "bakery:0,kitchen:1",
        "bakery:999999999999999999",
        "bakery:9999999999999999999",
        "-1.1.bakery",
        "1.1.Bakery"
      })
  void aCursorThatWasNeverGivenIsRefused(String cursor) {
    Refusal.of(() -> list(cursor, 1)).has(Reason.VALIDATION_FAILED).naming("after_cursor");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.bakery", "999999999999999999.1.bakery", "7.5.sales"})
  void aCursorOfAnEarlierVersionIsBeforeAllEventsOfThisOne(String cursor) {
    bakery.bake(tenant, cake);

    assertThat(walk(cursor, 1)).hasSize(1);
  }

  @Test
  void nowIsAfterAllEventsThatAreThere() {
    bakery.bake(tenant, cake);
    tables.insertUnseen("kitchen", tenant, 2);

    ListEventsResponse now = list("now", 10);
    bakery.bake(tenant, cake);

    assertThat(now.getEventsList()).isEmpty();
    assertThat(now.getHasMore()).isFalse();
    assertThat(walk(now.getNextCursor(), 10)).extracting(Event::getSequence).containsExactly(2L);
  }

  @Test
  void aTenantSeesItsOwnEventsOnly() {
    bakery.bake(tenant, cake);
    UUID other = UUID.randomUUID();
    bakery.bake(other, cake);
    String cursor = list("", 10).getNextCursor();

    assertThat(walk("", 10)).hasSize(1);
    EventServiceBlockingStub stranger =
        EventServiceGrpc.newBlockingStub(calls.as(UUID.randomUUID()));
    assertThat(stranger.listEvents(ListEventsRequest.getDefaultInstance()).getEventsList())
        .isEmpty();
    assertThat(
            stranger
                .listEvents(ListEventsRequest.newBuilder().addAggregateIds(cake.toString()).build())
                .getEventsList())
        .isEmpty();
    bakery.bake(other, cake);
    assertThat(
            EventServiceGrpc.newBlockingStub(calls.as(other))
                .listEvents(ListEventsRequest.newBuilder().setAfterCursor(cursor).build())
                .getEventsList())
        .as("another tenant's cursor is only a place in the order")
        .allMatch(event -> event.getAggregateId().equals(cake.toString()))
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void theScopeIsNeeded() {
    Refusal.of(
            () ->
                EventServiceGrpc.newBlockingStub(calls.as(tenant, "catalog.read"))
                    .listEvents(ListEventsRequest.getDefaultInstance()))
        .has(Reason.PERMISSION_DENIED);
  }

  /** Row-level security lets only some operators use an index: these must be among them. */
  @Test
  void readingWalksTheIndex() {
    bakery.bakeMany(tenant, 3_000, 10);
    tables.asOwner().sql("analyze bakery.outbox").update();
    List<String> plan = new ArrayList<>();
    bakery.inTransaction(
        tenant,
        () ->
            plan.addAll(
                jdbc.sql(
                        """
                        explain select number from bakery.outbox
                        where tenant_id = ? and number > 5
                        order by number limit 100
                        """)
                    .param(tenant)
                    .query((row, number) -> row.getString(1))
                    .list()));

    assertThat(String.join("\n", plan))
        .contains("outbox_number_idx")
        .containsPattern("Index Cond: .*number > ")
        .doesNotContain("Sort");
  }

  private ListEventsResponse list(String cursor, int limit) {
    return events.listEvents(
        ListEventsRequest.newBuilder().setAfterCursor(cursor).setLimit(limit).build());
  }

  private List<Event> walk(String cursor, int limit) {
    List<Event> found = new ArrayList<>();
    ListEventsResponse response = list(cursor, limit);
    found.addAll(response.getEventsList());
    while (response.getHasMore()) {
      response = list(response.getNextCursor(), limit);
      found.addAll(response.getEventsList());
    }
    return found;
  }

  private static List<Long> upTo(int last) {
    return java.util.stream.LongStream.rangeClosed(1, last).boxed().toList();
  }

  private void waitUntilSomebodyWaitsForUs() {
    org.awaitility.Awaitility.await()
        .until(
            () ->
                tables
                        .asOwner()
                        .sql(
                            """
                            select count(*) from pg_stat_activity
                            where datname = current_database() and wait_event_type = 'Lock'
                            """)
                        .query(Long.class)
                        .single()
                    > 0);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
