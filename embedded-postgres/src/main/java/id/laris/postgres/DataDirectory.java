package id.laris.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The paths below the data directory. */
record DataDirectory(Path root) {
  private static final int PASSWORD_BYTES = 32;

  private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);
  private static final String UNFINISHED_CLUSTER = "cluster.unfinished-";

  /** Characters that pg_ctl would hand to a shell without quoting them. */
  private static final String FORBIDDEN = "\"$`\\";

  /** Opens the directory, creating it if it is missing. */
  static DataDirectory open(Path path) throws IOException {
    Path absolute = path.toAbsolutePath().normalize();
    refuseUnquotable(absolute);
    if (!Files.isDirectory(absolute)) {
      Files.createDirectories(absolute);
      // As root, Postgres runs as another user, who must be able to pass through.
      String mode = SystemUser.isRoot() ? "rwx--x--x" : "rwx------";
      Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString(mode));
    }
    return new DataDirectory(absolute.toRealPath());
  }

  /** Refuses a path that a shell would understand as something else. */
  static void refuseUnquotable(Path path) {
    if (path.toString()
        .chars()
        .anyMatch(c -> FORBIDDEN.indexOf(c) >= 0 || Character.isISOControl(c))) {
      throw new EmbeddedPostgresException(
          "The path "
              + path
              + " has a control character or one of \" $ ` \\, which Postgres cannot take.");
    }
  }

  Path cluster() {
    return root.resolve("cluster");
  }

  /**
   * An empty directory for a new cluster, until that is complete enough to get its name. Each has
   * its own name, because the initdb of a killed JVM may still be at work in an older one.
   */
  Path makeUnfinishedCluster() throws IOException {
    try (var older = Files.newDirectoryStream(root, UNFINISHED_CLUSTER + "*")) {
      for (Path tree : older) {
        deleteTree(tree);
      }
    } catch (IOException | UncheckedIOException e) {
      log.info("An unfinished cluster could not be deleted yet: {}", e.toString());
    }
    return Files.createTempDirectory(root, UNFINISHED_CLUSTER);
  }

  Path log() {
    return root.resolve("postgres.log");
  }

  Path lockFile() {
    return root.resolve("laris.lock");
  }

  Path passwordFile() {
    return root.resolve("postgres.password");
  }

  Path portFile() {
    return root.resolve("postgres.port");
  }

  /** The superuser's password: made before the first cluster, and never changed. */
  String password() throws IOException {
    if (Files.exists(passwordFile())) {
      return Files.readString(passwordFile()).strip();
    }
    if (Files.exists(cluster().resolve("PG_VERSION"))) {
      throw new EmbeddedPostgresException(
          "The password file " + passwordFile() + " is missing; put it back from a backup.");
    }
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    write(passwordFile(), password + "\n");
    return password;
  }

  /** Replaces the file in one step, readable by its owner only, and safe from a power cut. */
  static void write(Path file, String content) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(unfinished, ownerOnly);
    try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    rename(unfinished, file);
  }

  /** Renames within one directory, and makes the new name durable. */
  static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    try (var directory = FileChannel.open(to.resolveSibling("."), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
