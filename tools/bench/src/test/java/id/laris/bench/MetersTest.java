package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.bench.meter.Cost;
import id.laris.bench.meter.Database;
import id.laris.bench.meter.LocalProcess;
import id.laris.bench.meter.Meters;
import id.laris.bench.meter.Reading;
import id.laris.postgres.EmbeddedPostgres;
import id.laris.postgres.EmbeddedPostgresOptions;
import java.net.ServerSocket;
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

  private Database broughtAlong() {
    return Objects.requireNonNull(
        Database.of(Map.of("POS_DATA_DIR", directory.toString()), "localhost:50053"));
  }

  @Test
  void whatTheDatabaseDidBetweenTwoReadingsIsWhatItCosts() throws Exception {
    try (EmbeddedPostgres postgres = postgres("pg_stat_statements");
        Meters meters = Meters.of("localhost:1", broughtAlong())) {
      Reading before = meters.read();
      try (Connection connection = broughtAlong().connect();
          Statement statement = connection.createStatement()) {
        statement.execute("create table sale (number bigint)");
        connection.setAutoCommit(false);
        for (int number = 0; number < 1_000; number++) {
          statement.execute("insert into sale values (1)");
          statement.execute("update sale set number = 2 where false");
          connection.commit();
        }
      }
      Cost cost = Cost.between(before, whenTold(meters, before), 1_000);

      assertThat(postgres.port()).isPositive();
      assertThat(cost.statements()).isBetween(2.0, 3.0);
      assertThat(cost.transactions()).isBetween(1.0, 1.5);
      assertThat(cost.walBytes()).isBetween(80.0, 2_000.0);
      if (Files.exists(Path.of("/proc/self/stat"))) {
        assertThat(cost.postgresCpuMs()).isBetween(0.01, 10.0);
        assertThat(cost.loadCpuMs()).isPositive();
      }
      assertThat(cost.larisCpuMs()).as("nothing listens there").isNull();
    }
  }

  /** Connections tell of their transactions when they end, a little later. */
  private static Reading whenTold(Meters meters, Reading before) {
    double enough = Objects.requireNonNull(before.transactions()) + 1_000;
    Instant giveUp = Instant.now().plusSeconds(10);
    Reading reading = meters.read();
    while (Objects.requireNonNull(reading.transactions()) < enough
        && Instant.now().isBefore(giveUp)) {
      reading = meters.read();
    }
    return reading;
  }

  @Test
  void withoutTheExtensionStatementsAreNotKnownAndTheRestIs() throws Exception {
    try (EmbeddedPostgres postgres = postgres("");
        Meters meters = Meters.of("localhost:1", broughtAlong())) {
      Reading reading = meters.read();

      assertThat(postgres.port()).isPositive();
      assertThat(reading.statements()).isNull();
      assertThat(reading.transactions()).isNotNull();
      assertThat(reading.walBytes()).isPositive();
    }
  }

  @Test
  void theDatabaseThatIsNamedIsTakenAndElseThatOfThisMachine() throws Exception {
    assertThat(Database.of(Map.of(), "localhost:50053")).isNull();
    assertThat(Database.of(Map.of("POS_DATA_DIR", "" + directory), "localhost:50053")).isNull();

    Files.writeString(directory.resolve("postgres.port"), "1234\n");
    Files.writeString(directory.resolve("postgres.password"), "secret\n");
    assertThat(broughtAlong())
        .isEqualTo(
            new Database(
                "jdbc:postgresql://127.0.0.1:1234/laris", "postgres", "secret", "laris_service"));
    assertThat(broughtAlong().toString()).doesNotContain("secret");
    assertThat(Database.of(Map.of("POS_DATA_DIR", "" + directory), "shop.example:50053"))
        .as("that of this machine is not that of another's Laris")
        .isNull();

    Map<String, String> named =
        Map.of("POS_DB_URL", "jdbc:x", "POS_DB_USER", "serves", "POS_DB_OWNER_USER", "owns");
    assertThat(Database.of(named, "shop.example:50053"))
        .isEqualTo(new Database("jdbc:x", "owns", "", "serves"));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void findsTheProcessThatListensAndWhatItHolds() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      LocalProcess found = LocalProcess.listeningAt(socket.getLocalPort());

      assertThat(found).isEqualTo(LocalProcess.own());
      assertThat(LocalProcess.own().name()).isEqualTo("java");
      assertThat(LocalProcess.own().residentMegabytes()).isBetween(10.0, 10_000.0);
      assertThat(LocalProcess.own().handles()).isBetween(5, 10_000);
      assertThat(LocalProcess.own().cpuSeconds()).isPositive();
      assertThat(LocalProcess.own().parent()).isNotNull();
    }
    assertThat(LocalProcess.listeningAt(1)).isNull();
    assertThat(new LocalProcess(0).cpuSecondsWithChildren()).isNull();
  }
}
