package id.laris.bench;

import com.google.gson.GsonBuilder;
import id.laris.bench.floor.CommitFloor;
import id.laris.bench.load.Load;
import id.laris.bench.payment.Merchant;
import id.laris.bench.payment.SimulatedGateway;
import id.laris.bench.process.StartUp;
import id.laris.bench.read.DemoTenant;
import id.laris.bench.report.Row;
import id.laris.bench.shop.Shop;
import id.laris.bench.stock.Bookkeeper;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Measures a running Laris over gRPC, or one that it starts itself; see {@link Options#USAGE}. */
public final class Bench {

  /** Everything that was found out, as {@code --json} writes it. */
  record Report(
      String target,
      int processors,
      double loadAverageBefore,
      List<Row> rows,
      List<Targets.Outcome> targets,
      StartUp.@Nullable Figures startUp) {}

  private record Prepared(Scenario scenario, Scenario.Run run) {}

  private static final int CALLS_FAILED = 1;
  private static final int COULD_NOT_RUN = 2;

  private final Options options;
  private final PrintStream out;
  private final int processors = Runtime.getRuntime().availableProcessors();

  /** Of the last minute before the run; negative where the system does not tell. */
  private final double loadAverageBefore =
      ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

  private final List<Row> rows = new ArrayList<>();
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
        out.print(Options.USAGE);
        return 0;
      }
      return new Bench(Options.parse(arguments, environment), out).run();
    } catch (Options.UsageException e) {
      out.println("bench: " + e.getMessage() + "\n\n" + Options.USAGE);
    } catch (StartUp.StartFailedException e) {
      out.println("bench: could not start Laris: " + e.getMessage());
    } catch (StatusRuntimeException e) {
      out.println("bench: could not make what is to be measured: " + e.getMessage());
    } catch (SQLException e) {
      out.println("bench: could not measure the floor: " + e.getMessage());
    }
    return COULD_NOT_RUN;
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
    Shop shop = new Shop(options.target());
    Bookkeeper bookkeeper = new Bookkeeper(options.target(), options.movements(), out);
    DemoTenant demo = new DemoTenant(options.target(), System.getenv(), options.orders(), out);
    try (Merchant merchant = new Merchant(shop, new SimulatedGateway(options.simulator()))) {
      // The shop is complete before anything is measured: what is missing shows at once.
      List<Prepared> prepared = new ArrayList<>();
      for (Scenario scenario : options.scenarios()) {
        prepared.add(
            new Prepared(scenario, scenario.prepare(shop, bookkeeper, merchant, demo, out)));
      }
      for (Prepared one : prepared) {
        String label = one.scenario().label();
        int callers = options.callersOr(one.scenario().callers());
        announce(label, callers);
        add(label, callers, one.run().run(callers, options));
      }
    }
    CommitFloor floor = options.floor();
    if (floor != null) {
      int callers = options.callersOr(CommitFloor.CALLERS);
      announce(CommitFloor.LABEL, callers);
      add(CommitFloor.LABEL, callers, floor.run(callers, options.warmup(), options.duration()));
    }
  }

  private void announce(String scenario, int callers) {
    long seconds = options.warmup().plus(options.duration()).toSeconds();
    out.println("Running " + scenario + " with " + callers + " callers for " + seconds + " s ...");
  }

  private void add(String scenario, int callers, Load.Measured measured) {
    rows.addAll(Row.of(scenario, callers, measured));
    failures.putAll(measured.tallies().examples());
  }

  private int report(StartUp.@Nullable Figures startUp) throws IOException {
    List<Targets.Outcome> targets = Targets.of(rows, startUp, options.movements());
    out.println();
    if (!rows.isEmpty()) {
      out.println(Row.head());
      rows.forEach(row -> out.println(row.line()));
      out.println();
    }
    targets.forEach(outcome -> out.println(outcome.line()));
    if (startUp != null && startUp.idleRssMegabytes() == null) {
      out.println("The memory of a process is read from /proc, which only Linux has.");
    }
    failures.forEach((call, message) -> out.println("failed: " + call + ", such as: " + message));
    if (options.json() != null) {
      Report report =
          new Report(options.target(), processors, loadAverageBefore, rows, targets, startUp);
      Files.writeString(
          options.json(), new GsonBuilder().setPrettyPrinting().create().toJson(report) + "\n");
    }
    return rows.stream().allMatch(row -> row.errors().isEmpty()) ? 0 : CALLS_FAILED;
  }
}
