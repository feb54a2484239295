package id.laris.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's own directory (PGDATA), and the programs that work on it. */
record Cluster(DataDirectory directory, Binaries binaries, ServerUser user) {
  static final String SUPERUSER = "postgres";
  private static final Logger log = LoggerFactory.getLogger(Cluster.class);
  private static final Duration INITIALIZATION_LIMIT = Duration.ofMinutes(2);

  /** Long, because after a crash the server first replays its write-ahead log. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  /** Messages of the server while processes of a killed one are still ending. */
  private static final Pattern OLD_SERVER =
      Pattern.compile(
          "lock file \"postmaster.pid\" already exists|pre-existing shared memory block");

  private static final Duration OLD_SERVER_LIMIT = Duration.ofSeconds(10);

  Path path() {
    return directory.cluster();
  }

  /** Refuses, without touching it, a cluster that these programs cannot read. */
  static void check(DataDirectory directory, Binaries binaries) throws IOException {
    Path cluster = directory.cluster();
    if (!Files.exists(cluster)) {
      return;
    }
    Path versionFile = cluster.resolve("PG_VERSION");
    if (!Files.exists(versionFile)) {
      throw new EmbeddedPostgresException(
          cluster + " is not a Postgres cluster; choose another POS_DATA_DIR.");
    }
    String version = Files.readString(versionFile).strip();
    if (!version.equals(binaries.majorVersion())) {
      throw new EmbeddedPostgresException(
          "The data directory "
              + directory.root()
              + " was written by Postgres "
              + version
              + ", but Laris runs Postgres "
              + binaries.majorVersion()
              + ". Bring the data over with pg_upgrade, or with pg_dump from a Postgres "
              + version
              + " server, or choose another POS_DATA_DIR. Nothing was changed.");
    }
  }

  /** Makes the cluster if there is none; a crash in between leaves no usable cluster. */
  void initialize(boolean durable) throws IOException {
    if (Files.exists(path())) {
      user.ownTree(path());
      return;
    }
    long begin = System.nanoTime();
    Path unfinished = directory.makeUnfinishedCluster();
    user.own(unfinished);
    var words =
        Stream.of(
            binaries.program("initdb").toString(),
            "--pgdata=" + unfinished,
            "--username=" + SUPERUSER,
            "--auth=scram-sha-256",
            "--pwfile=" + directory.passwordFile(),
            "--encoding=UTF8",
            // Postgres's own collation: the same order on every system, and fast.
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            // pg_trgm and full text search ask the system what a letter is.
            "--lc-ctype=" + systemUtf8Locale(),
            "--text-search-config=simple",
            "--data-checksums");
    if (!durable) {
      words = Stream.concat(words, Stream.of("--no-sync"));
    }
    Command initdb = Command.run(user.command(words.toList()), INITIALIZATION_LIMIT);
    if (!initdb.succeeded()) {
      throw new EmbeddedPostgresException(
          "Postgres could not make its cluster in " + path() + ":\n" + initdb.output());
    }
    DataDirectory.rename(unfinished, path());
    log.info("Made a new Postgres cluster in {} in {} ms", path(), millisSince(begin));
  }

  /** Returns whether a server started now would run with this very configuration. */
  boolean hasConfiguration(String configuration) throws IOException {
    return Files.readString(configurationFile()).equals(configuration);
  }

  /** Starts the server and returns once it accepts connections. */
  Postmaster start(String configuration) throws IOException {
    long begin = System.nanoTime();
    DataDirectory.write(configurationFile(), configuration);
    user.own(configurationFile());
    ServerLog serverLog = ServerLog.open(directory.log(), user);
    for (; ; ) {
      Postmaster.disownStaleFile(path(), user);
      Command start = runStart();
      var postmaster = Postmaster.running(path());
      if (start.succeeded() && postmaster.isPresent()) {
        log.info(
            "Postgres {} listens on 127.0.0.1:{} (process {}), started in {} ms",
            binaries.version(),
            postmaster.get().port(),
            postmaster.get().pid(),
            millisSince(begin));
        return postmaster.get();
      }
      postmaster.ifPresent(Postmaster::stop);
      String tail = serverLog.tail();
      boolean oldServerIsEnding = OLD_SERVER.matcher(tail).find();
      if (!oldServerIsEnding || millisSince(begin) > OLD_SERVER_LIMIT.toMillis()) {
        throw new EmbeddedPostgresException(
            "Postgres did not start in %s:%n%s%nEnd of %s:%n%s"
                .formatted(directory.root(), start.output(), serverLog.file(), tail));
      }
      log.info("Waiting for the processes of a killed Postgres to end");
    }
  }

  /**
   * pg_ctl gives the server a session of its own, so that Ctrl-C in the terminal ends only Laris,
   * which then ends the server when it no longer needs it.
   */
  private Command runStart() {
    List<String> words =
        List.of(
            binaries.program("pg_ctl").toString(),
            "start",
            "--wait",
            "--timeout=" + START_LIMIT.toSeconds(),
            "--pgdata=" + path(),
            "--log=" + directory.log());
    return Command.run(user.command(words), START_LIMIT.plusSeconds(10));
  }

  private Path configurationFile() {
    return path().resolve("postgresql.conf");
  }

  private static String systemUtf8Locale() {
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    return linux ? "C.UTF-8" : "en_US.UTF-8";
  }

  private static long millisSince(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin).toMillis();
  }
}
