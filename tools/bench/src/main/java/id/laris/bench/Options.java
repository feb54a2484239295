package id.laris.bench;

import id.laris.bench.load.Plan;
import id.laris.bench.meter.Database;
import id.laris.bench.meter.Meters;
import id.laris.bench.soak.Soak;
import id.laris.bench.stock.Bookkeeper;
import id.laris.demo.DemoOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** What the command line says. */
final class Options {

  /** A scenario and its rate, 0 where none is said. */
  record Chosen(Scenario scenario, int ratePerSecond) {}

  /** The command line cannot be understood. */
  static final class UsageException extends RuntimeException {
    UsageException(String message) {
      super(message);
    }
  }

  /** At a fixed rate, at most. */
  private static final int CALLS_UNDER_WAY = 64;

  private static final String MANAGEMENT_PORT = "9090";

  private final String target;
  private final Map<String, String> environment;
  private final int managementPort;
  private final List<Chosen> scenarios = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private int callers;
  private int tenants = 1;
  private int minutes = 60;
  private int orders;
  private int movements = Bookkeeper.MOVEMENTS;
  private URI simulator;
  private URI webhook;
  private int rate;
  private Duration warmup = Duration.ofSeconds(10);
  private Duration duration = Duration.ofSeconds(20);
  private Duration idle = Duration.ofSeconds(10);
  private @Nullable Path json;
  private boolean floor = true;
  private Duration every = Duration.ofSeconds(10);
  private Path plots = Path.of(".");
  private boolean start;
  private boolean startOnly;
  private List<String> command = List.of();

  private Options(Map<String, String> environment, String target) {
    this.target = target;
    this.environment = environment;
    managementPort =
        Integer.parseInt(environment.getOrDefault("POS_MANAGEMENT_PORT", MANAGEMENT_PORT));
    simulator =
        URI.create(
            environment.getOrDefault(
                "POS_SIMULATOR_URL", localhost(environment, "POS_SIMULATOR_PORT", "8090")));
    webhook =
        URI.create(localhost(environment, "POS_HTTP_PORT", "8080")).resolve("/webhooks/midtrans");
  }

  private static String localhost(Map<String, String> environment, String variable, String port) {
    return "http://localhost:" + environment.getOrDefault(variable, port);
  }

