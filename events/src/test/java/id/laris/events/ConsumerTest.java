package id.laris.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.background.Background;
import id.laris.common.client.RemoteServices;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.db.Reads;
import id.laris.common.db.Schemas;
import id.laris.pos.v1.Event;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.SqlStatements.Executed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The engine applies each event once, in the order of its aggregate. */
@EventsTest
class ConsumerTest {

  @Autowired Bakery bakery;
  @Autowired Kitchen kitchen;
  @Autowired Consumers consumers;
  @Autowired RemoteServices remoteServices;
  @Autowired ConsumeEvents consumeEvents;
  @Autowired ConsumerCursors cursors;
  @Autowired Background background;
  @Autowired Schemas schemas;
  @Autowired Reads reads;
  @Autowired Clock clock;
  @Autowired FakeClock fakeClock;
  @Autowired JdbcClient jdbc;
  @Autowired MeterRegistry meters;
  @Autowired DatabaseSettings database;
  @Autowired FeedSignals signals;
  @Autowired SqlStatements statements;

  private final UUID tenant = UUID.randomUUID();
  private final UUID cake = UUID.randomUUID();
  private Tables tables;

  @BeforeEach
  void seeTables() {
    tables = new Tables(database);
  }

  @Test
  void eachEventIsAppliedOnceAndInOrder() {
    for (int i = 0; i < 50; i++) {
      bakery.bake(tenant, cake);
    }

    awaitTickets(50);
    assertThat(tables.sequences(tenant, cake)).isEqualTo(upTo(50));
    assertThat(tables.parked(tenant)).isZero();
    assertThat(meters.counter("laris.events.applied", "consumer", Kitchen.NAME).count())
        .isGreaterThanOrEqualTo(50);
  }

  @Test
  void whatIsNotWantedMovesTheCursorNowAndThen() {
    bakery.bake(tenant, cake);
    awaitTickets(1);
    String before = tables.cursor(tenant);
    bakery.eat(tenant, cake);

    fakeClock.advance(Duration.ofMinutes(2));
    bakery.eat(tenant, cake);

    // Nobody is woken by them; the round over all tenants comes every ten seconds.
    await().atMost(Duration.ofSeconds(40)).until(() -> !tables.cursor(tenant).equals(before));
    assertThat(tables.tickets(tenant)).hasSize(1);
  }

