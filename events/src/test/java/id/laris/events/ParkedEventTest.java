package id.laris.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.background.Background;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Headers;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.EventServiceGrpc.EventServiceBlockingStub;
import id.laris.pos.v1.ListParkedEventsRequest;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.ParkedEvent;
import id.laris.pos.v1.RetryParkedEventRequest;
import id.laris.pos.v1.RetryParkedEventResponse;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Events that a consumer cannot apply, and the actions of an operator on them. */
@EventsTest
class ParkedEventTest {

  @Autowired TestCalls calls;
  @Autowired Bakery bakery;
  @Autowired Kitchen kitchen;
  @Autowired DatabaseSettings database;
  @Autowired ConsumeEvents consumeEvents;
  @Autowired Background background;
  @Autowired MeterRegistry meters;

  private final UUID tenant = UUID.randomUUID();
  private final UUID bad = UUID.randomUUID();
  private final UUID good = UUID.randomUUID();
  private EventServiceBlockingStub events;
  private Tables tables;

  @BeforeEach
  void newTenant() {
    events = EventServiceGrpc.newBlockingStub(calls.as(tenant));
    tables = new Tables(database);
  }

  @Test
  void aPoisonEventIsParkedThoseBehindItWaitAndOthersGoOn() {
    poison(Set.of(2L));
    for (int i = 0; i < 5; i++) {
      bakery.bake(tenant, bad);
      bakery.bake(tenant, good);
    }

    await().atMost(Duration.ofSeconds(30)).until(() -> tables.parked(tenant) == 4);
    await().until(() -> tables.sequences(tenant, good).size() == 5);
    assertThat(tables.sequences(tenant, good)).isEqualTo(upTo(5));
    assertThat(tables.sequences(tenant, bad)).containsExactly(1L);
    List<ParkedEvent> parked = parked();
    assertThat(parked)
        .extracting(one -> one.getEvent().getSequence())
        .containsExactly(2L, 3L, 4L, 5L);
    assertThat(parked.getFirst().getConsumer()).isEqualTo(Kitchen.NAME);
    assertThat(parked.getFirst().getFailure()).isEqualTo("IllegalArgumentException: poison");
    assertThat(parked.getFirst().getAttempts()).isEqualTo(5);
    assertThat(parked.getLast().getFailure()).isEmpty();
    assertThat(parked.getLast().getAttempts()).isZero();
    assertThat(parked.getLast().hasParkedAt()).isTrue();
  }

  @Test
  void aRetryDigestsItAndThoseBehindItInOrderAndLaterOnesFollow() {
    ParkedEvent first = parkFour();
    kitchen.noTrouble(tenant);

    RetryParkedEventResponse response = retry(first);

    assertThat(response.getDigested()).isEqualTo(4);
    assertThat(response.hasStillParked()).isFalse();
    bakery.bake(tenant, bad);
    await().until(() -> tables.sequences(tenant, bad).size() == 6);
    assertThat(tables.sequences(tenant, bad)).isEqualTo(upTo(6));
    assertThat(parked()).isEmpty();
  }

  @Test
  void oneThatIsParkedAlreadyIsNotCountedAgain() {
    Counter counter = meters.counter("laris.events.parked", "consumer", Kitchen.NAME);
    double before = counter.count();
    List<Event> parked = List.of(parkFour().getEvent());
    await().until(() -> counter.count() == before + 4);

    String cursor = tables.cursor(tenant);
    boolean isDone =
        background.call(
            tenant,
            Kitchen.SERVICE,
            Kitchen.NAME,
            () -> consumeEvents.run(kitchen, cursor, parked, cursor, () -> false));

    assertThat(isDone).isTrue();
    assertThat(counter.count()).isEqualTo(before + 4);
    assertThat(tables.parked(tenant)).isEqualTo(4);
  }

