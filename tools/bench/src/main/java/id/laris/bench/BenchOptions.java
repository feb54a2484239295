package id.laris.bench;

import id.laris.bench.load.Plan;
import id.laris.bench.meter.Meters;
import id.laris.bench.stock.LargeStockSetup;
import id.laris.client.DatabaseAccess;
import id.laris.demo.DemoOptions;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of a run and of a soak. */
final class BenchOptions {

  /** A scenario and its rate, 0 where none is said. */
  record Chosen(Scenario scenario, int ratePerSecond) {

    static Chosen of(String name) {
      String[] parts = name.split("@", 2);
      int rate = parts.length == 1 ? Plan.CLOSED : new Positive().convert(parts[1]);
      return new Chosen(Scenario.of(parts[0]), rate);
    }
  }

  /** A whole number that is not below the least. */
  private abstract static class AtLeast implements ITypeConverter<Integer> {

    private final int least;

    AtLeast(int least) {
      this.least = least;
    }

    @Override
    public Integer convert(String value) {
      if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < least) {
        throw new TypeConversionException(
            "must be a whole number of at least %d, not %s".formatted(least, value));
      }
      return Integer.valueOf(value);
    }
  }

  private static final class Positive extends AtLeast {
    Positive() {
      super(1);
    }
  }

  private static final class Seconds extends AtLeast {
    Seconds() {
      super(0);
    }
  }

  private static final class Movements extends AtLeast {
    Movements() {
      super(LargeStockSetup.LEAST_MOVEMENTS);
    }
  }

  private static final class Orders extends AtLeast {
    Orders() {
      super(DemoOptions.LEAST_ORDERS);
    }
  }

  /** At a fixed rate, at most. */
  private static final int CALLS_UNDER_WAY = 64;

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Map<String, String> environment;

  @Option(names = "--target", paramLabel = "HOST:PORT")
  private @Nullable String target;

  @Option(names = "--scenario", paramLabel = "NAME[@RATE]")
  private List<Chosen> scenarios =
      Scenario.usual().stream().map(scenario -> new Chosen(scenario, Plan.CLOSED)).toList();

  @Option(names = "--rate", converter = Positive.class)
  private int rate;

  @Option(names = "--callers", converter = Positive.class)
  private int callers;

  @Option(names = "--tenants", converter = Positive.class)
  int tenants = 1;

  @Option(names = "--warmup", converter = Seconds.class)
  private int warmup = 10;

  @Option(names = "--duration", converter = Seconds.class)
  private int duration = 20;

  @Option(names = "--json", paramLabel = "FILE")
  @Nullable Path json;

  @Option(names = "--no-floor")
  boolean noFloor;

  @Option(names = "--movements", converter = Movements.class)
  int movements = LargeStockSetup.MOVEMENTS;

  @Option(names = "--orders", converter = Orders.class)
  private int orders;

  @Option(names = "--simulator", paramLabel = "URL")
  private @Nullable URI simulator;

  @Option(names = "--webhook", paramLabel = "URL")
  private @Nullable URI webhook;

  BenchOptions(Map<String, String> environment) {
    this.environment = environment;
  }

  private String given(String name, String otherwise) {
    return environment.getOrDefault(name, otherwise);
  }

  String target() {
    return target != null ? target : given("POS_TARGET", "localhost:" + given("POS_PORT", "50053"));
  }

  int managementPort() {
    return Integer.parseInt(given("POS_MANAGEMENT_PORT", "9090"));
  }

  URI simulator() {
    return simulator != null
        ? simulator
        : URI.create(
            given("POS_SIMULATOR_URL", "http://localhost:" + given("POS_SIMULATOR_PORT", "8090")));
  }

  URI webhook() {
    return webhook != null
        ? webhook
        : URI.create(
            "http://localhost:%s/webhooks/midtrans".formatted(given("POS_HTTP_PORT", "8080")));
  }

  List<Chosen> scenarios() {
    return scenarios;
  }

  /** How a scenario is measured. */
  Plan plan(Chosen chosen, Meters meters) {
    Scenario scenario = chosen.scenario();
    int said = chosen.ratePerSecond() == Plan.CLOSED ? rate : chosen.ratePerSecond();
    boolean usual = said == Plan.CLOSED || scenario.ratePerSecond() != Plan.CLOSED;
    return plan(
        usual ? scenario.callers() : CALLS_UNDER_WAY,
        said == Plan.CLOSED ? scenario.ratePerSecond() : said,
        Duration.ofSeconds(duration),
        meters);
  }

  /** How the floor is measured, which needs no Laris: as fast as it can. */
  Plan closed(int usualCallers, Meters meters) {
    return plan(usualCallers, Plan.CLOSED, Duration.ofSeconds(duration), meters);
  }

  Plan soak(int minutes, Meters meters) {
    return plan(
        CALLS_UNDER_WAY,
        rate == Plan.CLOSED ? Soak.RATE : rate,
        Duration.ofMinutes(minutes),
        meters);
  }

  private Plan plan(int usualCallers, int ratePerSecond, Duration measured, Meters meters) {
    return new Plan(
        callers == 0 ? usualCallers : callers,
        ratePerSecond,
        Duration.ofSeconds(warmup),
        measured,
        meters);
  }

  /**
   * In the history of the tenant in which the scenarios work; or the usual number where none is
   * said.
   */
  int ordersOr(int usual) {
    return orders == 0 ? usual : orders;
  }

  /** That of Laris, which must run already; null where none is known. */
  @Nullable DatabaseAccess database() {
    DatabaseAccess access = access(environment, target());
    if (access == null || environment.containsKey("POS_DB_URL")) {
      return access;
    }
    // What is left of a Laris that ran here once says nothing of the one that runs now.
    try {
      access.connect(Meters.APPLICATION).close();
      return access;
    } catch (SQLException e) {
      return null;
    }
  }

  /** The one that is named; else that of this machine, where the target is here too. */
  static @Nullable DatabaseAccess access(Map<String, String> environment, String target) {
    String host = URI.create("grpc://" + target).getHost();
    boolean here = THIS_MACHINE.contains(String.valueOf(host));
    return here || environment.containsKey("POS_DB_URL")
        ? DatabaseAccess.of(environment).orElse(null)
        : null;
  }
}
