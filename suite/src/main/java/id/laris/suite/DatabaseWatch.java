package id.laris.suite;

import id.laris.postgres.EmbeddedPostgres;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the embedded Postgres again when it dies. Laris cannot serve without it: after too many
 * deaths in a short time the process ends, so that its supervisor knows.
 */
final class DatabaseWatch {

  private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);

  /** The pause before each restart: a disk that is full needs time to be emptied. */
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ZERO,
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(60),
          Duration.ofSeconds(120));

  /** The time after which a restart no longer counts. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

  private final EmbeddedPostgres postgres;

  /** When it was started again, by {@link System#nanoTime}; only the watching thread uses it. */
  private final Deque<Long> restarts = new ArrayDeque<>();

  DatabaseWatch(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  void begin() {
    Thread.ofVirtual().name("database-watch").start(this::watch);
  }

  private void watch() {
    try {
      while (postgres.awaitDeath()) {
        log.error("the embedded Postgres has stopped unexpectedly: {}", postgres.lastFailure());
        Thread.sleep(nextPause());
        startAgain();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** If it does not start, it is dead again, and the next pause is longer. */
  private void startAgain() {
    restarts.add(System.nanoTime());
    try {
      postgres.restart();
      log.warn("the embedded Postgres has been started again");
    } catch (RuntimeException e) {
      // Whatever it is: if this thread ended, nobody would try again, or end the process.
      log.error("the embedded Postgres could not be started again", e);
    }
  }

  /** Ends the process where there have been too many. */
  private Duration nextPause() {
    long now = System.nanoTime();
    restarts.removeIf(restart -> now - restart > FORGOTTEN_AFTER.toNanos());
    if (restarts.size() == PAUSES.size()) {
      log.error(
          "the embedded Postgres has stopped {} times within {} minutes, so Laris ends: {}",
          restarts.size() + 1,
          FORGOTTEN_AFTER.toMinutes(),
          postgres.lastFailure());
      Runtime.getRuntime().halt(1);
    }
    return PAUSES.get(restarts.size());
  }
}
