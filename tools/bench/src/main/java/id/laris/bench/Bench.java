package id.laris.bench;

import com.google.gson.JsonParseException;
import id.laris.bench.floor.CommitFloor;
import id.laris.bench.floor.StatementFloor;
import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.meter.Database;
import id.laris.bench.meter.Meters;
import id.laris.bench.payment.Merchant;
import id.laris.bench.payment.SimulatedGateway;
import id.laris.bench.process.StartUp;
import id.laris.bench.read.DemoTenant;
import id.laris.bench.report.Machine;
import id.laris.bench.report.Result;
import id.laris.bench.report.Row;
import id.laris.bench.shop.Shop;
import id.laris.bench.shop.Shops;
import id.laris.bench.soak.Soak;
import id.laris.bench.stock.Bookkeeper;
import id.laris.demo.DemoException;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures a running Laris over gRPC, or one that it starts itself; see {@link Usage#TEXT}. */
public final class Bench {

  private record Prepared(Options.Chosen chosen, Scenario.Run run) {}

  private static final int CALLS_FAILED = 1;
  private static final int COULD_NOT_RUN = 2;

  private final Options options;
  private final PrintStream out;
  private final int processors = Runtime.getRuntime().availableProcessors();

  /** Of the last minute before the run; negative where the system does not tell. */
  private final double loadAverageBefore =
      ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

  private final List<Result> results = new ArrayList<>();
  private final Map<String, String> failures = new TreeMap<>();

  private Bench(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Runs and ends the process with the exit code. */
  public static void main(String[] arguments) throws Exception {
    System.exit(run(List.of(arguments), System.getenv(), System.out));
  }

  static int run(List<String> arguments, Map<String, String> environment, PrintStream out)
      throws Exception {
    try {
      if (arguments.contains("--help")) {
        out.print(Usage.TEXT);
        return 0;
      }
      List<String> rest = arguments.stream().skip(1).toList();
      return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
        case "plot" -> plot(Options.parse(rest, environment), out);
        case "soak" -> soak(Options.parse(rest, environment).withoutWords(), out);
        default -> new Bench(Options.parse(arguments, environment).withoutWords(), out).run();
      };
    } catch (Options.UsageException e) {
      out.println("bench: " + e.getMessage() + "\n\n" + Usage.TEXT);
    } catch (StartUp.StartFailedException e) {
      out.println("bench: could not start Laris: " + e.getMessage());
    } catch (StatusRuntimeException e) {
      out.println("bench: could not make what is to be measured: " + e.getMessage());
    } catch (DemoException e) {
      out.println("bench: " + e.getMessage());
    } catch (SQLException e) {
      out.println("bench: could not read from the database: " + e.getMessage());
    }
    return COULD_NOT_RUN;
  }

  private static int plot(Options options, PrintStream out) {
    try {
      new Plots(options.plots(), out).draw(options.words());
      return 0;
    } catch (IOException | JsonParseException | IllegalStateException e) {
      out.println("bench: could not draw what --json has written: " + e);
      return COULD_NOT_RUN;
    }
  }

  private static int soak(Options options, PrintStream out) throws Exception {
    Database database = options.database();
    try (Meters meters = Meters.of(options.target(), database)) {
      return new Soak(options.target(), options.managementPort(), database, meters, out)
              .run(options.soak(meters), options.every(), options.json())
          ? 0
          : CALLS_FAILED;
    }
  }

  private int run() throws Exception {
    out.printf(
        Locale.ROOT, "%d processors, load average before: %.1f%n", processors, loadAverageBefore);
    if (loadAverageBefore > processors / 2.0) {
      out.println(
          "The machine is busy with other things: the figures show it, and are not Laris alone.");
    }
    if (options.command().isEmpty()) {
      load();
      return report(null);
    }
    out.println("Starting Laris so that its data exist ...");
    StartUp.of(options.command(), options.target()).stop();
    out.println("Starting it again to measure ...");
    StartUp laris = StartUp.of(options.command(), options.target());
    try {
      StartUp.Figures figures = laris.figures(options.idle());
      if (!options.startOnly()) {
        load();
      }
      return report(figures);
    } finally {
      laris.stop();
    }
  }

  private void load() throws Exception {
    Database database = options.database();
    out.println("Database: " + (database == null ? "not known" : database));
    DemoTenant demo =
        new DemoTenant(options.target(), database, options.ordersOr(DemoTenant.ORDERS), out);
    Shops shops =
        options.ordersOr(0) > 0
            ? new Shops(options.target(), List.of(demo.shop()), out)
            : new Shops(options.target(), options.tenants(), out);
    Bookkeeper bookkeeper = new Bookkeeper(options.target(), options.movements(), out);
    try (Meters meters = Meters.of(options.target(), database);
        Merchant merchant =
            new Merchant(shops.first(), new SimulatedGateway(options.simulator()))) {
      // The shop is complete before anything is measured: what is missing shows at once.
      List<Prepared> prepared = new ArrayList<>();
      for (Options.Chosen chosen : options.scenarios()) {
        Scenario.Run run =
            chosen.scenario().prepare(shops, bookkeeper, merchant, demo, options, out);
        prepared.add(new Prepared(chosen, run));
      }
      for (Prepared one : prepared) {
        measure(one.chosen().scenario().label(), options.plan(one.chosen(), meters), one.run());
      }
      if (database != null && options.floor()) {
        floors(database, meters);
      }
    }
  }

  /** What the database can do without Laris, as far as it is compared with something. */
  private void floors(Database database, Meters meters) throws Exception {
    List<Floor> compared =
        Stream.of(Floor.values())
            .filter(floor -> results.stream().anyMatch(floor::isComparedWith))
            .toList();
    if (!compared.isEmpty()) {
      List<Shops.Counter> counters =
          new Shops(options.target(), options.tenants(), out).counters(Shop::withoutStock);
      for (Floor floor : compared) {
        StatementFloor replay = new StatementFloor(database, counters, floor.file());
        measure(floor.label(), options.closed(floor.scenario().callers(), meters), replay::run);
      }
    }
    measure(
        CommitFloor.LABEL,
        options.closed(CommitFloor.CALLERS, meters),
        new CommitFloor(database)::run);
  }

  private void measure(String label, Plan plan, Scenario.Run run) throws Exception {
    long seconds = plan.warmup().plus(plan.duration()).toSeconds();
    out.printf(
        Locale.ROOT,
        "Running %s with %d callers for %d s ...%n",
        Row.name(label, plan.ratePerSecond()),
        plan.callers(),
        seconds);
    Load.Measured measured = run.run(plan);
    results.add(Result.of(label, plan, measured));
    failures.putAll(measured.tallies().examples());
  }

  private int report(StartUp.@Nullable Figures startUp) throws IOException {
    Report report =
        new Report(
            Report.FORMAT,
            Instant.ofEpochMilli(System.currentTimeMillis()).toString(),
            Machine.here(options.database()),
            loadAverageBefore,
            options.target(),
            options.tenants(),
            results,
            Share.of(results),
            Targets.of(results, startUp, options.movements()),
            startUp);
    report.print(out);
    failures.forEach((call, message) -> out.println("failed: " + call + ", such as: " + message));
    if (options.json() != null) {
      report.write(options.json());
    }
    return report.failed() ? CALLS_FAILED : 0;
  }
}
