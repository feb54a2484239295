package id.laris.bench;

import id.laris.bench.meter.LocalProcess;
import id.laris.client.LarisClient;
import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.CheckResponse;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Laris that this process has started: how soon it served, what memory it holds at rest. */
final class StartUp {

  /** The figures of a start; the memory is null where the system does not tell it as Linux does. */
  record Figures(double readySeconds, @Nullable Double idleRssMegabytes) {}

  /** Laris could not be started. */
  static final class StartFailedException extends Exception {
    StartFailedException(String message) {
      super(message);
    }
  }

  private static final Duration READY_WITHIN = Duration.ofMinutes(10);
  private static final Duration STOPPED_WITHIN = Duration.ofMinutes(1);
  private static final long ASK_EVERY_MILLIS = 20;

  private final String target;
  private final Process process;
  private final Path log;
  private final double readySeconds;

  /** Starts the command and waits for the first SERVING. */
  StartUp(List<String> command, String target)
      throws IOException, InterruptedException, StartFailedException {
    this.target = target;
    try (LarisClient client = LarisClient.to(target)) {
      if (serves(client)) {
        throw new StartFailedException(
            "something answers at " + target + " already: stop it, or leave --start out");
      }
      log = Files.createTempFile("laris-bench-", ".log");
      long start = System.nanoTime();
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      while (!serves(client)) {
        if (process.waitFor(ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new StartFailedException("it ended before it served; its output is in " + log);
        }
        if (System.nanoTime() - start > READY_WITHIN.toNanos()) {
          stop();
          throw new StartFailedException("it does not serve; its output is in " + log);
        }
      }
      readySeconds = (System.nanoTime() - start) / 1e9;
    }
  }

  private static boolean serves(LarisClient client) {
    try {
      client.retryNow();
      return client
              .health()
              .withDeadlineAfter(Duration.ofSeconds(2))
              .check(CheckRequest.getDefaultInstance())
              .getStatus()
          == CheckResponse.Status.SERVING;
    } catch (StatusRuntimeException notYet) {
      return false;
    }
  }

  /** Leaves it alone for a while, then reads its memory. */
  Figures figures(Duration idle) throws InterruptedException, StartFailedException {
    if (process.waitFor(idle)) {
      throw new StartFailedException("it ended by itself; its output is in " + log);
    }
    LocalProcess laris = LocalProcess.listeningAt(target);
    return new Figures(readySeconds, laris == null ? null : laris.residentMegabytes());
  }

  /** Asks first: Laris stops its Postgres before it goes. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOPPED_WITHIN)) {
      process.destroyForcibly().waitFor();
    }
  }
}
