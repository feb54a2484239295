package id.laris.bench.soak;

import id.laris.bench.load.Slices;
import id.laris.bench.meter.Database;
import id.laris.bench.meter.LocalProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the samples: of the process, of its management port, and of the database. */
final class Sampler implements AutoCloseable {

  private static final Pattern HEAP =
      Pattern.compile("(?m)^jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*} (\\S+)");

  private static final double MEGABYTE = 1024.0 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String DATABASE =
      """
      select (select count(*) from pg_stat_activity
              where backend_type = 'client backend' and application_name <> '%s'),
          pg_database_size(current_database())
      """
          .formatted(Database.APPLICATION);

  private static final String TABLES =
      """
      select schemaname || '.' || relname, n_live_tup, n_dead_tup, pg_total_relation_size(relid)
      from pg_stat_user_tables
      where n_tup_ins + n_tup_upd + n_tup_del > 0
      order by 1
      """;

  private final @Nullable LocalProcess laris;
  private final URI metrics;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final @Nullable Connection connection;

  Sampler(@Nullable LocalProcess laris, int managementPort, @Nullable Database database)
      throws SQLException {
    this.laris = laris;
    this.metrics = URI.create("http://localhost:" + managementPort + "/actuator/prometheus");
    this.connection = database == null ? null : database.connect();
  }

  /** Asking for a full collection costs Laris some time; so not every sample does. */
  Sample take(Slices.Slice load, boolean collect) {
    Double resident = laris == null ? null : laris.residentMegabytes();
    Double heap = heapMegabytes();
    Double afterCollection = collect && collect() ? heapMegabytes() : null;
    Integer connections = null;
    Double databaseMegabytes = null;
    List<Sample.Table> tables = List.of();
    if (connection != null) {
      try (Statement statement = connection.createStatement()) {
        try (ResultSet row = statement.executeQuery(DATABASE)) {
          row.next();
          connections = row.getInt(1);
          databaseMegabytes = row.getLong(2) / MEGABYTE;
        }
        tables = tables(statement);
      } catch (SQLException goneOrRefused) {
        // The sample says so by what it lacks.
      }
    }
    return new Sample(
        load,
        resident,
        heap,
        afterCollection,
        laris == null ? null : laris.handles(),
        connections,
        databaseMegabytes,
        tables);
  }

  private static List<Sample.Table> tables(Statement statement) throws SQLException {
    List<Sample.Table> tables = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(TABLES)) {
      while (row.next()) {
        tables.add(
            new Sample.Table(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
      }
    }
    return tables;
  }

  private @Nullable Double heapMegabytes() {
    try {
      HttpRequest request = HttpRequest.newBuilder(metrics).timeout(PATIENCE).build();
      Matcher pools = HEAP.matcher(client.send(request, BodyHandlers.ofString()).body());
      double bytes = 0;
      while (pools.find()) {
        bytes += Double.parseDouble(pools.group(1));
      }
      return bytes == 0 ? null : bytes / MEGABYTE;
    } catch (IOException notThere) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** With the JDK's own tool, which the same user may use on any JVM. */
  private boolean collect() {
    if (laris == null || !laris.name().equals("java")) {
      return false;
    }
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process jcmd =
          new ProcessBuilder(tool, Long.toString(laris.pid()), "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return jcmd.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && jcmd.exitValue() == 0;
    } catch (IOException noSuchTool) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() throws SQLException {
    client.shutdownNow();
    if (connection != null) {
      connection.close();
    }
  }
}
