package id.laris.postgres;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The options of the embedded server.
 *
 * @param dataDirectory everything the server keeps: cluster, password, port, log; created if
 *     missing
 * @param binariesDirectory where the server's programs are unpacked, once for each version
 * @param durable whether a commit survives a crash of the machine; false is for tests only
 * @param port the TCP port on 127.0.0.1; 0 takes the port of the last start, or else a free one
 * @param settings server settings that replace or add to the defaults, as in postgresql.conf
 */
public record EmbeddedPostgresOptions(
    Path dataDirectory,
    Path binariesDirectory,
    boolean durable,
    int port,
    Map<String, String> settings) {

  private static final int MAX_PORT = 65_535;
  private static final Pattern SETTING_NAME = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z0-9_]+)?");

  /** The settings that keep the server safe, which the settings map cannot change. */
  private static final Set<String> RESERVED =
      Set.of(
          "allow_alter_system",
          "fsync",
          "full_page_writes",
          "listen_addresses",
          "password_encryption",
          "port",
          "synchronous_commit",
          "unix_socket_directories");

  /** Refuses settings that would weaken durability or open the server. */
  public EmbeddedPostgresOptions {
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
    }
    settings.forEach(EmbeddedPostgresOptions::check);
    // Sorted, so that the same settings always make the same postgresql.conf.
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /** A durable server on a free port, with everything it needs below {@code dataDirectory}. */
  public static EmbeddedPostgresOptions in(Path dataDirectory) {
    return new EmbeddedPostgresOptions(
        dataDirectory, dataDirectory.resolve("postgres"), true, 0, Map.of());
  }

  /** Unpacks the programs elsewhere, so that several data directories share them. */
  public EmbeddedPostgresOptions withBinariesDirectory(Path directory) {
    return new EmbeddedPostgresOptions(dataDirectory, directory, durable, port, settings);
  }

  /** Trades safety for speed: a crash may lose or damage the data. For tests only. */
  public EmbeddedPostgresOptions withoutDurability() {
    return new EmbeddedPostgresOptions(dataDirectory, binariesDirectory, false, port, settings);
  }

  /** Listens on this port of 127.0.0.1; 0 means a free one. */
  public EmbeddedPostgresOptions withPort(int newPort) {
    return new EmbeddedPostgresOptions(
        dataDirectory, binariesDirectory, durable, newPort, settings);
  }

  /** Replaces or adds one server setting. */
  public EmbeddedPostgresOptions withSetting(String name, String value) {
    var newSettings = new TreeMap<>(settings);
    newSettings.put(name, value);
    return new EmbeddedPostgresOptions(
        dataDirectory, binariesDirectory, durable, port, newSettings);
  }

  private static void check(String name, String value) {
    if (!SETTING_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not the name of a Postgres setting: " + name);
    }
    if (RESERVED.contains(name)) {
      throw new IllegalArgumentException("The setting " + name + " cannot be changed");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("The value of " + name + " has a control character");
    }
  }
}
