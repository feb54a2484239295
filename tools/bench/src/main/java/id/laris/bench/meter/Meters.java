package id.laris.bench.meter;

import id.laris.client.DatabaseAccess;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Laris and its database have used up so far. What cannot be read is left out: processor
 * time is there on Linux, of processes of this machine; the rest where the database can be reached.
 */
public final class Meters implements AutoCloseable {

  /** The application name of connections of the load generator. */
  public static final String APPLICATION = "laris-bench";

  /** They show nothing. */
  public static final Meters NONE = new Meters(null, null);

  /**
   * Without the two ends of a transaction, of which it counts only some: a COMMIT that the server
   * has prepared is counted once.
   */
  private static final String STATEMENTS =
      """
      select sum(calls) from pg_stat_statements
      where dbid = (select oid from pg_database where datname = current_database())
          and query !~* '^(begin|commit|rollback)'
      """;

  /** Connections tell of them once a second. */
  private static final String TRANSACTIONS =
      "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()";

  private static final String WAL = "select pg_current_wal_insert_lsn() - '0/0'::pg_lsn";

  private final @Nullable LocalProcess laris;
  private final @Nullable Connection database;
  private final @Nullable LocalProcess postgres;
  private final boolean countsStatements;

  private Meters(@Nullable LocalProcess laris, @Nullable Connection database) {
    this.laris = laris;
    this.database = database;
    this.postgres = database == null ? null : serverOf(database);
    this.countsStatements = database != null && allowsStatements(database);
  }

  /** The meters of the Laris at the target, and of its database where one is known. */
  public static Meters of(String target, @Nullable DatabaseAccess database) throws SQLException {
    return new Meters(
        LocalProcess.listeningAt(URI.create("grpc://" + target).getPort()),
        database == null ? null : database.connect(APPLICATION));
  }

  /** Postgres has a process for each connection; their parent is the server. */
  private static @Nullable LocalProcess serverOf(Connection database) {
    try {
      LocalProcess backend = new LocalProcess((long) number(database, "select pg_backend_pid()"));
      // Elsewhere the number is another's.
      return backend.name().startsWith("postgres")
          ? ProcessHandle.of(backend.pid())
              .flatMap(ProcessHandle::parent)
              .map(server -> new LocalProcess(server.pid()))
              .orElse(null)
          : null;
    } catch (SQLException e) {
      return null;
    }
  }

  private static boolean allowsStatements(Connection database) {
    try (Statement statement = database.createStatement()) {
      statement.execute("create extension if not exists pg_stat_statements");
      var _ = number(database, STATEMENTS);
      return true;
    } catch (SQLException notAllowedOrNotLoaded) {
      return false;
    }
  }

  public @Nullable LocalProcess laris() {
    return laris;
  }

  /** The cost of everything until now. */
  public Cost read() {
    return new Cost(
        millis(laris == null ? null : laris.cpuSeconds()),
        millis(postgres == null ? null : postgres.cpuSecondsWithChildren()),
        millis(LocalProcess.own().cpuSeconds()),
        countsStatements ? shown(STATEMENTS) : null,
        shown(TRANSACTIONS),
        shown(WAL));
  }

  private static @Nullable Double millis(@Nullable Double seconds) {
    return seconds == null ? null : seconds * 1_000;
  }

  private @Nullable Double shown(String query) {
    try {
      return database == null ? null : number(database, query);
    } catch (SQLException goneOrRefused) {
      // The column says so.
      return null;
    }
  }

  private static double number(Connection database, String query) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getDouble(1);
    }
  }

  @Override
  public void close() throws SQLException {
    if (database != null) {
      database.close();
    }
  }
}
