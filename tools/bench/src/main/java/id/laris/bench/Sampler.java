package id.laris.bench;

import id.laris.bench.load.Measurements.Slice;
import id.laris.bench.meter.LocalProcess;
import id.laris.bench.meter.Meters;
import id.laris.client.DatabaseAccess;
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
          .formatted(Meters.APPLICATION);

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

  Sampler(@Nullable LocalProcess laris, int managementPort, @Nullable DatabaseAccess database)
      throws SQLException {
    this.laris = laris;
    this.metrics = URI.create("http://localhost:" + managementPort + "/actuator/prometheus");
    this.connection = database == null ? null : database.connect(Meters.APPLICATION);
  }

  /** Asking for a full collection costs Laris some time; so not every sample does. */
  Soak.Sample take(Slice load, boolean collect) {
    Double resident = laris == null ? null : laris.residentMegabytes();
    Double heap = heapMegabytes();
    Double afterCollection = collect && collect() ? heapMegabytes() : null;
    Integer connections = null;
    Double databaseMegabytes = null;
    List<Soak.Sample.Table> tables = new ArrayList<>();
    if (connection != null) {
      try (Statement statement = connection.createStatement()) {
        try (ResultSet row = statement.executeQuery(DATABASE)) {
          row.next();
          connections = row.getInt(1);
          databaseMegabytes = row.getLong(2) / MEGABYTE;
        }
        try (ResultSet row = statement.executeQuery(TABLES)) {
          while (row.next()) {
            tables.add(
                new Soak.Sample.Table(
                    row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
          }
        }
      } catch (SQLException goneOrRefused) {
        // The sample says so by what it lacks.
      }
    }
    return new Soak.Sample(
        load,
        resident,
        heap,
        afterCollection,
        laris == null ? null : laris.handles(),
        connections,
        databaseMegabytes,
        tables);
  }

  private @Nullable Double heapMegabytes() {
    try {
      HttpRequest request = HttpRequest.newBuilder(metrics).timeout(PATIENCE).build();
      double bytes =
          HEAP.matcher(client.send(request, BodyHandlers.ofString()).body())
              .results()
              .mapToDouble(pool -> Double.parseDouble(pool.group(1)))
              .sum();
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
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process asking =
          new ProcessBuilder(jcmd, Long.toString(laris.pid()), "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return asking.waitFor(PATIENCE) && asking.exitValue() == 0;
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
