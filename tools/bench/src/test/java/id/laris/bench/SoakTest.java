package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import id.laris.bench.load.Plan;
import id.laris.bench.meter.Meters;
import id.laris.client.DatabaseAccess;
import id.laris.postgres.EmbeddedPostgres;
import id.laris.postgres.EmbeddedPostgresOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SoakTest extends BenchRun {

  /** A sale that is under way when the time is over may be of either kind. */
  private static final long UNDER_WAY_AT_THE_END = 16;

  private boolean soak(FakeLaris laris, DatabaseAccess database) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Meters meters = Meters.of(laris.target(), database)) {
      Plan plan = new Plan(4, 100, Duration.ZERO, Duration.ofSeconds(5), meters);
      return new Soak(laris.target(), 1, database, meters, out)
          .run(plan, Duration.ofSeconds(1), json());
    } finally {
      output = bytes.toString(StandardCharsets.UTF_8);
    }
  }

  @Test
  void sellsByTurnsInOneCallAndInSixAndSaysWhatHasGrown() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0);
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(EmbeddedPostgresOptions.in(directory.resolve("postgres")))) {
      DatabaseAccess database =
          new DatabaseAccess(
              postgres.jdbcUrl("postgres"), postgres.superuser(), postgres.password(), "");
      try (Connection connection = database.connect("test");
          Statement statement = connection.createStatement()) {
        statement.execute("create table leak as select 1 as number");
      }
      Thread leak = Thread.startVirtualThread(() -> leak(database));
      boolean good = soak(laris, database);
      leak.interrupt();
      leak.join();

      assertThat(output).contains("checkouts/s", "GROWS         public.leak", "must grow");
      assertThat(good).as("something has grown").isFalse();
      assertThat(laris.count("Checkout")).isPositive();
      assertThat(laris.count("CompleteOrder"))
          .as("sales of six calls, by turns with those of one")
          .isCloseTo(laris.count("Checkout"), within(UNDER_WAY_AT_THE_END));
      JsonObject report = JsonParser.parseString(Files.readString(json())).getAsJsonObject();
      assertThat(report.getAsJsonArray("samples"))
          .as("samples, about one a second")
          .hasSizeGreaterThan(2);
    }
  }

  /** Some megabytes a second that nobody sells. */
  private static void leak(DatabaseAccess database) {
    try (Connection connection = database.connect("test");
        Statement statement = connection.createStatement()) {
      while (true) {
        statement.execute("insert into leak select generate_series(1, 50000)");
        Thread.sleep(200);
      }
    } catch (Exception over) {
      Thread.currentThread().interrupt();
    }
  }
}