  @Test
  void aConsumerThatBeginsAnewStillParksBehindThem() {
    ParkedEvent first = parkFour();
    kitchen.noTrouble(tenant);
    var _ =
        tables
            .asOwner()
            .sql("delete from kitchen.consumer_cursor where tenant_id = ?")
            .param(tenant)
            .update();

    bakery.bake(tenant, bad);

    await().atMost(Duration.ofSeconds(30)).until(() -> tables.parked(tenant) == 6);
    assertThat(tables.sequences(tenant, bad)).containsExactly(1L);
    assertThat(parked().getFirst().getId()).isEqualTo(first.getId());
  }

  @Test
  void aRetryThatFailsKeepsItWithTheNewFailure() {
    ParkedEvent first = parkFour();

    RetryParkedEventResponse response = retry(first);

    assertThat(response.getDigested()).isZero();
    assertThat(response.getStillParked().getId()).isEqualTo(first.getId());
    assertThat(response.getStillParked().getAttempts()).isEqualTo(6);
    assertThat(parked().getFirst().getAttempts()).isEqualTo(6);
    assertThat(tables.sequences(tenant, bad)).containsExactly(1L);
  }

  @Test
  void aRetryGoesAsFarAsItCan() {
    ParkedEvent first = parkFour();
    poison(Set.of(4L));

    RetryParkedEventResponse response = retry(first);

    assertThat(response.getDigested()).isEqualTo(2);
    assertThat(response.getStillParked().getEvent().getSequence()).isEqualTo(4);
    assertThat(response.getStillParked().getFailure()).contains("poison");
    assertThat(tables.sequences(tenant, bad)).containsExactly(1L, 2L, 3L);
    assertThat(parked()).extracting(one -> one.getEvent().getSequence()).containsExactly(4L, 5L);
  }

  @Test
  void oneBehindAnotherIsRefused() {
    parkFour();

    Refusal.of(() -> retry(parked().get(1)))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .with("oldest", parked().getFirst().getId());
  }

