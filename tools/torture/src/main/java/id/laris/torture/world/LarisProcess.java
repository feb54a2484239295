package id.laris.torture.world;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A JVM of Laris, which is started again as often as it ends. */
public final class LarisProcess {

  private static final long PATIENCE_SECONDS = 20;

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private @Nullable Process process;
  private int starts;

  LarisProcess(String name, List<String> program, Map<String, String> environment, Path directory) {
    this.name = name;
    this.environment = environment;
    this.log = directory.resolve(name + ".log");
    this.command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Small and soon there: several of them share a machine, and none lives long.
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(program);
  }

  public String name() {
    return name;
  }

  /** Starts it unless it runs. True if it was started. */
  synchronized boolean ensureRunning() throws IOException {
    if (isAlive()) {
      return false;
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("POS_"));
    builder.environment().putAll(environment);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    process = builder.start();
    starts++;
    return true;
  }

  synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  synchronized int starts() {
    return starts;
  }

  /** The process id; none while it does not run. */
  public synchronized List<Long> pid() {
    return process != null && process.isAlive() ? List.of(process.pid()) : List.of();
  }

  /** As the system does it, and Ctrl-C; waits until it has ended. */
  public void terminate() throws InterruptedException {
    Process ending;
    synchronized (this) {
      ending = process;
    }
    if (ending != null) {
      ending.destroy();
      ending.waitFor();
    }
  }

  /** Ends it without a restart, cleanly if it can. */
  synchronized void end() {
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
