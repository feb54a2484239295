package id.laris.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ownership of a server: by killed JVMs, two JVMs at once, root and plain users. */
class ServerOwnershipTest {
  private static final int NOBODY = 65_534;
  private static final String KEPT = "SELECT string_agg(word, ',') FROM kept";

  @TempDir static Path shared;
  @TempDir Path directory;

  /** Unlike JUnit's own temporary directories, one that every user may enter. */
  private Path open = Path.of("");

  @BeforeEach
  void makeOpenDirectory() throws IOException {
    directory = directory.toRealPath();
    open = Files.createTempDirectory("laris-postgres-").toRealPath();
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void deleteOpenDirectory() throws IOException {
    DataDirectory.deleteTree(open);
  }

  @Test
  void takesOverServerOfKilledJvm() throws Exception {
    long pid = killOwnerOf(directory);
    try (var postgres = EmbeddedPostgres.start(options(directory))) {
      assertThat(postgres.pid()).isEqualTo(pid);
      assertThat(Sql.ask(postgres, KEPT)).isEqualTo("written by a child");
    }
    assertThat(serversOf(directory)).isEmpty();
  }

  @Test
  void restartsServerOfKilledJvmWhenSettingsDiffer() throws Exception {
    long pid = killOwnerOf(directory);
    try (var postgres =
        EmbeddedPostgres.start(options(directory).withSetting("max_connections", "20"))) {
      assertThat(postgres.pid()).isNotEqualTo(pid);
      assertThat(serversOf(directory)).containsExactly(postgres.pid());
      assertThat(Sql.ask(postgres, "SHOW max_connections")).isEqualTo("20");
      assertThat(Sql.ask(postgres, KEPT)).isEqualTo("written by a child");
    }
  }

  @Test
  void recoversWhenJvmAndServerAreKilled() throws Exception {
    long pid = killOwnerOf(directory);
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    var killed = new Postmaster(directory.resolve("cluster"), pid, 0);
    while (killed.isRunning()) {
      Thread.onSpinWait();
    }
    try (var postgres = EmbeddedPostgres.start(options(directory))) {
      assertThat(postgres.pid()).isNotEqualTo(pid);
      assertThat(Sql.ask(postgres, KEPT)).isEqualTo("written by a child");
    }
  }

  @Test
  void refusesDirectoryOfAnotherLiveJvm() throws Exception {
    try (var child = ChildJvm.start(List.of(), classPath(), directory, shared)) {
      child.awaitReady();
      assertThatExceptionOfType(EmbeddedPostgresException.class)
          .isThrownBy(() -> EmbeddedPostgres.start(options(directory)))
          .withMessage("The data directory " + directory + " is in use by another running Laris.");
      assertThat(child.finish()).isZero();
    }
    assertThat(serversOf(directory)).isEmpty();
  }

  /** As root, this is a plain user's JVM; else all tests are, and this is one more of them. */
  @Test
  void runsAsPlainUser() throws Exception {
    Path data = Files.createDirectory(open.resolve("data"));
    List<String> prefix = List.of();
    if (SystemUser.isRoot()) {
      Files.setAttribute(data, "unix:uid", NOBODY);
      prefix = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    }
    String classPath = readableByAll(open.resolve("classes"));
    try (var child = ChildJvm.start(prefix, classPath, data, data.resolve("postgres"))) {
      long pid = child.awaitReady();
      assertThat(serversOf(data)).containsExactly(pid);
      assertThat(child.finish()).isZero();
    }
    // Root can continue with the files of a plain user, and the plain user with those of root.
    try (var postgres = EmbeddedPostgres.start(EmbeddedPostgresOptions.in(data))) {
      assertThat(Sql.ask(postgres, KEPT)).isEqualTo("written by a child");
    }
    try (var child = ChildJvm.start(prefix, classPath, data, data.resolve("postgres"))) {
      child.awaitReady();
      assertThat(child.finish()).isZero();
    }
  }

  @Test
  void doesNotTakeDirectoryFromPlainUser() throws IOException {
    Path data = Files.createDirectory(open.resolve("data"));
    if (!SystemUser.isRoot()) {
      return; // Only root could.
    }
    Files.setAttribute(data, "unix:uid", NOBODY);
    // The server's user may not enter the directory of the programs.
    assertThatExceptionOfType(EmbeddedPostgresException.class)
        .isThrownBy(() -> EmbeddedPostgres.start(options(data)))
        .withMessageContaining("Start Laris as a plain user");
    assertThat(data.resolve("cluster")).doesNotExist();
  }

  /** As root: by setpriv where nobody may enter, else in a user namespace. */
  @Test
  void keepsDataWhenTheServersUserChanges() throws IOException, SQLException {
    Path data = open.resolve("data");
    var options = EmbeddedPostgresOptions.in(data);
    try (var postgres = EmbeddedPostgres.start(options)) {
      Sql.run(postgres, "CREATE TABLE kept (word text)");
      Sql.run(postgres, "INSERT INTO kept VALUES ('kept')");
    }
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx------"));
    try (var postgres = EmbeddedPostgres.start(options)) {
      assertThat(Sql.ask(postgres, KEPT)).isEqualTo("kept");
    }
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (var postgres = EmbeddedPostgres.start(options)) {
      assertThat(Sql.ask(postgres, KEPT)).isEqualTo("kept");
    }
  }

  private static long killOwnerOf(Path data) throws IOException, InterruptedException {
    try (var child = ChildJvm.start(List.of(), classPath(), data, shared)) {
      long pid = child.awaitReady();
      child.kill();
      return pid;
    }
  }

  /** Every first process of a server on the directory. */
  private static List<Long> serversOf(Path data) {
    Path cluster = data.resolve("cluster");
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> new Postmaster(cluster, pid, 0).isRunning())
        .toList();
  }

  private static EmbeddedPostgresOptions options(Path data) {
    return EmbeddedPostgresOptions.in(data).withBinariesDirectory(shared);
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** A copy of the class path, because the original may lie in root's home. */
  private static String readableByAll(Path target) throws IOException {
    var copies = new ArrayList<String>();
    int number = 0;
    for (String entry : List.of(classPath().split(File.pathSeparator, -1))) {
      Path source = Path.of(entry);
      if (!Files.exists(source)) {
        continue;
      }
      Path copy = target.resolve(number++ + "-" + source.getFileName());
      copyTree(source, copy);
      copies.add(copy.toString());
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void copyTree(Path source, Path target) throws IOException {
    try (var paths = Files.walk(source)) {
      for (Path path : paths.toList()) {
        Path copy = target.resolve(source.relativize(path).toString()).normalize();
        Files.createDirectories(copy.resolveSibling("").normalize());
        Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
