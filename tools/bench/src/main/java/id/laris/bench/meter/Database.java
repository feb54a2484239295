package id.laris.bench.meter;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the database of Laris is, for one who owns it.
 *
 * @param serviceRole the role that serves calls, which row-level security binds
 */
public record Database(String jdbcUrl, String user, String password, String serviceRole) {

  /** What connections of the load generator call themselves. */
  public static final String APPLICATION = "laris-bench";

  private static final String NAME = "laris";
  private static final String SUPERUSER = "postgres";
  private static final String SERVICE_ROLE = "laris_service";

  /**
   * The one that the environment names as it does for Laris; else the one that a Laris of this
   * machine brings along; null where there is neither, or where Laris runs elsewhere.
   */
  public static @Nullable Database of(Map<String, String> environment, String target) {
    String url = environment.getOrDefault("POS_DB_URL", "");
    if (!url.isEmpty()) {
      return new Database(
          url,
          first(environment, "POS_DB_OWNER_USER", "POS_DB_USER"),
          first(environment, "POS_DB_OWNER_PASSWORD", "POS_DB_PASSWORD"),
          environment.getOrDefault("POS_DB_USER", ""));
    }
    return isHere(target) ? broughtAlong(environment) : null;
  }

  private static String first(Map<String, String> environment, String name, String otherwise) {
    String value = environment.getOrDefault(name, "");
    return value.isEmpty() ? environment.getOrDefault(otherwise, "") : value;
  }

  private static boolean isHere(String target) {
    String host = URI.create("grpc://" + target).getHost();
    return List.of("localhost", "127.0.0.1", "[::1]").contains(String.valueOf(host));
  }

  private static @Nullable Database broughtAlong(Map<String, String> environment) {
    String data = environment.getOrDefault("POS_DATA_DIR", "");
    String home = environment.getOrDefault("HOME", "");
    if (data.isEmpty() && home.isEmpty()) {
      return null;
    }
    Path directory = data.isEmpty() ? Path.of(home, ".laris") : Path.of(data);
    try {
      return new Database(
          "jdbc:postgresql://127.0.0.1:%s/%s"
              .formatted(Files.readString(directory.resolve("postgres.port")).strip(), NAME),
          SUPERUSER,
          Files.readString(directory.resolve("postgres.password")).strip(),
          SERVICE_ROLE);
    } catch (IOException notThere) {
      return null;
    }
  }

  /** One more connection, which commits each statement by itself. */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", APPLICATION);
    return DriverManager.getConnection(jdbcUrl, properties);
  }

  /** Whether it can be reached. */
  public boolean answers() {
    try {
      connect().close();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /** The like with the rights of the role that serves calls, and with its limits. */
  public Connection connectAsService() throws SQLException {
    Connection connection = connect();
    if (!serviceRole.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set role \"%s\"".formatted(serviceRole.replace("\"", "\"\"")));
      }
    }
    return connection;
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return jdbcUrl + " as " + user;
  }
}
