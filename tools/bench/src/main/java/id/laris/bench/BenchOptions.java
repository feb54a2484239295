package id.laris.bench;

import id.laris.bench.load.Plan;
import id.laris.bench.meter.Meters;
import id.laris.bench.scenario.Scenario;
import id.laris.bench.scenario.Setting;
import id.laris.client.DatabaseAccess;
import id.laris.demo.DemoOptions;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The options of a run and of a soak. */
final class BenchOptions {

  /** A scenario and its rate, 0 where none is said. */
  record Chosen(Scenario scenario, int ratePerSecond) {

    static Chosen of(String name) {
      String[] parts = name.split("@", 2);
      if (parts.length == 2 && !parts[1].matches("[1-9][0-9]{0,8}")) {
        throw new TypeConversionException("the rate must be a whole number of at least 1");
      }
      return new Chosen(
          Arrays.stream(Scenario.values())
              .filter(scenario -> scenario.toString().equals(parts[0]))
              .findFirst()
              .orElseThrow(() -> new TypeConversionException("no scenario " + parts[0])),
          parts.length == 1 ? Plan.CLOSED : Integer.parseInt(parts[1]));
    }
  }

  /** At a fixed rate, at most. */
  private static final int CALLS_UNDER_WAY = 64;

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  @Option(names = "--help", usageHelp = true)
  boolean help;

  @Option(names = "--target", paramLabel = "HOST:PORT")
  String target = "";

  @Option(names = "--scenario", paramLabel = "NAME[@RATE]")
  List<Chosen> scenarios =
      Scenario.USUAL.stream().map(scenario -> new Chosen(scenario, Plan.CLOSED)).toList();

  @Option(names = "--rate")
  private @Nullable Integer rate;

  @Option(names = "--callers")
  private @Nullable Integer callers;

  @Option(names = "--tenants")
  int tenants = 1;

  @Option(names = "--warmup")
  private int warmup = 10;

  @Option(names = "--duration")
  private int duration = 20;

  @Option(names = "--json", paramLabel = "FILE")
  @Nullable Path json;

  @Option(names = "--no-floor")
  boolean noFloor;

  @Option(names = "--movements")
  private int movements = Setting.MOVEMENTS;

  @Option(names = "--customers")
  private int customers = Setting.CUSTOMERS;

  @Option(names = "--orders")
  private @Nullable Integer orders;

  @Option(names = "--simulator", paramLabel = "URL")
  private URI simulator = URI.create("");

  @Option(names = "--webhook", paramLabel = "URL")
  private URI webhook = URI.create("");

  /** An option that depends on the environment, where it is not given; null for all others. */
  static @Nullable String usual(String option, Map<String, String> environment) {
    return switch (option) {
      case "--target" ->
          environment.getOrDefault(
              "POS_TARGET", "localhost:" + environment.getOrDefault("POS_PORT", "50053"));
      case "--simulator" ->
          environment.getOrDefault(
              "POS_SIMULATOR_URL",
              "http://localhost:" + environment.getOrDefault("POS_SIMULATOR_PORT", "8090"));
      case "--webhook" ->
          "http://localhost:%s/webhooks/midtrans"
              .formatted(environment.getOrDefault("POS_HTTP_PORT", "8080"));
      default -> null;
    };
  }

  /** Refuses numbers that are too small. */
  void check(CommandLine line) {
    least(line, "--rate", rate, 1);
    least(line, "--callers", callers, 1);
    least(line, "--tenants", tenants, 1);
    least(line, "--warmup", warmup, 0);
    least(line, "--duration", duration, 0);
    least(line, "--movements", movements, Setting.LEAST_MOVEMENTS);
    least(line, "--customers", customers, 1);
    least(line, "--orders", orders, DemoOptions.LEAST_ORDERS);
  }

  private static void least(CommandLine line, String option, @Nullable Integer number, int least) {
    if (number != null && number < least) {
      throw new ParameterException(
          line,
          "%s must be a whole number of at least %d, not %d".formatted(option, least, number));
    }
  }

  /** How a scenario is measured. */
  Plan plan(Chosen chosen, Meters meters) {
    Scenario scenario = chosen.scenario();
    int said = chosen.ratePerSecond() == Plan.CLOSED ? rateOr(Plan.CLOSED) : chosen.ratePerSecond();
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
    return plan(CALLS_UNDER_WAY, rateOr(Soak.RATE), Duration.ofMinutes(minutes), meters);
  }

  private int rateOr(int usual) {
    return rate == null ? usual : rate;
  }

  private Plan plan(int usualCallers, int ratePerSecond, Duration measured, Meters meters) {
    return new Plan(
        callers == null ? usualCallers : callers,
        ratePerSecond,
        Duration.ofSeconds(warmup),
        measured,
        meters);
  }

  Setting setting(@Nullable DatabaseAccess database, PrintStream out) {
    return new Setting(
        target,
        tenants,
        orders == null ? 0 : orders,
        movements,
        customers,
        database,
        simulator,
        webhook,
        out);
  }

  /** The database of Laris, which must run already; null if none is known. */
  @Nullable DatabaseAccess database(Map<String, String> environment) {
    DatabaseAccess access = access(environment, target);
    if (access == null || environment.containsKey("POS_DB_URL")) {
      return access;
    }
    // The files of a Laris that ran here once say nothing about the one that runs now.
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
