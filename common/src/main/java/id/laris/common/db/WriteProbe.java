package id.laris.common.db;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds out by a write that the database takes writes: one that answers may be read-only, or have a
 * full disk. The answer is kept for some seconds, and there is one probe at a time. It has a
 * connection of its own, because a pool that is busy with calls says nothing about the database.
 */
@Component
public class WriteProbe implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(WriteProbe.class);

  private static final Duration FRESH = Duration.ofSeconds(3);
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** The name of its connection in {@code pg_stat_activity}. */
  static final String APPLICATION_NAME = "laris write probe";

  private static final Optional<String> SILENT =
      Optional.of("no answer within %d s".formatted(LIMIT.toSeconds()));

  /**
   * More than the memory that the statement may use, so that it is written to the disk of the data
   * and deleted again.
   */
  private static final String TO_DISK = "select count(*) from generate_series(1, 20000)";

  private record Answer(Optional<String> refusal, long atNanos) {

    boolean isFresh() {
      return System.nanoTime() - atNanos < FRESH.toNanos();
    }
  }

  private final HikariDataSource connection;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final String writing;

  @GuardedBy("this")
  private @Nullable CompletableFuture<Answer> probe;

  @GuardedBy("this")
  private long begunAt;

  @GuardedBy("this")
  private Optional<String> told = Optional.empty();

  WriteProbe(DatabaseSettings database, Schemas schemas) {
    this.connection = connection(database);
    this.jdbc = JdbcClient.create(connection);
    this.transaction = new TransactionTemplate(new JdbcTransactionManager(connection));
    // A read-only database refuses it, though it finds nothing to delete.
    this.writing =
        "delete from %s.idempotency_key where false".formatted(schemas.names().getFirst());
  }

  private static HikariDataSource connection(DatabaseSettings database) {
    HikariDataSource connection = DatabaseConfiguration.pool(database);
    connection.setPoolName("write-probe");
    connection.setMaximumPoolSize(1);
    connection.addDataSourceProperty("ApplicationName", APPLICATION_NAME);
    // A connection whose other end is gone says nothing for hours.
    connection.addDataSourceProperty("socketTimeout", String.valueOf(LIMIT.toSeconds()));
    return connection;
  }

  /** Returns why the database takes no writes; empty where it does. */
  public Optional<String> refusal() {
    Optional<String> refusal = answer(current());
    tell(refusal);
    return refusal;
  }

  private synchronized CompletableFuture<Answer> current() {
    CompletableFuture<Answer> last = probe;
    if (last != null && (!last.isDone() || last.join().isFresh())) {
      return last;
    }
    CompletableFuture<Answer> begun = new CompletableFuture<>();
    begunAt = System.nanoTime();
    probe = begun;
    Thread.ofVirtual()
        .name("write-probe")
        .start(() -> begun.complete(new Answer(tryToWrite(), System.nanoTime())));
    return begun;
  }

  /** A probe that hangs is waited for once; those who ask later know already. */
  private synchronized long patienceNanos() {
    return Math.max(0, begunAt + LIMIT.toNanos() - System.nanoTime());
  }

  private Optional<String> answer(CompletableFuture<Answer> probe) {
    try {
      return probe.get(patienceNanos(), TimeUnit.NANOSECONDS).refusal();
    } catch (TimeoutException e) {
      return SILENT;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a probe catches its failures", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return SILENT;
    }
  }

  private Optional<String> tryToWrite() {
    try {
      transaction.executeWithoutResult(
          status -> {
            jdbc.sql(
                    "select set_config('statement_timeout', '3s', true) || set_config('work_mem',"
                        + " '64kB', true)")
                .query(String.class)
                .single();
            jdbc.sql(writing).update();
            jdbc.sql(TO_DISK).query(Long.class).single();
            // With a record in the write-ahead log, the commit waits until that is safe.
            jdbc.sql("select pg_logical_emit_message(true, 'laris', '')::text")
                .query(String.class)
                .single();
          });
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      // Whoever waits for the answer must get one: the next probe may find all well again.
      return Optional.of(cause(e));
    }
  }

  private static String cause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return "%s %s".formatted(sql.getSQLState(), sql.getMessage());
      }
    }
    return String.valueOf(failure.getMessage());
  }

  /** Logs each change, and not each probe: causes name files, which are others each time. */
  private synchronized void tell(Optional<String> refusal) {
    if (refusal.isPresent() && told.isEmpty()) {
      log.error("the database takes no writes: {}", refusal.get());
    } else if (refusal.isEmpty() && told.isPresent()) {
      log.warn("the database takes writes again");
    }
    told = refusal;
  }

  @Override
  public void destroy() {
    connection.close();
  }
}
