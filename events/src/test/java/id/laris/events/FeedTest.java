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
    awaitReadable(1);

    Event event = list("", 10).getEvents(0);

    assertThat(event.getType()).isEqualTo(Bakery.BAKED.name());
    assertThat(event.getAggregateType()).isEqualTo("Cake");
    assertThat(event.getAggregateId()).isEqualTo(cake.toString());
    assertThat(event.getSequence()).isEqualTo(1);
    assertThat(event.hasOccurredAt()).isTrue();
    assertThat(event.getPayload().unpack(Category.class).getId()).isEqualTo(cake.toString());
  }

  @Test
  void pageByPageEachEventComesOnce() {
    for (int i = 0; i < 25; i++) {
      bakery.bake(tenant, cake);
    }
    awaitReadable(25);

    assertThat(walk("", 4)).extracting(Event::getSequence).isEqualTo(upTo(25));
    assertThat(list("", 25).getHasMore()).as("25 of 25, and the next page is empty").isTrue();
    assertThat(list("", 26).getHasMore()).isFalse();
  }

  /**
   * The first transaction has its number before the second, and waits for the second's lock: by
   * number its event would come first.
   */
  @Test
  void aTransactionThatWaitedForALockComesAfterTheOneItWaitedFor() throws Exception {
    bakery.bake(tenant, cake);
    CountDownLatch firstHasItsNumber = new CountDownLatch(1);
    CountDownLatch secondHasTheLock = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first =
          threads.submit(
              () ->
                  bakery.inTransaction(
                      tenant,
                      () -> {
                        transactionNumber();
                        firstHasItsNumber.countDown();
                        await(secondHasTheLock);
                        bakery.change(tenant, cake, Bakery.EATEN);
                      }));
      await(firstHasItsNumber);
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
    awaitReadable(3);

    assertThat(walk("", 100)).extracting(Event::getSequence).containsExactly(1L, 2L, 3L);
  }

  @Test
  void twoSchemasMayHaveTheSamePositionAndNumber() {
    for (String schema : List.of("kitchen", "bakery")) {
      for (int number = 1; number <= 3; number++) {
        insert(schema, 5, 1_000_000_000L + number);
      }
    }

    for (int limit = 1; limit <= 6; limit++) {
      assertThat(walk("", limit))
          .as("by %d", limit)
          .extracting(Event::getCursor)
          .doesNotHaveDuplicates()
          .hasSize(6);
    }
  }

  @Test
  void aFilterLeavesOutTheOthersAndTheCursorPassesThem() {
    UUID other = UUID.randomUUID();
    for (int i = 0; i < 5; i++) {
      bakery.bake(tenant, cake);
      bakery.eat(tenant, other);
    }
    awaitReadable(10);

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
    awaitReadable(2_501);
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
    awaitReadable(5);

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
    awaitReadable(10);

    assertThat(walk("", 3)).extracting(Event::getSequence).isEqualTo(upTo(10));
  }

  @Test
  void whatWasRolledBackNeverComes() {
    bakery.bake(tenant, cake);
    try {
      bakery.inTransaction(
          tenant,
          () -> {
            bakery.change(tenant, cake, Bakery.BAKED);
            throw new IllegalArgumentException("burnt");
          });
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessage("burnt");
    }
    bakery.bake(tenant, cake);
    awaitReadable(2);

    assertThat(walk("", 100)).extracting(Event::getSequence).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "0",
        "1.1",
        "now",
        "-1.1.bakery",
        "1.-1.bakery",
        "1.1.",
        "1.1.Bakery",
        "01.1.bakery",
        "1.1.bakery ;",
        "9999999999999999999.1.bakery",
        "1.9999999999999999999.bakery",
        "999999999999999999.1.bakery"
      })
  void aCursorThatWasNeverGivenIsRefused(String cursor) {
    Refusal.of(() -> list(cursor, 1)).has(Reason.VALIDATION_FAILED).naming("after_cursor");
  }

  @Test
  void aTenantSeesItsOwnEventsOnly() {
    bakery.bake(tenant, cake);
    UUID other = UUID.randomUUID();
    bakery.bake(other, cake);
    awaitReadable(1);
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
                        explain select position, number from bakery.outbox
                        where tenant_id = ? and (position, number) > (5, 5)
                          and position < %s
                        order by position, number limit 100
                        """
                            .formatted(FeedSql.HORIZON))
                    .param(tenant)
                    .query((row, number) -> row.getString(1))
                    .list()));

    assertThat(String.join("\n", plan))
        .contains("outbox_position_idx")
        .containsPattern("Index Cond: .*ROW\\(\"?position\"?, number\\) > ROW")
        .doesNotContain("Sort");
  }

  /**
   * Events can be read once no transaction that began before them is running, here or elsewhere.
   */
  private void awaitReadable(int count) {
    org.awaitility.Awaitility.await().until(() -> walk("", 1_000).size() == count);
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

  private void transactionNumber() {
    assertThat(jdbc.sql("select pg_current_xact_id()::text").query(String.class).single())
        .isNotEmpty();
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

  private void insert(String schema, long position, long number) {
    tables
        .asOwner()
        .sql(
            """
            insert into %s.outbox (tenant_id, id, aggregate_type, aggregate_id, sequence, type, payload_type, payload, occurred_at,
              position, number)
            overriding system value
            values (?, gen_random_uuid(), 'Cake', gen_random_uuid(), 1, 'CakeBaked', 'pos.v1.Category', '', now(), ?, ?)
            """
                .formatted(schema))
        .params(tenant, position, number)
        .update();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
