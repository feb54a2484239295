package id.laris.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable Postgres server that belongs to this JVM.
 *
 * <p>The data stays when it is closed, and the next start on the same directory goes on with it. If
 * the JVM is killed, the server lives on; the next start takes it over, or stops it cleanly and
 * starts it again if it should run with other settings. Only one JVM at a time can use a directory.
 *
 * <p>The server listens on 127.0.0.1 only and asks for a password, which lies beside the cluster in
 * a file that only its owner can read.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Pattern DATABASE_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
  private static final String MAINTENANCE_DATABASE = "postgres";
  private static final String DUPLICATE_DATABASE = "42P04";
  private static final String UNIQUE_VIOLATION = "23505";
  private static final int PORT_ATTEMPTS = 3;
  private static final long WATCH_MILLIS = 200;

  private final EmbeddedPostgresOptions options;
  private final Cluster cluster;
  private final DirectoryLock lock;
  private volatile Postmaster postmaster;
  private final String password;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPostgres(
      EmbeddedPostgresOptions options,
      Cluster cluster,
      DirectoryLock lock,
      Postmaster postmaster,
      String password) {
    this.options = options;
    this.cluster = cluster;
    this.lock = lock;
    this.postmaster = postmaster;
    this.password = password;
  }

  /**
   * Starts the server, making its cluster first if there is none, and returns once it accepts
   * connections.
   *
   * @throws EmbeddedPostgresException if another JVM uses the directory, if the cluster is of
   *     another major version, or if Postgres does not start; the message says what to do
   */
  public static EmbeddedPostgres start(EmbeddedPostgresOptions options) {
    Binaries.requirePlatform();
    try {
      DataDirectory directory = DataDirectory.open(options.dataDirectory());
      DirectoryLock lock = DirectoryLock.acquire(directory);
      try {
        return start(options, directory, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (AccessDeniedException e) {
      throw new EmbeddedPostgresException(
          "This user may not use "
              + e.getFile()
              + ", which Laris needs for its data: set POS_DATA_DIR to another directory.",
          e);
    } catch (IOException | UncheckedIOException e) {
      throw new EmbeddedPostgresException(
          "Postgres could not be started in "
              + options.dataDirectory()
              + " (set POS_DATA_DIR to a directory that it may use): "
              + e,
          e);
    }
  }

  /** The address for JDBC; user and password are given apart, so that no log shows them. */
  public String jdbcUrl(String database) {
    return jdbcUrl(port(), database);
  }

  public String superuser() {
    return Cluster.SUPERUSER;
  }

  public String password() {
    return password;
  }

  public int port() {
    return postmaster.port();
  }

  public Path dataDirectory() {
    return cluster.directory().root();
  }

  /** The process id of the server's first process. */
  public long pid() {
    return postmaster.pid();
  }

  /**
   * Makes an empty database unless it exists.
   *
   * @throws IllegalArgumentException if the name is not lower case letters, digits and underscores
   */
  public void createDatabaseIfMissing(String name) throws SQLException {
    if (!DATABASE_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a plain database name: " + name);
    }
    try (Connection connection = connect(port(), password);
        var select = connection.prepareStatement("SELECT FROM pg_database WHERE datname = ?");
        var create = connection.createStatement()) {
      select.setString(1, name);
      try (var rows = select.executeQuery()) {
        if (rows.next()) {
          return;
        }
      }
      create.execute("CREATE DATABASE \"" + name + "\"");
    } catch (SQLException e) {
      // Another process made it in the meantime; the SQL state depends on the exact moment.
      if (!DUPLICATE_DATABASE.equals(e.getSQLState())
          && !UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  /**
   * Waits until the server has died.
   *
   * @return false where it was closed
   */
  public boolean awaitDeath() throws InterruptedException {
    while (!closed.get() && postmaster.isRunning()) {
      Thread.sleep(WATCH_MILLIS);
    }
    return !closed.get();
  }

  /**
   * Starts a server that has died again, on its port, so that everybody who knows it finds it.
   *
   * @throws EmbeddedPostgresException if it does not start; it can be tried again
   */
  public synchronized void restart() {
    if (closed.get()) {
      return;
    }
    try {
      postmaster = cluster.start(ServerSettings.render(options, port(), cluster.binaries()));
    } catch (IOException e) {
      throw new EmbeddedPostgresException("Postgres could not be started again: " + e, e);
    }
  }

  /** The reason why the server has ended, as far as its log tells. */
  public String lastFailure() {
    Path log = cluster.directory().log();
    try {
      String failure = ServerLog.lastFailure(log);
      return failure.isEmpty() ? "see " + log : failure + " (" + log + ")";
    } catch (IOException e) {
      return log + " cannot be read: " + e;
    }
  }

  /** Ends the server cleanly; open connections are cut and their transactions rolled back. */
  @Override
  public synchronized void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try (lock) {
      if (postmaster.isRunning()) {
        postmaster.stop();
        log.info("Postgres has stopped");
      } else {
        log.warn("Postgres had already ended; see {}", cluster.directory().log());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddedPostgres start(
      EmbeddedPostgresOptions options, DataDirectory directory, DirectoryLock lock)
      throws IOException {
    Binaries binaries = Binaries.unpack(options.binariesDirectory());
    Cluster.check(directory, binaries);
    ServerUser user = ServerUser.choose(directory, binaries);
    user.own(directory.lockFile());
    user.ownPrograms(directory, binaries);
    String password = directory.password();
    user.own(directory.passwordFile());
    var cluster = new Cluster(directory, binaries, user);
    Optional<Postmaster> leftBehind = Postmaster.running(cluster.path());
    if (leftBehind.isPresent()) {
      if (canTakeOver(leftBehind.get(), options, cluster, password)) {
        log.info("Took over the running Postgres (process {})", leftBehind.get().pid());
        return new EmbeddedPostgres(options, cluster, lock, leftBehind.get(), password);
      }
      log.info("Stopping the Postgres left behind (process {})", leftBehind.get().pid());
      leftBehind.get().stop();
    }
    cluster.initialize(options.durable());
    Postmaster postmaster = start(options, cluster);
    try {
      refuseOtherServer(postmaster, password);
    } catch (SQLException e) {
      postmaster.stop();
      throw new EmbeddedPostgresException(
          "Postgres does not accept the password in " + directory.passwordFile() + ".", e);
    }
    return new EmbeddedPostgres(options, cluster, lock, postmaster, password);
  }

  private static boolean canTakeOver(
      Postmaster postmaster, EmbeddedPostgresOptions options, Cluster cluster, String password)
      throws IOException {
    int port = options.port() == 0 ? postmaster.port() : options.port();
    if (!cluster.hasConfiguration(ServerSettings.render(options, port, cluster.binaries()))) {
      return false;
    }
    try {
      refuseOtherServer(postmaster, password);
      return true;
    } catch (SQLException e) {
      log.info("The Postgres left behind refuses connections: {}", e.getMessage());
      return false;
    }
  }

  private static Postmaster start(EmbeddedPostgresOptions options, Cluster cluster)
      throws IOException {
    Path portFile = cluster.directory().portFile();
    for (int attempt = 1; ; attempt++) {
      int port = options.port() == 0 ? freePort(portFile) : options.port();
      try {
        Postmaster postmaster =
            cluster.start(ServerSettings.render(options, port, cluster.binaries()));
        DataDirectory.write(portFile, port + "\n");
        cluster.user().own(portFile);
        return postmaster;
      } catch (EmbeddedPostgresException e) {
        // Between choosing a free port and using it, another program can take it.
        if (attempt == PORT_ATTEMPTS || options.port() != 0 || isFree(port)) {
          throw e;
        }
      }
    }
  }

  /** The port of the last start if possible, so that other programs can keep their settings. */
  private static int freePort(Path portFile) throws IOException {
    if (Files.exists(portFile)) {
      int last = Integer.parseInt(Files.readString(portFile).strip());
      if (isFree(last)) {
        return last;
      }
    }
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Connects with the password and makes sure that the server serves this very cluster. */
  private static void refuseOtherServer(Postmaster postmaster, String password)
      throws SQLException {
    try (Connection connection = connect(postmaster.port(), password);
        var statement = connection.createStatement();
        var row = statement.executeQuery("SHOW data_directory")) {
      row.next();
      if (!postmaster.cluster().toString().equals(row.getString(1))) {
        throw new SQLException("Another server uses the port " + postmaster.port());
      }
    }
  }

  private static Connection connect(int port, String password) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", Cluster.SUPERUSER);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "10");
    return DriverManager.getConnection(jdbcUrl(port, MAINTENANCE_DATABASE), properties);
  }

  private static String jdbcUrl(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }
}
