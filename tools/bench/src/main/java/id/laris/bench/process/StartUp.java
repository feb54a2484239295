package id.laris.bench.process;

import id.laris.bench.meter.LocalProcess;
import id.laris.bench.shop.Connection;
import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.CheckResponse;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Laris that this process has started: how soon it served, what memory it holds at rest. */
public final class StartUp {

  /** What was measured; the memory is null where the system does not tell it as Linux does. */
  public record Figures(double readySeconds, @Nullable Double idleRssMegabytes) {}

  /** Laris could not be started. */
  public static final class StartFailedException extends Exception {
    StartFailedException(String message) {
      super(message);
    }
  }

  private static final Duration READY_WITHIN = Duration.ofMinutes(10);
  private static final Duration STOPPED_WITHIN = Duration.ofMinutes(1);
  private static final long ASK_EVERY_MILLIS = 20;

  private final Process process;
  private final Path log;
  private final double readySeconds;

  private StartUp(Process process, Path log, double readySeconds) {
    this.process = process;
    this.log = log;
    this.readySeconds = readySeconds;
  }

  /** Starts the command and waits for the first SERVING. */
  public static StartUp of(List<String> command, String target)
      throws IOException, InterruptedException, StartFailedException {
    try (Connection connection = new Connection(target, UUID.randomUUID())) {
      if (serves(connection)) {
        throw new StartFailedException(
            "something answers at " + target + " already: stop it, or leave --start out");
      }
      Path log = Files.createTempFile("laris-bench-", ".log");
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      boolean ready = false;
      try {
        while (!serves(connection)) {
          if (process.waitFor(ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new StartFailedException("it ended before it served; its output is in " + log);
          }
          if (System.nanoTime() - start > READY_WITHIN.toNanos()) {
            throw new StartFailedException("it does not serve; its output is in " + log);
          }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        ready = true;
        return new StartUp(process, log, seconds);
      } finally {
        if (!ready) {
          stop(process);
        }
      }
    }
  }

  private static boolean serves(Connection connection) {
    try {
      connection.retryNow();
      return connection
              .health()
              .withDeadlineAfter(2, TimeUnit.SECONDS)
              .check(CheckRequest.getDefaultInstance())
              .getStatus()
          == CheckResponse.Status.SERVING;
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }

  /** Leaves it alone for a while, then reads its memory. */
  public Figures figures(Duration idle)
      throws IOException, InterruptedException, StartFailedException {
    if (process.waitFor(idle.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new StartFailedException("it ended by itself; its output is in " + log);
    }
    return new Figures(
        readySeconds, new LocalProcess(java(process.toHandle()).pid()).residentMegabytes());
  }

  /** The JVM, where the command is a script that stays beside it. */
  private static ProcessHandle java(ProcessHandle started) {
    return Stream.concat(Stream.of(started), started.descendants())
        .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElse(started);
  }

  /** Asks first: Laris stops its Postgres before it goes. */
  public void stop() throws InterruptedException {
    stop(process);
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOPPED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
