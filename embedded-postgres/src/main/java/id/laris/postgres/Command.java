package id.laris.postgres;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A short-lived child process that has ended, and what it printed. */
record Command(int exitCode, String output) {

  boolean succeeded() {
    return exitCode == 0;
  }

  /** Runs the command to its end; throws if it cannot be started or takes longer than allowed. */
  static Command run(List<String> words, Duration limit) {
    var builder = new ProcessBuilder(words);
    // A user without Laris's rights may not be able to enter the current directory.
    builder.directory(new File("/"));
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    clean(builder.environment());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      var output =
          CompletableFuture.supplyAsync(() -> readAll(process), Thread::startVirtualThread);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new EmbeddedPostgresException(
            words.getFirst() + " took longer than " + limit.toSeconds() + " s");
      }
      return new Command(process.exitValue(), output.join().strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedPostgresException("Interrupted while waiting for " + words.getFirst(), e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Postgres obeys many variables (PGPORT, PGDATA, LC_ALL): none may leak in from outside. */
  private static void clean(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
  }

  private static String readAll(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
