package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import id.laris.bench.load.Load;
import id.laris.bench.load.Measurements.Part;
import id.laris.bench.load.Measurements.Slice;
import id.laris.bench.load.Plan;
import id.laris.bench.meter.Meters;
import id.laris.bench.meter.Sampler;
import id.laris.bench.scenario.Shops;
import id.laris.client.DatabaseAccess;
import id.laris.postgres.EmbeddedPostgres;
import id.laris.postgres.EmbeddedPostgresOptions;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakTest extends BenchRun {

  /** A sale that is under way when the time is over may be of either kind. */
  private static final long UNDER_WAY_AT_THE_END = 16;

  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

  @Test
  void sellsByTurnsInOneCallAndInSixAndLooksAtTheDatabase() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0);
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(EmbeddedPostgresOptions.in(directory.resolve("postgres")))) {
      DatabaseAccess database =
          new DatabaseAccess(
              postgres.jdbcUrl("postgres"), postgres.superuser(), postgres.password(), "");
      try (Connection connection = database.connect("test");
          Statement statement = connection.createStatement()) {
        statement.execute("create table shelf (number integer)");
        statement.execute("insert into shelf select generate_series(1, 50000)");
      }
      List<Soak.Sample> samples = new ArrayList<>();
      Load.Measured measured;
      try (Meters meters = Meters.of(laris.target(), database);
          Sampler sampler = new Sampler(meters, 1)) {
        Plan plan = new Plan(4, 100, Duration.ZERO, Duration.ofSeconds(3), meters);
        measured =
            new Soak(new Shops(laris.target(), 1, NOWHERE), sampler, samples, () -> {}, NOWHERE)
                .run(plan, Duration.ofSeconds(1));
      }

      assertThat(measured.operations() + measured.unbegun()).isEqualTo(300);
      assertThat(laris.count("CompleteOrder"))
          .as("sales of six calls, by turns with those of one")
          .isCloseTo(laris.count("Checkout"), within(UNDER_WAY_AT_THE_END));
      assertThat(samples).hasSameSizeAs(measured.slices()).isNotEmpty();
      assertThat(samples.getLast().figures())
          .containsKeys("databaseMegabytes", "Checkout ratePerSecond", "(six calls) p99Ms")
          .containsEntry("public.shelf liveRows", 50_000.0)
          .containsEntry("connections", 0.0);
      assertThat(samples.getLast().figures().get("public.shelf megabytes")).isBetween(1.0, 4.0);
    }
  }

  @Test
  void tellsOfTheRunSoFarAfterEveryTenthSample() throws Exception {
    List<Soak.Sample> samples = new ArrayList<>();
    List<Integer> told = new ArrayList<>();
    try (Sampler sampler = new Sampler(Meters.NONE, 1)) {
      Soak soak =
          new Soak(
              new Shops("localhost:1", 1, NOWHERE),
              sampler,
              samples,
              () -> told.add(samples.size()),
              NOWHERE);
      for (int second = 1; second <= 25; second++) {
        soak.look(new Slice(second, Map.of("Checkout", new Part(7, 7.0, 12.5))), false);
      }
    }

    assertThat(told).containsExactly(10, 20);
    assertThat(samples).hasSize(25);
    assertThat(samples.getLast())
        .isEqualTo(
            new Soak.Sample(25, Map.of("Checkout ratePerSecond", 7.0, "Checkout p99Ms", 12.5)));
  }

  @Test
  void theFirstTenthOfTheTimeStandsBesideTheLast() {
    List<Soak.Sample> samples =
        IntStream.range(0, 40)
            .mapToObj(
                number ->
                    new Soak.Sample(
                        number,
                        number < 4
                            ? Map.of("handles", 10.0 + number)
                            : Map.of("handles", 30.0 + number, "connections", 5.0)))
            .toList();

    assertThat(Soak.comparison(samples))
        .containsPattern("handles +11.50 +67.50")
        .containsPattern("connections +- +5.00");
  }

  @Test
  void writesItsSamplesWhereTheFiguresOfARunGo() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(
              bench(
                  "soak",
                  "--target",
                  laris.target(),
                  "--rate",
                  "20",
                  "--minutes",
                  "0",
                  "--warmup",
                  "1",
                  "--json",
                  "" + json()))
          .isZero();

      assertThat(output).contains("Running soak@20 with 64 callers", "first tenth");
      assertThat(laris.count("Checkout")).isEqualTo(10);
      assertThat(laris.count("CompleteOrder")).isEqualTo(10);
      assertThat(report().samples()).isEmpty();
      assertThat(result("soak").plannedPerSecond()).isEqualTo(20);
    }
  }
}