  @Test
  void aRetryUnderAKeyIsAnsweredAgainAndNothingIsDoneTwice() {
    ParkedEvent first = parkFour();
    kitchen.noTrouble(tenant);
    UUID key = UUID.randomUUID();

    RetryParkedEventResponse once = retryUnder(key, first, new AtomicReference<>());
    AtomicReference<Metadata> headers = new AtomicReference<>();
    RetryParkedEventResponse again = retryUnder(key, first, headers);

    assertThat(again).isEqualTo(once);
    assertThat(headers.get().get(Headers.IDEMPOTENCY_REPLAYED)).isEqualTo("true");
    assertThat(tables.sequences(tenant, bad)).isEqualTo(upTo(5));
    Refusal.of(() -> retry(first)).has(Reason.NOT_FOUND);
    Refusal.of(
            () ->
                EventServiceGrpc.newBlockingStub(calls.as(tenant, key))
                    .retryParkedEvent(request(UUID.randomUUID().toString())))
        .has(Reason.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void ofManyAtOnceOneDigestsThem() {
    ParkedEvent first = parkFour();
    kitchen.noTrouble(tenant);

    var outcomes = Parallel.times(10, i -> retry(first));

    assertThat(Parallel.successes(outcomes))
        .singleElement()
        .extracting(RetryParkedEventResponse::getDigested)
        .isEqualTo(4);
    assertThat(tables.sequences(tenant, bad)).isEqualTo(upTo(5));
  }

  @Test
  void nothingOvertakesWhileTheEngineRuns() {
    poison(Set.of(2L));
    Thread baker =
        Thread.startVirtualThread(
            () -> {
              for (int i = 0; i < 300; i++) {
                bakery.bake(tenant, bad);
              }
            });
    await().atMost(Duration.ofSeconds(30)).until(() -> tables.parked(tenant) > 0);
    kitchen.noTrouble(tenant);

    retry(parked().getFirst());

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !baker.isAlive() && tables.sequences(tenant, bad).size() == 300);
    assertThat(tables.sequences(tenant, bad)).isEqualTo(upTo(300));
  }

  @Test
  void theListComesInPagesAndByConsumer() {
    parkFour();

    var first =
        events.listParkedEvents(
            ListParkedEventsRequest.newBuilder()
                .setConsumer(Kitchen.NAME)
                .setPagination(PaginationRequest.newBuilder().setPageSize(3))
                .build());
    var second =
        events.listParkedEvents(
            ListParkedEventsRequest.newBuilder()
                .setPagination(
                    PaginationRequest.newBuilder()
                        .setPageToken(first.getPagination().getNextPageToken()))
                .build());

    assertThat(first.getParkedEventsList()).hasSize(3);
    assertThat(second.getParkedEventsList()).hasSize(1);
    assertThat(second.getPagination().getNextPageToken()).isEmpty();
    assertThat(
            events
                .listParkedEvents(
                    ListParkedEventsRequest.newBuilder().setConsumer("no.one").build())
                .getParkedEventsList())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1-1-1-1", "' or true --"})
  void aPageTokenThatWasNeverGivenIsRefused(String token) {
    Refusal.of(
            () ->
                events.listParkedEvents(
                    ListParkedEventsRequest.newBuilder()
                        .setPagination(PaginationRequest.newBuilder().setPageToken(token))
                        .build()))
        .has(Reason.INVALID_PAGE_TOKEN);
  }

  @Test
  void anotherTenantNeitherSeesNorRetriesThem() {
    ParkedEvent first = parkFour();
    EventServiceBlockingStub stranger =
        EventServiceGrpc.newBlockingStub(calls.as(UUID.randomUUID()));

    assertThat(
            stranger
                .listParkedEvents(ListParkedEventsRequest.getDefaultInstance())
                .getParkedEventsList())
        .isEmpty();
    Refusal.of(() -> stranger.retryParkedEvent(request(first.getId()))).has(Reason.NOT_FOUND);
    assertThat(tables.parked(tenant)).isEqualTo(4);
  }

  @Test
  void whoMayOnlyReadMayNotRetry() {
    Refusal.of(
            () ->
                EventServiceGrpc.newBlockingStub(calls.as(tenant, "events.read"))
                    .retryParkedEvent(request(UUID.randomUUID().toString())))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "events.write");
  }

  private void poison(Set<Long> sequences) {
    kitchen.trouble(
        tenant,
        batch -> {
          boolean poisoned =
              batch.stream()
                  .anyMatch(
                      event ->
                          event.getAggregateId().equals(bad.toString())
                              && sequences.contains(event.getSequence()));
          if (poisoned) {
            throw new IllegalArgumentException("poison");
          }
        });
  }

  /** Versions 2 to 5 of the bad cake. */
  private ParkedEvent parkFour() {
    poison(Set.of(2L));
    for (int i = 0; i < 5; i++) {
      bakery.bake(tenant, bad);
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> tables.parked(tenant) == 4);
    return parked().getFirst();
  }

  private List<ParkedEvent> parked() {
    return events
        .listParkedEvents(ListParkedEventsRequest.getDefaultInstance())
        .getParkedEventsList();
  }

  private RetryParkedEventResponse retry(ParkedEvent parked) {
    return events.retryParkedEvent(request(parked.getId()));
  }

  private RetryParkedEventResponse retryUnder(
      UUID key, ParkedEvent parked, AtomicReference<Metadata> headers) {
    return EventServiceGrpc.newBlockingStub(calls.as(tenant, key))
        .withInterceptors(
            MetadataUtils.newCaptureMetadataInterceptor(headers, new AtomicReference<>()))
        .retryParkedEvent(request(parked.getId()));
  }

  private static RetryParkedEventRequest request(String id) {
    return RetryParkedEventRequest.newBuilder().setParkedEventId(id).build();
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
