package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.bench.scenario.Merchant;
import id.laris.bench.scenario.Notifications;
import id.laris.bench.scenario.Scenario;
import id.laris.bench.scenario.Till;
import id.laris.postgres.EmbeddedPostgres;
import id.laris.postgres.EmbeddedPostgresOptions;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BenchTest extends BenchRun {

  @Test
  void countsEveryCallThatTheServerHasSeen() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      int exit = bench(everything(laris));

      assertThat(output).contains("CompleteOrder");
      assertThat(exit).isZero();
      assertThat(countOfBothSales("CreateOrder")).isEqualTo(laris.count("CreateOrder"));
      assertThat(countOfBothSales("AddOrderItem")).isEqualTo(laris.count("AddOrderItem"));
      assertThat(row("sale", "AddOrderItem").count())
          .isEqualTo(2 * row("sale", Till.WHOLE_SALE).count());
      assertThat(countOfBothSales("CompleteOrder")).isEqualTo(laris.count("CompleteOrder"));
      assertThat(
              row("checkout", "Checkout").count()
                  + row("stocked-checkout", "Checkout").count()
                  + row("return", "Checkout").count())
          .isEqualTo(laris.count("Checkout"));
      assertThat(row("return", "CreateReturn").count()).isEqualTo(laris.count("CreateReturn"));
      assertThat(row("return", "CreateExchange").count()).isEqualTo(laris.count("CreateExchange"));
      assertThat(
              row("charge", Merchant.CHARGE).count()
                  + row("webhook", Notifications.atRate(200)).count())
          .isEqualTo(laris.count("Charge"));
      assertThat(row("get-product", "GetProduct").count()).isEqualTo(laris.count("GetProduct"));
      assertThat(row("lookup", "LookupVariant").count()).isEqualTo(laris.count("LookupVariant"));
      assertThat(row("calculate", "CalculateOrder").count())
          .isEqualTo(laris.count("CalculateOrder"));
      assertThat(row("health", "Check").count()).isEqualTo(laris.count("Check")).isGreaterThan(100);
      assertThat(output).doesNotContain("failed:", "stock-lists", "stock-values");
    }
  }

  /** All that needs no books of a big tenant, and no database. */
  private String[] everything(FakeLaris laris, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--target",
                laris.target(),
                "--simulator",
                laris.payments().simulator(),
                "--webhook",
                laris.payments().webhook(),
                "--warmup",
                "0",
                "--duration",
                "1",
                "--json",
                "" + json()));
    for (Scenario scenario : Scenario.values()) {
      if (scenario != Scenario.READ_MIX
          && scenario != Scenario.IMPORT // each into a tenant of its own
          && scenario != Scenario.STOCK_LISTS
          && scenario != Scenario.STOCK_VALUES
          && scenario != Scenario.CUSTOMER_SEARCH
          && scenario != Scenario.CHECKOUT_LOYALTY // MembersTest has these three
          && scenario != Scenario.GIFT_CARD
          && scenario != Scenario.CHECKOUT_PROMOTIONS
          && scenario != Scenario.CLOSE_SHIFT // it needs the whole of Laris
          && scenario != Scenario.SIGN_IN // SignInsTest has these three
          && scenario != Scenario.REFRESH_TOKEN
          && scenario != Scenario.PIN
          && scenario != Scenario.IDEMPOTENT_RETRY) {
        arguments.addAll(List.of("--scenario", scenario.toString()));
      }
    }
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private long countOfBothSales(String rpc) throws Exception {
    return row("sale", rpc).count() + row("stocked-sale", rpc).count();
  }

  @Test
  void aRateIsTheCountOverTheTimeItTook() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      int exit =
          bench(
              "--target",
              laris.target(),
              "--scenario",
              "health",
              "--callers",
              "2",
              "--warmup",
              "1",
              "--duration",
              "2",
              "--json",
              "" + json());

      assertThat(exit).isZero();
      Result.Row row = row("health", "Check");
      assertThat(row.ratePerSecond()).isBetween(row.count() / 2.5, row.count() / 2.0);
      assertThat(row.count()).as("the warm-up is left out").isLessThan(laris.count("Check"));
      assertThat(row.p50Ms()).isPositive().isLessThanOrEqualTo(row.p95Ms());
      assertThat(row.p95Ms()).isLessThanOrEqualTo(row.p99Ms());
      assertThat(row.p99Ms()).isLessThanOrEqualTo(row.maxMs());
    }
  }

  @Test
  void everyWriteHasAKeyOfItsOwnAndNoReadHasOneAndAllAreOfOneTenant() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      bench(everything(laris, "--callers", "2"));

      List<String> keys = new ArrayList<>();
      for (FakeLaris.Seen call : laris.seen()) {
        boolean read =
            List.of("GetProduct", "LookupVariant", "Check", "Subscribe", "GetTransaction")
                .contains(call.rpc());
        assertThat(call.idempotencyKey().isEmpty()).as(call.rpc()).isEqualTo(read);
        if (!read) {
          keys.add(call.idempotencyKey());
        }
      }
      assertThat(keys).hasSizeGreaterThan(200).doesNotHaveDuplicates();
      assertThat(laris.seen().stream().map(FakeLaris.Seen::tenantId).distinct()).hasSize(1);
    }
  }

  @Test
  void aDatabaseThatCannotBeReachedForDemoDataIsNamed() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      int exit =
          benchIn(
              Map.of("POS_DB_URL", "jdbc:postgresql://127.0.0.1:1/laris"),
              "--target",
              laris.target(),
              "--scenario",
              "read-mix",
              "--orders",
              "10000");

      assertThat(exit).isNotZero();
      assertThat(output).contains("127.0.0.1:1 refused");
    }
  }

  @Test
  void failedCallsAreCountedByStatusAndMakeTheExitCodeOne() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 10)) {
      int exit =
          bench(
              "--target",
              laris.target(),
              "--scenario",
              "sale",
              "--warmup",
              "0",
              "--duration",
              "1",
              "--json",
              "" + json());

      assertThat(exit).isEqualTo(1);
      long calls = laris.count("CompleteOrder");
      Result.Row complete = row("sale", "CompleteOrder");
      assertThat(complete.errors()).isEqualTo(Map.of("ABORTED", calls / 10));
      assertThat(complete.count()).isEqualTo(calls - calls / 10);
      assertThat(row("sale", Till.WHOLE_SALE).count()).isEqualTo(complete.count());
      assertThat(output)
          .contains("ABORTED " + calls / 10)
          .contains("failed: CompleteOrder ABORTED, such as: ABORTED: somebody was faster");
    }
  }

  @Test
  void aFailureInTheWarmUpCounts() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 10)) {
      int exit =
          bench(
              "--target", laris.target(), "--scenario", "sale", "--warmup", "1", "--duration", "0");

      assertThat(exit).isEqualTo(1);
      assertThat(output).contains("ABORTED ");
    }
  }

  @Test
  void theFloorIsWhatPostgresCommitsAndLeavesNothingBehind() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0);
        EmbeddedPostgres postgres =
            EmbeddedPostgres.start(EmbeddedPostgresOptions.in(directory.resolve("postgres")))) {
      String url = postgres.jdbcUrl("postgres");
      Map<String, String> environment =
          Map.of(
              "POS_DB_URL",
              url,
              "POS_DB_OWNER_USER",
              postgres.superuser(),
              "POS_DB_OWNER_PASSWORD",
              postgres.password());
      int exit = benchIn(environment, secondOfHealth(laris));

      assertThat(output).contains("insert, commit");
      assertThat(exit).isZero();
      assertThat(row("floor", "insert, commit").count()).isPositive();
      assertThat(Files.readString(json())).doesNotContain(postgres.password());
      assertThat(output).doesNotContain(postgres.password());
      try (var connection =
              DriverManager.getConnection(url, postgres.superuser(), postgres.password());
          var tables =
              connection.getMetaData().getTables(null, null, "laris_bench_floor_%", null)) {
        assertThat(tables.next()).as("a table is left").isFalse();
      }

      assertThat(benchIn(environment, momentOf(laris, "checkout"))).isZero();
      assertThat(output)
          .contains("Running floor-checkout with 8 callers", "Running floor-checkout-least with 8")
          .doesNotContain("floor-sale");
      assertThat(benchIn(environment, momentOf(laris, "checkout@50"))).isZero();
      assertThat(output).contains("Running floor with").doesNotContain("floor-");

      Map<String, String> wrong = new HashMap<>(environment);
      wrong.put("POS_DB_OWNER_PASSWORD", "wrong");
      assertThat(benchIn(wrong, momentOf(laris, "health"))).isEqualTo(2);
      assertThat(output).contains("could not read from the database");
    }
  }

  private String[] secondOfHealth(FakeLaris laris) {
    return new String[] {
      "--target",
      laris.target(),
      "--scenario",
      "health",
      "--warmup",
      "0",
      "--duration",
      "1",
      "--json",
      "" + json()
    };
  }

  /** No call is made: only what would be is seen. */
  private static String[] momentOf(FakeLaris laris, String scenario) {
    return new String[] {
      "--target", laris.target(), "--scenario", scenario, "--warmup", "0", "--duration", "0"
    };
  }

  @Test
  void saysWhatIsWrongWhenNothingAnswersOrTheOptionsAreWrong() throws Exception {
    assertThat(bench("--target", "localhost:1")).isEqualTo(2);
    assertThat(output).contains("bench: No Laris answers at ", ": start it with ./pos run");

    assertThat(bench("--callers", "0")).isEqualTo(2);
    assertThat(output)
        .contains("--callers", "must be a whole number of at least 1, not 0", "Usage:");
    assertThat(bench("--scenario", "refund")).isEqualTo(2);
    assertThat(bench("--scenario", "sale@0")).isEqualTo(2);
    assertThat(bench("--movements", "499")).isEqualTo(2);
    assertThat(bench("--fast")).isEqualTo(2);
    assertThat(bench("--json")).isEqualTo(2);
    assertThat(bench("--start")).isEqualTo(2);
    assertThat(bench("--help")).isZero();
  }

  @Test
  void startsLarisMeasuresItAtRestLoadsItAndStopsIt() throws Exception {
    int port = freePort();

    int exit =
        bench(
            "--target",
            "localhost:" + port,
            "--scenario",
            "health",
            "--warmup",
            "0",
            "--duration",
            "1",
            "--idle",
            "1",
            "--json",
            "" + json(),
            "--start",
            "--",
            java(),
            "-cp",
            System.getProperty("java.class.path"),
            FakeLaris.class.getName(),
            "" + port);

    assertThat(output).contains("ready after ", "RSS");
    assertThat(exit).isZero();
    StartUp.Figures figures = Objects.requireNonNull(report().startUp());
    assertThat(figures.readySeconds()).isBetween(0.05, 60.0);
    if (Files.exists(Path.of("/proc/self/status"))) {
      assertThat(figures.idleRssMegabytes()).isBetween(10.0, 2_000.0);
    }
    assertThat(bench("--target", "localhost:" + port)).as("it is stopped").isEqualTo(2);
  }

  @Test
  void refusesToStartLarisWhereOneRunsAndReportsOneThatEnds() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(bench("--target", laris.target(), "--start", "--", "true")).isEqualTo(2);
      assertThat(output).contains("answers at " + laris.target() + " already");
    }

    assertThat(bench("--target", "localhost:" + freePort(), "--start", "--", "true")).isEqualTo(2);
    assertThat(output).contains("it ended before it served");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
