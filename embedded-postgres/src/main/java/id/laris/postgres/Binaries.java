package id.laris.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * The server's programs, unpacked from the zonky artifact of this platform.
 *
 * @param home the unpacked directory
 * @param version as {@code postgres --version} tells it, such as 18.1
 */
record Binaries(Path home, String version) {
  private static final Logger log = LoggerFactory.getLogger(Binaries.class);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final int EXECUTABLE = 0b001_001_001;

  /** Written last, so that its presence means that the directory is complete. */
  private static final String MARKER = "laris-version";

  /** Unpacks this platform's programs below the directory, unless that has been done before. */
  static Binaries unpack(Path directory) throws IOException {
    URLConnection archive = archive().openConnection();
    Path absolute = directory.toAbsolutePath().normalize();
    DataDirectory.refuseUnquotable(absolute);
    Path parent = Files.createDirectories(absolute).toRealPath();
    Path home = parent.resolve(fingerprint(archive));
    if (!Files.exists(home.resolve(MARKER))) {
      long begin = System.nanoTime();
      unpack(archive, home);
      log.info(
          "Unpacked the Postgres programs into {} in {} ms",
          home,
          Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }
    return new Binaries(home, Files.readString(home.resolve(MARKER)).strip());
  }

  /** Refuses a platform that there are no programs for, before anything is written. */
  static void requirePlatform() {
    archive();
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /** 18 of 18.1: only servers of the same major version can read each other's clusters. */
  String majorVersion() {
    int dot = version.indexOf('.');
    return dot < 0 ? version : version.substring(0, dot);
  }

  private static URL archive() {
    String platform = platform();
    URL archive = Binaries.class.getResource("/postgres-" + platform + ".txz");
    if (archive == null) {
      throw new EmbeddedPostgresException(
          "There is no embedded Postgres for "
              + platform
              + "; set POS_DB_URL to use a Postgres server of your own.");
    }
    return archive;
  }

  /** The platform, spelled as in the names of zonky's archives. */
  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String architecture = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String spelledSystem = system.startsWith("mac") ? "darwin" : system;
    String spelledArchitecture =
        switch (architecture) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> architecture;
        };
    return spelledSystem + "-" + spelledArchitecture;
  }

  /** Tells one version's archive from another's without reading it. */
  private static String fingerprint(URLConnection archive) throws IOException {
    long checksum =
        archive instanceof JarURLConnection jar && jar.getJarEntry() != null
            ? jar.getJarEntry().getCrc()
            : archive.getLastModified();
    return String.format(Locale.ROOT, "%x-%x", archive.getContentLengthLong(), checksum);
  }

  /** Works in a temporary sibling and renames it, so that a crash leaves nothing half done. */
  private static void unpack(URLConnection archive, Path home) throws IOException {
    Path parent = home.resolveSibling("").normalize();
    Path unfinished = Files.createTempDirectory(parent, "unfinished-");
    try {
      try (InputStream input = new BufferedInputStream(archive.getInputStream());
          var tar = new TarArchiveInputStream(new XZInputStream(input))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          unpack(tar, entry, unfinished);
        }
      }
      openToAll(unfinished);
      Files.writeString(unfinished.resolve(MARKER), versionOf(unfinished));
      synchronize(unfinished);
      DataDirectory.rename(unfinished, home);
    } catch (IOException e) {
      // Another process with the same directory may have been faster.
      if (!Files.exists(home.resolve(MARKER))) {
        throw e;
      }
    } finally {
      DataDirectory.deleteTree(unfinished);
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path directory)
      throws IOException {
    Path target = directory.resolve(entry.getName()).normalize();
    if (!target.startsWith(directory)) {
      throw new IOException("Entry outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("").normalize());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & EXECUTABLE) != 0) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /**
   * Makes the directory readable for all despite the umask, because the server may run as another
   * user.
   */
  private static void openToAll(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(path -> !Files.isSymbolicLink(path)).toList()) {
        String mode = Files.isExecutable(path) ? "rwxr-xr-x" : "rw-r--r--";
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
      }
    }
  }

  /** Also proves, once, that the programs run on this machine. */
  private static String versionOf(Path home) {
    Path postgres = home.resolve("bin").resolve("postgres");
    Command command;
    try {
      command = Command.run(List.of(postgres.toString(), "--version"), LIMIT);
    } catch (UncheckedIOException e) {
      // So it is on Alpine, whose C library is another one.
      command = new Command(1, e.toString());
    }
    if (!command.succeeded()) {
      throw new EmbeddedPostgresException(
          "The embedded Postgres does not run on this machine; set POS_DB_URL to use a Postgres"
              + " server of your own. The reason: "
              + command.output());
    }
    return command.output().substring(command.output().lastIndexOf(' ') + 1);
  }

  /** One call instead of a thousand: else a power cut could leave empty files behind the name. */
  private static void synchronize(Path directory) {
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    List<String> words = linux ? List.of("sync", "-f", directory.toString()) : List.of("sync");
    Command command = Command.run(words, LIMIT);
    if (!command.succeeded()) {
      log.warn("sync failed: {}", command.output());
    }
  }
}
