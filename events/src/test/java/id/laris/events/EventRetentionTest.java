package id.laris.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import id.laris.common.CannotStart;
import id.laris.common.background.Background;
import id.laris.common.background.TenantJob;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.EventServiceGrpc.EventServiceBlockingStub;
import id.laris.pos.v1.ListEventsRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Events are kept for 30 days; a reader that comes later gets an error. */
@EventsTest
class EventRetentionTest {

  @Autowired TestCalls calls;
  @Autowired Bakery bakery;
  @Autowired FakeClock clock;
  @Autowired EventRetention retention;
  @Autowired Background background;
  @Autowired DatabaseSettings database;

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
  void whatIsOlderGoesAndAReaderOfItIsTold() {
    for (int i = 0; i < 3; i++) {
      bakery.bake(tenant, cake);
    }
    List<Event> old = await().until(() -> list(""), found -> found.size() == 3);
    clock.advance(Duration.ofDays(31));
    bakery.bake(tenant, cake);

    sweep();

    await().until(() -> list("").size() == 1);
    assertThat(list("")).extracting(Event::getSequence).containsExactly(4L);
    Refusal.of(() -> list(old.getFirst().getCursor())).has(Reason.CURSOR_EXPIRED);
    Refusal.of(() -> list(old.get(1).getCursor())).has(Reason.CURSOR_EXPIRED);
    Refusal.of(() -> list("999999999999999999.1.bakery")).has(Reason.CURSOR_EXPIRED);
    assertThat(list(old.getLast().getCursor()))
        .as("who has seen the last that was deleted has missed nothing")
        .extracting(Event::getSequence)
        .containsExactly(4L);
    try (Subscriber subscriber = Subscriber.of(calls.as(tenant), old.getFirst().getCursor())) {
      Refusal.of(subscriber.awaitFailure()).has(Reason.CURSOR_EXPIRED);
    }
  }

  @Test
  void fromNowOnIsNeverTooOldThoughNothingIsLeft() {
    bakery.bake(tenant, cake);
    await().until(() -> list("").size() == 1);
    clock.advance(Duration.ofDays(31));
    sweep();
    assertThat(list("")).isEmpty();

    try (Subscriber subscriber = Subscriber.of(calls.as(tenant), "now")) {
      subscriber.awaitCaughtUp();
      bakery.bake(tenant, cake);
      assertThat(subscriber.awaitEvents(1).sequences()).containsExactly(2L);
      assertThat(list(subscriber.lastCursor())).isEmpty();
    }
  }

  @Test
  void manyGoInSeveralBatches() {
    bakery.bakeMany(tenant, 2_500, 0);
    clock.advance(Duration.ofDays(30).plusSeconds(1));

    sweep();

    assertThat(tables.committed(tenant)).isEmpty();
  }

  @Test
  void whatIsYoungerStays() {
    bakery.bake(tenant, cake);
    clock.advance(Duration.ofDays(29));

    sweep();

    assertThat(tables.committed(tenant)).hasSize(1);
  }

  @Test
  void anotherTenantsEventsAreNotTouched() {
    UUID other = UUID.randomUUID();
    bakery.bake(other, cake);
    bakery.bake(tenant, cake);
    clock.advance(Duration.ofDays(31));

    sweep();

    assertThat(tables.committed(tenant)).isEmpty();
    assertThat(tables.committed(other)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "3651", "thirty", "1.5", "99999"})
  void aRetentionThatIsNoNumberOfDaysStopsTheStart(String days) {
    assertThatThrownBy(() -> new EventSettings(days, Duration.ofSeconds(30)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("POS_EVENT_RETENTION_DAYS");
  }

  private void sweep() {
    for (TenantJob job : retention.jobs()) {
      background.run(tenant, job.service(), job.name(), job::run);
    }
  }

  private List<Event> list(String cursor) {
    return events
        .listEvents(ListEventsRequest.newBuilder().setAfterCursor(cursor).build())
        .getEventsList();
  }
}
