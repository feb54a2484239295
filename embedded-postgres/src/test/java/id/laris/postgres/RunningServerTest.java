package id.laris.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The properties of a running server; all tests share one, with the default options. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningServerTest {
  private final Path directory;
  private final EmbeddedPostgres postgres;

  RunningServerTest(@TempDir Path temporary) throws IOException {
    this.directory = temporary.toRealPath();
    this.postgres = EmbeddedPostgres.start(EmbeddedPostgresOptions.in(directory));
  }

  @AfterAll
  void stop() {
    postgres.close();
  }

  @Test
  void runsDurableAndInUtcWithUtf8() throws SQLException {
    assertThat(show("fsync")).isEqualTo("on");
    assertThat(show("synchronous_commit")).isEqualTo("on");
    assertThat(show("full_page_writes")).isEqualTo("on");
    assertThat(show("data_checksums")).isEqualTo("on");
    assertThat(show("server_encoding")).isEqualTo("UTF8");
    assertThat(Sql.ask(postgres, "SELECT setting FROM pg_file_settings WHERE name = 'timezone'"))
        .isEqualTo("UTC");
    assertThat(
            Sql.ask(
                postgres,
                "SELECT concat_ws(' ', datlocprovider, datlocale) FROM pg_database LIMIT 1"))
        .isEqualTo("b C.UTF-8");
    assertThat(show("server_version")).startsWith("18.");
  }

  @Test
  void refusesWrongPassword() {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(
            () -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "wrong"))
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
  }

  @Test
  void keepsThePasswordToItsOwner() throws IOException {
    Path file = directory.resolve("postgres.password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(postgres.password()).hasSize(64).isEqualTo(Files.readString(file).strip());
    assertThat(Files.readString(directory.resolve("postgres.log")))
        .doesNotContain(postgres.password());
  }

  @Test
  void listensOnLoopbackOnly() throws SQLException {
    assertThat(show("listen_addresses")).isEqualTo("127.0.0.1");
    assertThat(show("unix_socket_directories")).isEmpty();
  }

  @Test
  void createsDatabaseOnce() throws SQLException {
    postgres.createDatabaseIfMissing("catalog");
    postgres.createDatabaseIfMissing("catalog");
    try (var connection = Sql.connect(postgres, "catalog")) {
      assertThat(connection.getCatalog()).isEqualTo("catalog");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> postgres.createDatabaseIfMissing("a\"; DROP TABLE x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pg_trgm", "btree_gist", "pg_stat_statements"})
  void bringsExtension(String extension) throws SQLException {
    Sql.run(postgres, "CREATE EXTENSION IF NOT EXISTS " + extension);
  }

  @Test
  void findsTrigramsOfAllLetters() throws SQLException {
    Sql.run(postgres, "CREATE EXTENSION IF NOT EXISTS pg_trgm");
    assertThat(Sql.ask(postgres, "SELECT similarity('咖啡', '咖啡')")).isEqualTo("1");
  }

  @Test
  void refusesSecondStartOnSameDirectory() throws SQLException {
    assertThatExceptionOfType(EmbeddedPostgresException.class)
        .isThrownBy(() -> EmbeddedPostgres.start(EmbeddedPostgresOptions.in(directory)))
        .withMessage("The data directory " + directory + " is in use by another running Laris.");
    assertThat(Sql.ask(postgres, "SELECT 1")).isEqualTo("1");
  }

  private String show(String setting) throws SQLException {
    return Sql.ask(postgres, "SHOW " + setting);
  }
}
