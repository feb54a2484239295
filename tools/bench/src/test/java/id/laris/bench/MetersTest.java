package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import id.laris.bench.meter.LocalProcess;
import id.laris.bench.meter.Meters;
import id.laris.bench.meter.Sampler;
import id.laris.client.DatabaseAccess;
import id.laris.postgres.EmbeddedPostgres;
import id.laris.postgres.EmbeddedPostgresOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class MetersTest {

  @TempDir Path directory;

  private EmbeddedPostgres postgres(String preloaded) throws Exception {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            EmbeddedPostgresOptions.in(directory)
                .withSetting("shared_preload_libraries", preloaded));
    postgres.createDatabaseIfMissing("laris");
    return postgres;
  }

  private DatabaseAccess broughtAlong() {
    return DatabaseAccess.embedded(directory).orElseThrow();
  }

  @Test
  void whatTheDatabaseDidBetweenTwoReadingsIsWhatItCosts() throws Exception {
    try (EmbeddedPostgres postgres = postgres("pg_stat_statements");
        Meters meters = Meters.of("localhost:1", broughtAlong())) {
      Map<String, Double> before = meters.read();
      try (Connection connection = broughtAlong().connect("test");
          Statement statement = connection.createStatement()) {
        statement.execute("create table sale (number bigint)");
        connection.setAutoCommit(false);
        for (int number = 0; number < 1_000; number++) {
          statement.execute("insert into sale values (1)");
          statement.execute("update sale set number = 2 where false");
          connection.commit();
        }
      }
      Map<String, Double> cost = Meters.each(before, whenTold(meters, before), 1_000);

      assertThat(postgres.port()).isPositive();
      assertThat(cost.get("statements")).isBetween(2.0, 3.0);
      assertThat(cost.get("transactions")).isBetween(1.0, 1.5);
      assertThat(cost.get("walBytes")).isBetween(80.0, 2_000.0);
      if (Files.exists(Path.of("/proc/self/stat"))) {
        assertThat(cost.get("postgresCpuMs")).isBetween(0.01, 10.0);
        assertThat(cost.get("loadCpuMs")).isPositive();
      }
      assertThat(cost).as("nothing listens there").doesNotContainKey("larisCpuMs");
    }
  }

  /** Connections tell of their transactions when they end, a little later. */
  private static Map<String, Double> whenTold(Meters meters, Map<String, Double> before) {
    double enough = Objects.requireNonNull(before.get("transactions")) + 1_000;
    Instant giveUp = Instant.now().plusSeconds(10);
    Map<String, Double> reading = meters.read();
    while (Objects.requireNonNull(reading.get("transactions")) < enough
        && Instant.now().isBefore(giveUp)) {
      reading = meters.read();
    }
    return reading;
  }

  @Test
  void withoutTheExtensionStatementsAreNotKnownAndTheRestIs() throws Exception {
    try (EmbeddedPostgres postgres = postgres("");
        Meters meters = Meters.of("localhost:1", broughtAlong())) {
      Map<String, Double> reading = meters.read();

      assertThat(postgres.port()).isPositive();
      assertThat(reading).doesNotContainKey("statements");
      assertThat(reading.get("transactions")).isNotNull();
      assertThat(reading.get("walBytes")).isPositive();
    }
  }

  @Test
  void theDatabaseOfThisMachineIsNotThatOfALarisElsewhere() throws Exception {
    Files.writeString(directory.resolve("postgres.port"), "1234\n");
    Files.writeString(directory.resolve("postgres.password"), "secret\n");
    Map<String, String> here = Map.of("POS_DATA_DIR", "" + directory);
    Map<String, String> named = Map.of("POS_DB_URL", "jdbc:x");

    assertThat(BenchOptions.access(here, "localhost:50053")).isNotNull();
    assertThat(BenchOptions.access(here, "shop.example:50053")).isNull();
    assertThat(BenchOptions.access(named, "shop.example:50053")).isNotNull();
  }

  @Test
  void theHeapIsAllPoolsOfItTogether() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/actuator/prometheus",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (exchange) {
            exchange
                .getResponseBody()
                .write(
                    """
                    jvm_memory_used_bytes{area="heap",id="Eden Space"} 1048576.0
                    jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 5.0E7
                    jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 2.097152E6
                    """
                        .getBytes(StandardCharsets.UTF_8));
          }
        });
    server.start();
    try (Sampler sampler = new Sampler(Meters.NONE, server.getAddress().getPort())) {
      assertThat(sampler.take(false)).isEqualTo(Map.of("heapMegabytes", 3.0));
    } finally {
      server.stop(0);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void findsTheProcessThatListensAndWhatItHolds() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      LocalProcess found = LocalProcess.listeningAt("localhost:" + socket.getLocalPort());

      assertThat(found).isEqualTo(LocalProcess.own());
      assertThat(LocalProcess.own().name()).isEqualTo("java");
      assertThat(LocalProcess.own().residentMegabytes()).isBetween(10.0, 10_000.0);
      assertThat(LocalProcess.own().handles()).isBetween(5, 10_000);
      assertThat(LocalProcess.own().cpuMillis()).isPositive();
    }
    assertThat(LocalProcess.listeningAt("localhost:1")).isNull();
    assertThat(new LocalProcess(0).cpuMillisWithChildren()).isNull();
  }
}
