package id.laris.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedPostgresTest {
  @TempDir static Path shared;
  @TempDir Path directory;

  /** On macOS, the temporary directory's name is a symbolic link. */
  @BeforeEach
  void resolveLinks() throws IOException {
    directory = directory.toRealPath();
  }

  @Test
  void switchesDurabilityOffWhenAsked() throws SQLException {
    try (var postgres = EmbeddedPostgres.start(options().withoutDurability())) {
      assertThat(show(postgres, "fsync")).isEqualTo("off");
      assertThat(show(postgres, "synchronous_commit")).isEqualTo("off");
      assertThat(show(postgres, "full_page_writes")).isEqualTo("off");
    }
  }

  @Test
  void obeysExtraSettings() throws SQLException {
    var options =
        options()
            .withSetting("shared_buffers", "16MB")
            .withSetting("search_path", "'a\\b', public");
    try (var postgres = EmbeddedPostgres.start(options)) {
      assertThat(show(postgres, "shared_buffers")).isEqualTo("16MB");
      assertThat(show(postgres, "search_path")).isEqualTo("'a\\b', public");
    }
  }

  @Test
  void refusesSettingsThatWeakenIt() {
    assertThatIllegalArgumentException().isThrownBy(() -> options().withSetting("fsync", "off"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options().withSetting("listen_addresses", "*"));
    assertThatIllegalArgumentException().isThrownBy(() -> options().withSetting("FSYNC", "off"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options().withSetting("work_mem", "1MB\nfsync=off"));
  }

  @Test
  void keepsDataPasswordAndPortOverRestart() throws SQLException {
    int port;
    String password;
    try (var postgres = EmbeddedPostgres.start(options())) {
      port = postgres.port();
      password = postgres.password();
      Sql.run(postgres, "CREATE TABLE kept (word text)");
      Sql.run(postgres, "INSERT INTO kept VALUES ('kept')");
    }
    try (var postgres = EmbeddedPostgres.start(options())) {
      assertThat(Sql.ask(postgres, "SELECT word FROM kept")).isEqualTo("kept");
      assertThat(postgres.port()).isEqualTo(port);
      assertThat(postgres.password()).isEqualTo(password);
    }
  }

  @Test
  void rotatesBigLog() throws IOException {
    Path log = directory.resolve("postgres.log");
    byte[] old = new byte[11 * 1024 * 1024];
    Files.write(log, old);
    EmbeddedPostgres.start(options()).close();
    assertThat(directory.resolve("postgres.log.1")).hasSize(old.length);
    assertThat(Files.readString(log)).contains("database system is ready");
  }

  @Test
  void refusesPathThatAShellWouldMisread() {
    var options = EmbeddedPostgresOptions.in(directory.resolve("$HOME"));
    assertThatExceptionOfType(EmbeddedPostgresException.class)
        .isThrownBy(() -> EmbeddedPostgres.start(options))
        .withMessageContaining("$HOME");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void leavesNoProcessWhenClosed() {
    var postgres = EmbeddedPostgres.start(options());
    postgres.close();
    postgres.close();
    assertThat(new Postmaster(cluster(), postgres.pid(), postgres.port()).isRunning()).isFalse();
    assertThat(cluster().resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void takesAnotherPortWhenTheLastOneIsTaken() throws IOException {
    int port;
    try (var postgres = EmbeddedPostgres.start(options())) {
      port = postgres.port();
    }
    try (var taken = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
        var postgres = EmbeddedPostgres.start(options())) {
      assertThat(postgres.port()).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void tellsTheEndOfTheLogWhenItCannotStart() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThatExceptionOfType(EmbeddedPostgresException.class)
          .isThrownBy(() -> EmbeddedPostgres.start(options().withPort(taken.getLocalPort())))
          .withMessageContaining("could not bind IPv4 address \"127.0.0.1\"");
    }
  }

  @Test
  void refusesClusterOfAnotherMajorVersionAndLeavesItAlone() throws IOException {
    Files.createDirectory(cluster());
    Files.writeString(cluster().resolve("PG_VERSION"), "17\n");
    assertThatExceptionOfType(EmbeddedPostgresException.class)
        .isThrownBy(() -> EmbeddedPostgres.start(options()))
        .withMessageContaining(directory.toString())
        .withMessageContaining("Postgres 17")
        .withMessageContaining("pg_dump");
    try (var files = Files.list(cluster())) {
      assertThat(files.toList()).isEqualTo(List.of(cluster().resolve("PG_VERSION")));
    }
    assertThat(cluster().resolve("PG_VERSION")).hasContent("17");
  }

  @Test
  void makesClusterAnewAfterInterruptedInitialization() throws IOException, SQLException {
    Path unfinished = Files.createDirectory(directory.resolve("cluster.unfinished-1"));
    Files.writeString(unfinished.resolve("PG_VERSION"), "18\n");
    try (var postgres = EmbeddedPostgres.start(options())) {
      assertThat(Sql.ask(postgres, "SELECT 1")).isEqualTo("1");
      assertThat(unfinished).doesNotExist();
    }
  }

  @ParameterizedTest
  @CsvSource({"dead", "another program"})
  void startsDespiteStalePidFile(String owner) throws IOException, SQLException {
    EmbeddedPostgres.start(options()).close();
    String pid = owner.equals("dead") ? "2147483645" : Long.toString(ProcessHandle.current().pid());
    Files.writeString(
        cluster().resolve("postmaster.pid"),
        pid
            + "\n"
            + cluster()
            + "\n1795294291\n5432\n\n127.0.0.1\n  9977933         4\nready   \n");
    try (var postgres = EmbeddedPostgres.start(options())) {
      assertThat(Sql.ask(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  private EmbeddedPostgresOptions options() {
    return EmbeddedPostgresOptions.in(directory).withBinariesDirectory(shared);
  }

  private Path cluster() {
    return directory.resolve("cluster");
  }

  private static String show(EmbeddedPostgres postgres, String setting) throws SQLException {
    return Sql.ask(postgres, "SHOW " + setting);
  }
}
