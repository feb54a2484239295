package id.laris.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server's first process, as its postmaster.pid tells.
 *
 * @param cluster the server's data directory
 * @param pid its process
 * @param port its TCP port
 */
record Postmaster(Path cluster, long pid, int port) {
  private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
  private static final Duration FAST_STOP_LIMIT = Duration.ofSeconds(60);
  private static final Duration IMMEDIATE_STOP_LIMIT = Duration.ofSeconds(10);
  private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 10;
  private static final int PORT_LINE = 3;

  /** Above every system's highest process id. */
  private static final String NO_PROCESS = "2147483646";

  /** The server that runs on this cluster, if there is one. */
  static Optional<Postmaster> running(Path cluster) throws IOException {
    Path file = pidFile(cluster);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readString(file).lines().toList();
    if (lines.size() <= PORT_LINE) {
      return Optional.empty();
    }
    var postmaster =
        new Postmaster(
            cluster, Long.parseLong(lines.getFirst()), Integer.parseInt(lines.get(PORT_LINE)));
    return postmaster.isRunning() ? Optional.of(postmaster) : Optional.empty();
  }

  /**
   * Makes a stale postmaster.pid harmless whose number now belongs to some other program or to a
   * zombie; Postgres itself would refuse to start. Only the number is replaced: with the rest of
   * the file, Postgres finds out whether processes of the old server are still around, and a file
   * whose process is dead it cleans up by itself.
   */
  static void disownStaleFile(Path cluster, ServerUser user) throws IOException {
    Path file = pidFile(cluster);
    if (!Files.exists(file)) {
      return;
    }
    String content = Files.readString(file);
    int end = content.indexOf('\n');
    if (end > 0 && cannotBeServer(Long.parseLong(content.substring(0, end)))) {
      log.info("{} is stale: its process is not a Postgres", file);
      DataDirectory.write(file, NO_PROCESS + content.substring(end));
      user.own(file);
    }
  }

  /** Only when it is certain: a process that tells nothing about itself may be the server. */
  private static boolean cannotBeServer(long pid) throws IOException {
    Optional<String> program = ProcessHandle.of(pid).flatMap(process -> process.info().command());
    return program.isPresent() ? !isPostgres(program.get()) : isZombie(pid);
  }

  /**
   * Returns whether it has ended but its parent, such as a container's first process, does not
   * notice.
   */
  private static boolean isZombie(long pid) throws IOException {
    Path file = Path.of("/proc", Long.toString(pid), "stat");
    try {
      String state = Files.readString(file);
      return state.startsWith("Z", state.lastIndexOf(')') + 2);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Returns whether the process lives and really is the server of this cluster. */
  boolean isRunning() {
    return ProcessHandle.of(pid).map(ProcessHandle::info).filter(this::isServer).isPresent();
  }

  /** Disconnects all clients and ends the server; returns once it has ended. */
  void stop() {
    signal("INT");
    if (hasEndedWithin(FAST_STOP_LIMIT)) {
      return;
    }
    log.warn("Postgres {} does not stop; forcing it. Nothing committed is lost", pid);
    signal("QUIT");
    if (!hasEndedWithin(IMMEDIATE_STOP_LIMIT)) {
      throw new EmbeddedPostgresException("The Postgres process " + pid + " does not stop.");
    }
  }

  private boolean isServer(ProcessHandle.Info info) {
    return info.command().filter(Postmaster::isPostgres).isPresent()
        && info.arguments()
            .filter(words -> Arrays.asList(words).contains(cluster.toString()))
            .isPresent();
  }

  private static boolean isPostgres(String command) {
    // Linux adds " (deleted)" when the program's file is gone.
    return command.endsWith("/postgres") || command.endsWith("/postgres (deleted)");
  }

  /** Java itself can only send SIGTERM, which makes Postgres wait for its clients to leave. */
  private void signal(String signal) {
    String pidText = Long.toString(pid);
    Command command =
        Command.run(
            List.of("/bin/sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, pidText), SIGNAL_LIMIT);
    if (!command.succeeded() && isRunning()) {
      throw new EmbeddedPostgresException(
          "The Postgres process " + pid + " cannot be stopped: " + command.output());
    }
  }

  private boolean hasEndedWithin(Duration limit) {
    long begin = System.nanoTime();
    while (isRunning()) {
      if (System.nanoTime() - begin > limit.toNanos()) {
        return false;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EmbeddedPostgresException("Interrupted while Postgres was stopping", e);
      }
    }
    return true;
  }

  private static Path pidFile(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }
}