  @Test
  void whatDoesNotConcernItMovesTheCursorNowAndThen() {
    bakery.bake(tenant, cake);
    awaitTickets(1);
    String before = tables.cursor(tenant);
    bakery.taste(tenant, cake);
    bakery.bake(tenant, cake);
    awaitTickets(2);
    assertThat(tables.sequences(tenant, cake)).containsExactly(1L, 3L);

    // One event after the advance: of two, the look at the first could store the cursor alone.
    fakeClock.advance(Duration.ofMinutes(2));
    bakery.taste(tenant, cake);

    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> tables.cursor(tenant).equals("bakery:4,kitchen:0"));
    assertThat(before).isEqualTo("bakery:1,kitchen:0");
    assertThat(tables.tickets(tenant)).hasSize(2);
  }

  @Test
  void anEventWhoseConcernCannotBeToldIsApplied() {
    tables.insertUnseen("bakery", tenant, 1);
    var _ =
        tables
            .asOwner()
            .sql("update bakery.outbox set payload = '\\xff' where tenant_id = ?")
            .param(tenant)
            .update();

    bakery.bake(tenant, cake);

    awaitTickets(2);
    assertThat(tables.tickets(tenant))
        .containsExactlyInAnyOrderElementsOf(tables.committed(tenant));
  }

  @Test
  void theEventsOfManyTenantsAreReadTogether() {
    List<UUID> tenants = knownTenants(40);
    tenants.forEach(one -> tables.insertUnseen("bakery", one, 1));

    List<Executed> executed =
        statements.executedDuring(
            () -> {
              signals.tellEverybody();
              tenants.forEach(one -> awaitTickets(one, 2));
            });

    assertThat(executed)
        .filteredOn(statement -> statement.sql().contains("next_events"))
        .filteredOn(statement -> Tables.isAbout(statement, tenants))
        .hasSizeBetween(1, 20);
  }

  /** The first of those that are read together waits until all others are done. */
  @Test
  void aTenantThatTakesLongHoldsUpNoneThatWasReadWithIt() {
    UUID first = new UUID(Long.MIN_VALUE, ThreadLocalRandom.current().nextLong());
    List<UUID> others = knownTenants(20);
    bakery.bake(first, cake);
    awaitTickets(first, 1);
    CountDownLatch othersAreDone = new CountDownLatch(1);
    kitchen.trouble(first, batch -> waitFor(othersAreDone));
    tables.insertUnseen("bakery", first, 1);
    others.forEach(one -> tables.insertUnseen("bakery", one, 1));

    signals.tellEverybody();

    others.forEach(one -> awaitTickets(one, 2));
    assertThat(tables.tickets(first)).hasSize(1);
    othersAreDone.countDown();
    awaitTickets(first, 2);
  }

  private List<UUID> knownTenants(int count) {
    List<UUID> tenants = Bakery.cakes(count);
    tenants.forEach(one -> bakery.bake(one, cake));
    tenants.forEach(one -> awaitTickets(one, 1));
    return tenants;
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aCursorThatAnOperatorDeletesBeginsAnew() {
    bakery.bake(tenant, cake);
    awaitTickets(1);
    var _ =
        tables
            .asOwner()
            .sql(
                """
                delete from kitchen.consumer_cursor where tenant_id = '%1$s';
                delete from kitchen.ticket where tenant_id = '%1$s'
                """
                    .formatted(tenant))
            .update();

    bakery.bake(tenant, cake);

    awaitTickets(2);
    assertThat(tables.sequences(tenant, cake)).containsExactly(1L, 2L);
  }

  @Test
  void fromTheBeginningTooOneOfManyAppliesThem() {
    Event event =
        Event.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setAggregateType("Cake")
            .setAggregateId(cake.toString())
            .setSequence(1)
            .build();

    var outcomes =
        Parallel.times(
            8,
            process ->
                background.call(
                    tenant,
                    Kitchen.SERVICE,
                    Kitchen.NAME,
                    () -> consumeEvents.run(kitchen, "", List.of(event), "bakery:1", () -> false)));

    assertThat(Parallel.successes(outcomes)).hasSize(8).containsOnlyOnce(true);
    assertThat(tables.tickets(tenant)).hasSize(1);
    assertThat(tables.cursor(tenant)).isEqualTo("bakery:1");
  }

  /**
   * As for a consumer whose cursor is from a process that has both services, and was moved by one
   * that has the bakery alone, while the kitchen deleted its own events.
   */
  @Test
  void aPlaceThatExpiredInASchemaThatItDoesNotReadStopsNoConsumer() {
    var _ =
        tables
            .asOwner()
            .sql(
                """
                insert into kitchen.consumer_cursor (tenant_id, consumer, cursor, moved_at)
                values ('%1$s', '%2$s', 'bakery:1,kitchen:1', now());
                insert into kitchen.outbox_retention (tenant_id, number) values ('%1$s', 2);
                insert into kitchen.feed_counter (tenant_id, last) values ('%1$s', 3)
                """
                    .formatted(tenant, Kitchen.NAME))
            .update();
    tables.insertUnseen("bakery", tenant, 1);

    bakery.bake(tenant, cake);

    awaitTickets(1);
    assertThat(tables.sequences(tenant, cake)).containsExactly(1L);
    assertThat(tables.tickets(tenant)).hasSize(1);
    assertThat(tables.cursor(tenant)).isEqualTo("bakery:2,kitchen:3");
  }

  @Test
  void aCrashBetweenApplyingAndTheCommitAppliesNothingTwice() {
    AtomicInteger crashes = new AtomicInteger();
    kitchen.trouble(
        tenant,
        batch -> {
          if (crashes.getAndIncrement() % 3 == 0) {
            throw new IllegalStateException("crashed before the commit");
          }
        });
    for (int i = 0; i < 20; i++) {
      bakery.bake(tenant, cake);
    }

    awaitTickets(20);
    assertThat(crashes.get()).isPositive();
    assertThat(tables.sequences(tenant, cake)).isEqualTo(upTo(20));
    assertThat(tables.parked(tenant)).isZero();
  }

  @Test
  void aBrokenConnectionIsWaitedForHoweverOftenAndNothingIsParked() {
    AtomicInteger breaks = new AtomicInteger();
    kitchen.trouble(
        tenant,
        batch -> {
          if (breaks.getAndIncrement() < 8) {
            jdbc.sql("select pg_terminate_backend(pg_backend_pid())")
                .query((row, number) -> "")
                .list();
          }
        });
    bakery.bake(tenant, cake);

    awaitTickets(1);
    assertThat(breaks.get()).isEqualTo(9);
    assertThat(tables.parked(tenant)).isZero();
  }

  @Test
  void ofTwoEnginesSideBySideOneAppliesEachEvent() {
    ConsumerEngine second =
        new ConsumerEngine(
            consumers, remoteServices, consumeEvents, cursors, background, reads, clock);
    second.start();
    try {
      List<UUID> cakes = Bakery.cakes(5);
      assertThat(
              Parallel.successes(
                  Parallel.times(
                      5,
                      writer -> {
                        for (int i = 0; i < 100; i++) {
                          bakery.bake(
                              tenant, cakes.get(ThreadLocalRandom.current().nextInt(cakes.size())));
                        }
                        return writer;
                      })))
          .hasSize(5);

      awaitTickets(500);
      assertThat(tables.tickets(tenant))
          .containsExactlyInAnyOrderElementsOf(tables.committed(tenant));
      for (UUID one : cakes) {
        List<Long> sequences = tables.sequences(tenant, one);
        assertThat(sequences).isEqualTo(upTo(sequences.size()));
      }
    } finally {
      second.stop();
    }
  }

  @Test
  void twoConsumersOfOneNameStopTheStart() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> new Consumers(List.of(kitchen, new Kitchen(jdbc)), schemas)))
        .hasMessageContaining(Kitchen.NAME);
  }

  @Test
  void manyTenantsAreEachBroughtUpToDate() {
    List<UUID> tenants = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      UUID one = UUID.randomUUID();
      tenants.add(one);
      bakery.bake(one, cake);
      bakery.bake(one, cake);
    }

    for (UUID one : tenants) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> tables.sequences(one, cake).equals(List.of(1L, 2L)));
    }
  }

  private void awaitTickets(int count) {
    awaitTickets(tenant, count);
  }

  private void awaitTickets(UUID tenantId, int count) {
    await().atMost(Duration.ofSeconds(60)).until(() -> tables.tickets(tenantId).size() >= count);
  }

  private static List<Long> upTo(int last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }
}
