package id.laris.bench.meter;

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

  /** Of the Laris at the target, and of its database where one is known. */
  public static Meters of(String target, @Nullable Database database) throws SQLException {
    int port = URI.create("grpc://" + target).getPort();
    return new Meters(LocalProcess.listeningAt(port), database == null ? null : database.connect());
  }

  /** Postgres has a process for each connection; their parent is the server. */
  private static @Nullable LocalProcess serverOf(Connection database) {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      LocalProcess backend = new LocalProcess(row.getLong(1));
      // Elsewhere the number is another's.
      return backend.name().startsWith("postgres") ? backend.parent() : null;
    } catch (SQLException e) {
      return null;
    }
  }

  private static boolean allowsStatements(Connection database) {
    try (Statement statement = database.createStatement()) {
      statement.execute("create extension if not exists pg_stat_statements");
      statement.executeQuery(STATEMENTS).close();
      return true;
    } catch (SQLException notAllowedOrNotLoaded) {
      return false;
    }
  }

  public @Nullable LocalProcess laris() {
    return laris;
  }

  public @Nullable LocalProcess postgres() {
    return postgres;
  }

  /** Whether the database tells how often it executed what. */
  public boolean countsStatements() {
    return countsStatements;
  }

  public Reading read() {
    Double statements = null;
    Double transactions = null;
    Double walBytes = null;
    if (database != null) {
      try (Statement statement = database.createStatement()) {
        statements = countsStatements ? number(statement, STATEMENTS) : null;
        transactions = number(statement, TRANSACTIONS);
        walBytes = number(statement, WAL);
      } catch (SQLException goneOrRefused) {
        // The columns say so.
      }
    }
    return new Reading(
        laris == null ? null : laris.cpuSeconds(),
        postgres == null ? null : postgres.cpuSecondsWithChildren(),
        LocalProcess.own().cpuSeconds(),
        statements,
        transactions,
        walBytes);
  }

  private static double number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
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
