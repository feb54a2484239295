package id.laris.testkit;

import id.laris.common.db.DatabaseSettings;
import id.laris.postgres.EmbeddedPostgres;
import id.laris.postgres.EmbeddedPostgresOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one Postgres of a test run, with a new database for each request: a container where Docker
 * answers, else the embedded server. Both are version 18; the log says which one runs.
 */
public final class TestPostgres {

  private static final Logger log = LoggerFactory.getLogger(TestPostgres.class);
  private static final String SERVICE_ROLE = "laris_service";
  private static final String SERVICE_PASSWORD = "only-for-tests";
  private static final TestPostgres INSTANCE = start();

  private final String urlWithoutDatabase;
  private final String superuser;
  private final String password;
  private final AtomicInteger databases = new AtomicInteger();

  private TestPostgres(String urlWithoutDatabase, String superuser, String password) {
    this.urlWithoutDatabase = urlWithoutDatabase;
    this.superuser = superuser;
    this.password = password;
    execute(
        "postgres", "create role %s login password '%s'".formatted(SERVICE_ROLE, SERVICE_PASSWORD));
  }

  /** A new, empty database. */
  public static DatabaseSettings newDatabase() {
    return INSTANCE.createDatabase();
  }

  private DatabaseSettings createDatabase() {
    String name = "laris_test_" + databases.incrementAndGet();
    execute("postgres", "create database " + name);
    return new DatabaseSettings(
        urlWithoutDatabase + name, SERVICE_ROLE, SERVICE_PASSWORD, superuser, password, 16);
  }

  private void execute(String database, String sql) {
    try (Connection connection =
            DriverManager.getConnection(urlWithoutDatabase + database, superuser, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static TestPostgres start() {
    return dockerAnswers() ? startContainer() : startEmbedded();
  }

  private static boolean dockerAnswers() {
    return System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
  }

  @SuppressWarnings("resource") // Testcontainers ends it with the JVM
  private static TestPostgres startContainer() {
    PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine");
    container.withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200").start();
    log.info("tests run on Postgres in a container");
    return new TestPostgres(
        "jdbc:postgresql://%s:%d/".formatted(container.getHost(), container.getMappedPort(5432)),
        container.getUsername(),
        container.getPassword());
  }

  private static TestPostgres startEmbedded() {
    try {
      Path directory = Files.createTempDirectory("laris-test");
      EmbeddedPostgres server =
          EmbeddedPostgres.start(
              EmbeddedPostgresOptions.in(directory)
                  .withBinariesDirectory(sharedBinaries())
                  .withoutDurability()
                  .withSetting("max_connections", "200"));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
      log.info("tests run on the embedded Postgres");
      return new TestPostgres(server.jdbcUrl(""), server.superuser(), server.password());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The unpacked programs serve every run: unpacking costs more than starting. */
  private static Path sharedBinaries() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "laris-postgres-" + System.getProperty("user.name"));
  }

  private static void stop(EmbeddedPostgres server, Path directory) {
    server.close();
    try {
      FileSystemUtils.deleteRecursively(directory);
    } catch (IOException e) {
      log.warn("could not delete {}", directory, e);
    }
  }
}
