package id.laris.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.db.Outbox;
import id.laris.pos.v1.Event;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Twenty writers, with rollbacks and slow transactions, while readers disconnect and resume and the
 * kitchen consumes: each reader sees exactly the committed events, in the order of each cake. For
 * ten seconds, or as many as {@code -Dlaris.torture.seconds} says.
 */
@EventsTest
class FeedTortureTest {

  private static final int WRITERS = 20;
  private static final int READERS = 3;
  private static final int CAKES = 30;
  private static final long MOST_SECONDS = Integer.getInteger("laris.torture.seconds", 10);

  @Autowired TestCalls calls;
  @Autowired Bakery bakery;
  @Autowired Outbox outbox;
  @Autowired JdbcClient jdbc;
  @Autowired DatabaseSettings database;

  private final UUID tenant = UUID.randomUUID();
  private final UUID otherTenant = UUID.randomUUID();
  private final List<UUID> cakes = Bakery.cakes(CAKES);
  private volatile boolean writing = true;

  @Test
  void eachReaderSeesExactlyTheCommittedEventsInOrder() throws Exception {
    Tables tables = new Tables(database);
    List<Future<List<Event>>> readers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Random random = new Random(i);
        writers.add(threads.submit(() -> write(random)));
      }
      for (int i = 0; i < READERS; i++) {
        Random random = new Random(1_000 + i);
        readers.add(threads.submit(() -> read(random, tables)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      writing = false;
    }

    List<String> committed = tables.committed(tenant);
    assertThat(committed.size()).isGreaterThan(500);
    for (Future<List<Event>> reader : readers) {
      assertSame(reader.get(), committed);
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> tables.tickets(tenant).size() >= bakedOf(readers.getFirst().get()));
    for (UUID cake : cakes) {
      assertThat(tables.sequences(tenant, cake)).isSorted().doesNotHaveDuplicates();
    }
    assertThat(tables.tickets(tenant)).doesNotHaveDuplicates();
    assertThat(tables.parked(tenant)).isZero();
    System.out.printf(
        "torture: %d events in %d s, seen by %d readers and a consumer%n",
        committed.size(), MOST_SECONDS, READERS);
  }

  private static long bakedOf(List<Event> events) {
    return events.stream().filter(event -> Bakery.BAKED.matches(event)).count();
  }

  private static void assertSame(List<Event> seen, List<String> committed) {
    assertThat(seen).extracting(Event::getId).doesNotHaveDuplicates();
    assertThat(new HashSet<>(seen.stream().map(Event::getId).toList()))
        .isEqualTo(new HashSet<>(committed));
    Map<String, Long> last = new HashMap<>();
    for (Event event : seen) {
      assertThat(event.getSequence())
          .as("after %s of cake %s", last.get(event.getAggregateId()), event.getAggregateId())
          .isEqualTo(last.getOrDefault(event.getAggregateId(), 0L) + 1);
      last.put(event.getAggregateId(), event.getSequence());
    }
  }

  private void write(Random random) {
    long until = System.nanoTime() + Duration.ofSeconds(MOST_SECONDS).toNanos();
    while (System.nanoTime() < until) {
      int kind = random.nextInt(100);
      try {
        bakery.inTransaction(kind < 5 ? otherTenant : tenant, () -> change(random, kind, kind < 5));
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("rolled back");
      }
    }
  }

  /**
   * Some are slow, some change several cakes, some are rolled back; and some are slow or rolled
   * back when their events have numbers already, for which all others of the tenant wait.
   */
  private void change(Random random, int kind, boolean other) {
    if (kind < 10) {
      sleepInTheDatabase(random.nextInt(200));
    }
    int first = random.nextInt(CAKES - 3);
    for (int i = 0; i <= random.nextInt(3); i++) {
      bakery.change(
          other ? otherTenant : tenant,
          cakes.get(first + i),
          random.nextInt(4) == 0 ? Bakery.EATEN : Bakery.BAKED);
      if (kind >= 95) {
        sleepInTheDatabase(random.nextInt(100));
      }
    }
    if (kind % 10 == 0) {
      outbox.whenNumbered(_ -> endLate(random));
    } else {
      rollBackSometimes(random);
    }
  }

  private void endLate(Random random) {
    sleepInTheDatabase(random.nextInt(10));
    rollBackSometimes(random);
  }

  private static void rollBackSometimes(Random random) {
    if (random.nextInt(5) == 0) {
      throw new IllegalStateException("rolled back");
    }
  }

  /** A slow transaction; not a wait for something to happen. */
  private void sleepInTheDatabase(int millis) {
    jdbc.sql("select pg_sleep(?)").param(millis / 1000.0).query((row, number) -> "").list();
  }

  private List<Event> read(Random random, Tables tables) {
    List<Event> seen = new ArrayList<>();
    String cursor = "";
    boolean last = false;
    while (!last) {
      last = !writing;
      int patience = 1 + random.nextInt(500);
      int missing = last ? tables.committed(tenant).size() - seen.size() : patience;
      try (Subscriber subscriber = Subscriber.of(calls.as(tenant), cursor)) {
        if (last) {
          subscriber.awaitEvents(missing);
        } else {
          await().until(() -> !writing || subscriber.events().size() >= missing);
        }
        List<Event> came = subscriber.events();
        seen.addAll(came);
        cursor = came.isEmpty() ? cursor : came.getLast().getCursor();
      }
    }
    return seen;
  }
}