  static Options parse(List<String> arguments, Map<String, String> environment) {
    int place = arguments.indexOf("--target");
    String target =
        place >= 0 && place + 1 < arguments.size()
            ? arguments.get(place + 1)
            : environment.getOrDefault(
                "POS_TARGET", "localhost:" + environment.getOrDefault("POS_PORT", "50053"));
    Options options = new Options(environment, target);
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String name = rest.next();
      try {
        options.take(name, rest);
      } catch (NoSuchElementException e) {
        throw new UsageException(name + " needs a value");
      }
    }
    if (options.start == options.command.isEmpty()) {
      throw new UsageException("--start and a command after -- belong together");
    }
    return options;
  }

  private void take(String name, Iterator<String> rest) {
    switch (name) {
      case "--target" -> rest.next(); // taken first, because other things depend on it
      case "--scenario" -> scenarios.add(chosen(rest.next()));
      case "--tenants" -> tenants = whole(name, rest.next(), 1);
      case "--minutes" -> minutes = whole(name, rest.next(), 1);
      case "--every" -> every = Duration.ofSeconds(whole(name, rest.next(), 1));
      case "--out" -> plots = Path.of(rest.next());
      case "--callers" -> callers = whole(name, rest.next(), 1);
      case "--movements" -> movements = whole(name, rest.next(), Bookkeeper.LEAST_MOVEMENTS);
      case "--orders" -> orders = whole(name, rest.next(), DemoOptions.LEAST_ORDERS);
      case "--simulator" -> simulator = url(name, rest.next());
      case "--webhook" -> webhook = url(name, rest.next());
      case "--rate" -> rate = whole(name, rest.next(), 1);
      case "--warmup" -> warmup = seconds(name, rest.next());
      case "--duration" -> duration = seconds(name, rest.next());
      case "--idle" -> idle = seconds(name, rest.next());
      case "--json" -> json = Path.of(rest.next());
      case "--no-floor" -> floor = false;
      case "--start" -> start = true;
      case "--start-only" -> startOnly = true;
      case "--" -> {
        List<String> rests = new ArrayList<>();
        rest.forEachRemaining(rests::add);
        command = List.copyOf(rests);
      }
      default -> {
        if (name.startsWith("-")) {
          throw new UsageException("no option " + name);
        }
        words.add(name);
      }
    }
  }

  private static Chosen chosen(String name) {
    int at = name.indexOf('@');
    return at < 0
        ? new Chosen(Scenario.of(name), Plan.CLOSED)
        : new Chosen(
            Scenario.of(name.substring(0, at)),
            whole("the rate of " + name, name.substring(at + 1), 1));
  }

  private static URI url(String name, String value) {
    try {
      return new URI(value);
    } catch (URISyntaxException e) {
      throw new UsageException(name + " must be a URL, not " + value);
    }
  }

  private static Duration seconds(String name, String value) {
    return Duration.ofSeconds(whole(name, value, 0));
  }

  private static int whole(String name, String value, int least) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(name + " must be a whole number, not " + value);
    }
    throw new UsageException(name + " must be at least " + least);
  }

  String target() {
    return target;
  }

  List<Chosen> scenarios() {
    return scenarios.isEmpty()
        ? Scenario.usual().stream().map(one -> new Chosen(one, Plan.CLOSED)).toList()
        : scenarios;
  }

  /** How a scenario is measured. */
  Plan plan(Chosen chosen, Meters meters) {
    int said = chosen.ratePerSecond() == Plan.CLOSED ? rate : chosen.ratePerSecond();
    Scenario scenario = chosen.scenario();
    boolean byNature = scenario.ratePerSecond() != Plan.CLOSED;
    int usualCallers = said == Plan.CLOSED || byNature ? scenario.callers() : CALLS_UNDER_WAY;
    return new Plan(
        callersOr(usualCallers),
        said == Plan.CLOSED ? scenario.ratePerSecond() : said,
        warmup,
        duration,
        meters);
  }

  /** How what needs no Laris is measured: as fast as it can. */
  Plan closed(int usualCallers, Meters meters) {
    return new Plan(callersOr(usualCallers), Plan.CLOSED, warmup, duration, meters);
  }

  Plan soak(Meters meters) {
    return new Plan(
        callersOr(CALLS_UNDER_WAY),
        rate == Plan.CLOSED ? Soak.RATE : rate,
        warmup,
        Duration.ofMinutes(minutes),
        meters);
  }

  /** Refuses what stands there without a name. */
  Options withoutWords() {
    if (!words.isEmpty()) {
      throw new UsageException("no command " + words.getFirst());
    }
    return this;
  }

  /** What stands there without a name, such as files. */
  List<String> words() {
    return words;
  }

  private int callersOr(int usual) {
    return callers == 0 ? usual : callers;
  }

  int tenants() {
    return tenants;
  }

  /** That of Laris, which must run already; null where none is known. */
  @Nullable Database database() {
    Database database = Database.of(environment, target);
    boolean named = environment.containsKey("POS_DB_URL");
    // What is left of a Laris that ran here once says nothing of the one that runs now.
    return database == null || named || database.answers() ? database : null;
  }

  int managementPort() {
    return managementPort;
  }

  Duration every() {
    return every;
  }

  Path plots() {
    return plots;
  }

  /** In the books that stock-lists reads. */
  int movements() {
    return movements;
  }

  /**
   * In the history of the tenant in which the scenarios work; or the usual number where none is
   * said.
   */
  int ordersOr(int usual) {
    return orders == 0 ? usual : orders;
  }

  /** Where the simulated payment gateway is. */
  URI simulator() {
    return simulator;
  }

  URI webhook() {
    return webhook;
  }

  Duration warmup() {
    return warmup;
  }

  Duration duration() {
    return duration;
  }

  Duration idle() {
    return idle;
  }

  @Nullable Path json() {
    return json;
  }

  /** Whether what the database can do is to be measured. */
  boolean floor() {
    return floor;
  }

  boolean startOnly() {
    return startOnly;
  }

  /** How to start Laris; empty where it runs already. */
  List<String> command() {
    return command;
  }
}
