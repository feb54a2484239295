package id.laris.bench;

import id.laris.bench.meter.Meters;
import id.laris.client.DatabaseAccess;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where figures come from; empty where something is not known.
 *
 * @param memoryMegabytes 0 where it is not known
 * @param java of the load generator, which is that of Laris where both were started by ./pos
 * @param commit of the sources
 */
record Machine(
    String cpu,
    int cores,
    long memoryMegabytes,
    String system,
    String java,
    String postgres,
    String commit) {

  /** This one. */
  static Machine here(@Nullable DatabaseAccess database) {
    String kilobytes = field("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "");
    return new Machine(
        field("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        kilobytes.isEmpty() ? 0 : Long.parseLong(kilobytes) / 1024,
        "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")),
        "%s %s".formatted(System.getProperty("java.vendor"), System.getProperty("java.version")),
        postgres(database),
        builtFrom());
  }

  /** For people. */
  String line() {
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

  private static String field(String file, String name) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException notLinux) {
      return "";
    }
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
          new ProcessBuilder(
                  List.of("git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"))
              .directory(program.resolveSibling(".").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? said.strip() : "";
    } catch (IOException | URISyntaxException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
