package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.background.Background;
import id.laris.common.db.Writes;
import id.laris.events.EventConsumer;
import id.laris.pos.Service;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.ListEventsRequest;
import id.laris.pos.v1.ListEventsResponse;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Applies the events of a tenant again, as a consumer does that has lost its cursor, such as where
 * an operator has deleted the row.
 */
@Component
class EventsAgain {

  private final List<EventConsumer> consumers;
  private final Background background;
  private final Writes writes;
  private final TestCalls calls;
  private final Rows rows;

  EventsAgain(
      List<EventConsumer> consumers,
      Background background,
      Writes writes,
      TestCalls calls,
      Rows rows) {
    this.consumers = consumers;
    this.background = background;
    this.writes = writes;
    this.calls = calls;
    this.rows = rows;
  }

  /** Once all consumers have applied everything, nothing of the tenant changes by it. */
  void changeNothing(UUID tenant) {
    awaitConsumers(tenant);
    String before = rows.fingerprint(tenant);

    long applied = consumers.stream().mapToLong(consumer -> apply(consumer, tenant)).sum();

    assertThat(applied).isPositive();
    assertThat(rows.fingerprint(tenant)).isEqualTo(before);
  }

  /** Waits until all consumers have applied everything. */
  void awaitConsumers(UUID tenant) {
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () ->
                assertThat(consumers.stream().filter(consumer -> !isDone(consumer, tenant)))
                    .extracting(EventConsumer::name)
                    .as("consumers that have events to apply")
                    .isEmpty());
  }

  private boolean isDone(EventConsumer consumer, UUID tenant) {
    Optional<String> cursor =
        rows.asOwner()
            .sql(
                "select cursor from %s.consumer_cursor where tenant_id = ? and consumer = ?"
                    .formatted(schema(consumer)))
            .params(tenant, consumer.name())
            .query((row, number) -> row.getString(1))
            .optional();
    // The stored cursor lags behind by events that do not concern the consumer, even by pages.
    ListEventsResponse left = events(consumer, tenant, cursor.orElse(""));
    while (left.getHasMore() && left.getEventsList().stream().noneMatch(consumer::concerns)) {
      left = events(consumer, tenant, left.getNextCursor());
    }
    return left.getEventsList().stream().noneMatch(consumer::concerns);
  }

  private long apply(EventConsumer consumer, UUID tenant) {
    long applied = 0;
    ListEventsResponse page = events(consumer, tenant, "");
    while (page.getEventsCount() > 0) {
      List<Event> again = page.getEventsList().stream().filter(consumer::concerns).toList();
      background.run(
          tenant,
          consumer.service(),
          consumer.name(),
          () ->
              writes.run(
                  () -> {
                    consumer.apply(again);
                    return true;
                  }));
      applied += again.size();
      page = events(consumer, tenant, page.getNextCursor());
    }
    return applied;
  }

  private ListEventsResponse events(EventConsumer consumer, UUID tenant, String cursor) {
    return EventServiceGrpc.newBlockingStub(calls.as(tenant))
        .listEvents(
            ListEventsRequest.newBuilder()
                .setAfterCursor(cursor)
                .addAllTypes(consumer.typeNames())
                .setLimit(1_000)
                .build());
  }

  private static String schema(EventConsumer consumer) {
    return List.of(Service.values()).stream()
        .filter(service -> service.grpcName().equals(consumer.service()))
        .findFirst()
        .orElseThrow()
        .shortName();
  }
}
