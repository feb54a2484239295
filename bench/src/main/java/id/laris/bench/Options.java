package id.laris.bench;

import id.laris.bench.floor.CommitFloor;
import id.laris.bench.payment.Notifications;
import id.laris.bench.read.DemoTenant;
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

  static final String USAGE =
      """
      Usage: bench [options] [--start [--start-only] -- command ...]

        --target HOST:PORT      where Laris answers (POS_TARGET, else localhost:50053)
        --scenario NAME         %s; repeatable;
                                all by default but the last two, which first make the books of a big tenant
        --movements N           stock movements in those books (1000000)
        --orders N              orders of the tenant of demo-data that read-mix reads (1000000); made if missing
        --simulator URL         the simulated payment gateway, for charge and webhook (POS_SIMULATOR_URL, else
                                http://localhost:8090, or another POS_SIMULATOR_PORT)
        --webhook URL           where Laris takes its notifications (by default
                                http://localhost:8080/webhooks/midtrans, or another POS_HTTP_PORT)
        --rate N                notifications a second (200)
        --callers N             callers of each scenario; by default those of the targets
        --warmup SECONDS        before each scenario (10)
        --duration SECONDS      of each scenario (20)
        --json FILE             writes the figures there too
        --floor URL USER PASSWORD
                                also measures bare commits of the Postgres at this JDBC URL
        --start -- command ...  starts Laris with the command: once so that its data exist, once more
                                to measure how soon it serves and its memory at rest; it is stopped at the end
        --start-only            no load after that
        --idle SECONDS          at rest before its memory is read (10)

      Exit code: 0, whatever the figures; 1 if calls failed; 2 if it could not run.
      """
          .formatted(Scenario.labels());

  /** The command line cannot be understood. */
  static final class UsageException extends RuntimeException {
    UsageException(String message) {
      super(message);
    }
  }

  private String target;
  private final List<Scenario> scenarios = new ArrayList<>();
  private int callers;
  private int orders = DemoTenant.ORDERS;
  private int movements = Bookkeeper.MOVEMENTS;
  private URI simulator;
  private URI webhook;
  private int rate = Notifications.RATE;
  private Duration warmup = Duration.ofSeconds(10);
  private Duration duration = Duration.ofSeconds(20);
  private Duration idle = Duration.ofSeconds(10);
  private @Nullable Path json;
  private @Nullable CommitFloor floor;
  private boolean start;
  private boolean startOnly;
  private List<String> command = List.of();

  private Options(Map<String, String> environment) {
    target = environment.getOrDefault("POS_TARGET", "localhost:50053");
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
    Options options = new Options(environment);
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
      case "--target" -> target = rest.next();
      case "--scenario" -> scenarios.add(Scenario.of(rest.next()));
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
      case "--floor" -> floor = new CommitFloor(rest.next(), rest.next(), rest.next());
      case "--start" -> start = true;
      case "--start-only" -> startOnly = true;
      case "--" -> {
        List<String> words = new ArrayList<>();
        rest.forEachRemaining(words::add);
        command = List.copyOf(words);
      }
      default -> throw new UsageException("no option " + name);
    }
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

  List<Scenario> scenarios() {
    return scenarios.isEmpty() ? Scenario.usual() : scenarios;
  }

  int callersOr(int usual) {
    return callers == 0 ? usual : callers;
  }

  /** In the books that stock-lists reads. */
  int movements() {
    return movements;
  }

  /** In the history of the tenant that read-mix reads. */
  int orders() {
    return orders;
  }

  /** Where the simulated payment gateway is. */
  URI simulator() {
    return simulator;
  }

  /** Where Laris takes notifications. */
  URI webhook() {
    return webhook;
  }

  /** Of notifications, a second. */
  int rate() {
    return rate;
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

  @Nullable CommitFloor floor() {
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
