package id.laris.bench.meter;

import id.laris.client.DatabaseAccess;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where figures come from; empty where something is not known.
 *
 * @param memoryMegabytes 0 where it is not known
 * @param java of the load generator, which is that of Laris where both were started by ./pos
 * @param commit of the sources
 */
public record Machine(
    String cpu,
    int cores,
    long memoryMegabytes,
    String system,
    String java,
    String postgres,
    String commit) {

  /** This one. */
  public static Machine here(@Nullable DatabaseAccess database) {
    return new Machine(
        LocalProcess.field(Path.of("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        LocalProcess.kilobytes(Path.of("/proc/meminfo"), "MemTotal") / 1024,
        "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")),
        "%s %s".formatted(System.getProperty("java.vendor"), System.getProperty("java.version")),
        postgres(database),
        builtFrom());
  }

  /** For people. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%d cores of %s, %,d MB, %s, Java %s, Postgres %s, commit %s",
        cores,
        known(cpu),
        memoryMegabytes,
        system,
        java,
        known(postgres),
        known(commit));
  }

  private static String known(String fact) {
    return fact.isEmpty() ? "(unknown)" : fact;
  }

  private static String postgres(@Nullable DatabaseAccess database) {
    if (database == null) {
      return "";
    }
    try (Connection connection = database.connect(Meters.APPLICATION)) {
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException notReached) {
      return "";
    }
  }

  /** Asks git about the directory in which this program was built. */
  private static String builtFrom() {
    try {
      Path program =
          Path.of(Machine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*")
              .directory(program.resolveSibling(".").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException | URISyntaxException notThere) {
      return "";
    }
  }
}
