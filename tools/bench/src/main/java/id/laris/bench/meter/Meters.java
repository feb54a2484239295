package id.laris.bench.meter;

import id.laris.client.DatabaseAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Laris and its database have used up so far. What cannot be read is left out: processor
 * time is there on Linux, of processes of this machine; the rest where the database can be reached.
 */
public final class Meters implements AutoCloseable {

  /** The application name of connections of the load generator. */
  public static final String APPLICATION = "laris-bench";

  /** The names of all figures, in the order of the table; docs/performance.md explains them. */
  public static final List<String> FIGURES =
      List.of("larisCpuMs", "postgresCpuMs", "loadCpuMs", "statements", "transactions", "walBytes");

  /** They show nothing. */
  public static final Meters NONE = new Meters(null, null);

  private static final Map<String, String> QUERIES =
      Map.of(
          // Without the two ends of a transaction, of which it counts only some: a COMMIT that the
          // server has prepared is counted once.
          "statements",
          """
          select sum(calls) from pg_stat_statements
          where dbid = (select oid from pg_database where datname = current_database())
              and query !~* '^(begin|commit|rollback)'
          """,
          // Connections tell of them once a second.
          "transactions",
          "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()",
          "walBytes",
          "select pg_current_wal_insert_lsn() - '0/0'::pg_lsn");

  private final @Nullable LocalProcess laris;
  private final @Nullable Connection database;
  private final @Nullable LocalProcess postgres;

  private Meters(@Nullable LocalProcess laris, @Nullable Connection database) {
    this.laris = laris;
    this.database = database;
    this.postgres = database == null ? null : serverOf(database);
  }

  /** The meters of the Laris at the target, and of its database where one is known. */
  public static Meters of(String target, @Nullable DatabaseAccess access) throws SQLException {
    Connection database = access == null ? null : access.connect(APPLICATION);
    if (database != null) {
      try (Statement statement = database.createStatement()) {
        statement.execute("create extension if not exists pg_stat_statements");
      } catch (SQLException notAllowed) {
        // The column says so.
      }
    }
    return new Meters(LocalProcess.listeningAt(target), database);
  }

  /** Postgres has a process for each connection; their parent is the server. */
  private static @Nullable LocalProcess serverOf(Connection database) {
    Double pid = number(database, "select pg_backend_pid()");
    LocalProcess backend = new LocalProcess(pid == null ? 0 : pid.longValue());
    // Elsewhere the number is another's.
    return backend.name().startsWith("postgres")
        ? ProcessHandle.of(backend.pid())
            .flatMap(ProcessHandle::parent)
            .map(server -> new LocalProcess(server.pid()))
            .orElse(null)
        : null;
  }

  @Nullable LocalProcess laris() {
    return laris;
  }

  @Nullable Connection database() {
    return database;
  }

  /** The cost of everything until now, by name. */
  public Map<String, Double> read() {
    Map<String, Double> figures = new LinkedHashMap<>();
    put(figures, "larisCpuMs", laris == null ? null : laris.cpuMillis());
    put(figures, "postgresCpuMs", postgres == null ? null : postgres.cpuMillisWithChildren());
    put(figures, "loadCpuMs", LocalProcess.own().cpuMillis());
    if (database != null) {
      QUERIES.forEach((name, query) -> put(figures, name, number(database, query)));
    }
    return figures;
  }

  /** The cost of each operation between two readings. */
  public static Map<String, Double> each(
      Map<String, Double> before, Map<String, Double> after, long operations) {
    Map<String, Double> cost = new LinkedHashMap<>();
    for (String name : FIGURES) {
      Double begun = before.get(name);
      Double ended = after.get(name);
      if (begun != null && ended != null && operations > 0) {
        cost.put(name, (ended - begun) / operations);
      }
    }
    return cost;
  }

  static void put(Map<String, Double> figures, String name, @Nullable Number figure) {
    if (figure != null) {
      figures.put(name, figure.doubleValue());
    }
  }

  /** Null where the server refuses, or is gone. */
  private static @Nullable Double number(Connection database, String query) {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getDouble(1);
    } catch (SQLException goneOrRefused) {
      return null;
    }
  }

  @Override
  public void close() throws SQLException {
    if (database != null) {
      database.close();
    }
  }
}
