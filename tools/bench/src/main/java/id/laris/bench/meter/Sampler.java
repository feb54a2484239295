package id.laris.bench.meter;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the process of Laris, its management port and its database in a long run. */
public final class Sampler implements AutoCloseable {

  private static final Pattern HEAP =
      Pattern.compile("(?m)^jvm_memory_used_bytes\\{[^}]*area=\"heap\"[^}]*} (\\S+)");

  private static final double MEGABYTE = 1024.0 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Names and figures: of the database, then of each table that was ever written to. */
  private static final String DATABASE =
      """
      select 'connections', count(*)::float from pg_stat_activity
      where backend_type = 'client backend' and application_name <> '%s'
      union all select 'databaseMegabytes', pg_database_size(current_database()) / 1048576.0
      union all (
        select schemaname || '.' || relname || ' ' || one.name, one.figure
        from pg_stat_user_tables, lateral (values
            ('megabytes', pg_total_relation_size(relid) / 1048576.0),
            ('liveRows', n_live_tup), ('deadRows', n_dead_tup)) one (name, figure)
        where n_tup_ins + n_tup_upd + n_tup_del > 0
        order by 1)
      """
          .formatted(Meters.APPLICATION);

  private final @Nullable LocalProcess laris;
  private final @Nullable Connection database;
  private final URI metrics;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  public Sampler(Meters meters, int managementPort) {
    this.laris = meters.laris();
    this.database = meters.database();
    this.metrics = URI.create("http://localhost:" + managementPort + "/actuator/prometheus");
  }

  /**
   * How things stand now, by names that docs/performance.md explains; without what cannot be told.
   *
   * @param collect whether Laris is asked for a full collection, which costs it some time
   */
  public Map<String, Double> take(boolean collect) {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (laris != null) {
      Meters.put(figures, "residentMegabytes", laris.residentMegabytes());
      Meters.put(figures, "handles", laris.handles());
    }
    Meters.put(figures, "heapMegabytes", heapMegabytes());
    if (collect && collected()) {
      Meters.put(figures, "heapAfterCollectionMegabytes", heapMegabytes());
    }
    if (database != null) {
      try (Statement statement = database.createStatement();
          ResultSet row = statement.executeQuery(DATABASE)) {
        while (row.next()) {
          figures.put(row.getString(1), row.getDouble(2));
        }
      } catch (SQLException goneOrRefused) {
        // The sample says so by what it lacks.
      }
    }
    return figures;
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
  private boolean collected() {
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
  public void close() {
    client.shutdownNow();
  }
}
