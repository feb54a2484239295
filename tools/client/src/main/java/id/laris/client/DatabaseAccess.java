package id.laris.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The database of Laris as the owner of its tables sees it. Its text has no password.
 *
 * @param serviceRole the role that serves calls, which row-level security binds; empty where it is
 *     not known
 */
public record DatabaseAccess(String url, String user, String password, String serviceRole) {

  private static final String CONNECT_SECONDS = "5";

  /**
   * The one that the environment names as it does for Laris; else the one that a Laris of this
   * machine brings along.
   */
  public static Optional<DatabaseAccess> of(Map<String, String> environment) {
    String url = environment.getOrDefault("POS_DB_URL", "");
    if (url.isBlank()) {
      return embedded(dataDirectory(environment));
    }
    String user = environment.getOrDefault("POS_DB_USER", "");
    String password = environment.getOrDefault("POS_DB_PASSWORD", "");
    return Optional.of(
        new DatabaseAccess(
            url,
            given(environment, "POS_DB_OWNER_USER", user),
            given(environment, "POS_DB_OWNER_PASSWORD", password),
            user));
  }

  /**
   * Returns the directory in which a Laris of this machine keeps its data, if nothing else names a
   * database.
   */
  public static Path dataDirectory(Map<String, String> environment) {
    String data = environment.getOrDefault("POS_DATA_DIR", "");
    return data.isBlank() ? Path.of(environment.getOrDefault("HOME", ""), ".laris") : Path.of(data);
  }

  /** The Postgres that Laris brings along, where one has been started in the directory. */
  public static Optional<DatabaseAccess> embedded(Path dataDirectory) {
    try {
      return Optional.of(
          new DatabaseAccess(
              "jdbc:postgresql://127.0.0.1:%s/laris"
                  .formatted(Files.readString(dataDirectory.resolve("postgres.port")).strip()),
              "postgres",
              Files.readString(dataDirectory.resolve("postgres.password")).strip(),
              "laris_service"));
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  private static String given(Map<String, String> environment, String name, String otherwise) {
    String value = environment.getOrDefault(name, "");
    return value.isBlank() ? otherwise : value;
  }

  /** One more connection, which commits each statement by itself. */
  public Connection connect(String applicationName) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", applicationName);
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    return DriverManager.getConnection(url, properties);
  }

  @Override
  public String toString() {
    return url + " as " + user;
  }
}
