package id.laris.bench;

import com.google.gson.JsonParseException;
import id.laris.bench.floor.CommitFloor;
import id.laris.bench.floor.StatementFloor;
import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.meter.Meters;
import id.laris.bench.payment.Merchant;
import id.laris.bench.payment.SimulatedGateway;
import id.laris.bench.read.DemoTenant;
import id.laris.bench.shop.Shop;
import id.laris.bench.shop.Shops;
import id.laris.bench.stock.LargeStockSetup;
import id.laris.client.DatabaseAccess;
import id.laris.demo.DemoException;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a running Laris over gRPC, or one that it starts itself. */
@Command(name = "bench", resourceBundle = "id.laris.bench.usage", sortOptions = false)
public final class Bench implements Callable<Integer> {

  private static final int CALLS_FAILED = 1;
  private static final int COULD_NOT_RUN = 2;
  private static final int WIDTH = 120;

  private final PrintStream out;

  @Mixin private final BenchOptions options;

  @Spec private CommandSpec spec;

  @Option(names = "--help", usageHelp = true)
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(names = "--start")
  private boolean start;

  @Option(names = "--start-only")
  private boolean startOnly;

  @Option(names = "--idle")
  private int idle = 10;

  @Parameters(paramLabel = "COMMAND")
  private List<String> command = List.of();

  private final int processors = Runtime.getRuntime().availableProcessors();

  /**
   * The load average of the last minute before the run; negative where the system does not tell.
   */
  private final double loadAverageBefore =
      ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

  private final List<Result> results = new ArrayList<>();
  private final Map<String, String> failures = new TreeMap<>();

  private Bench(Map<String, String> environment, PrintStream out) {
    this.options = new BenchOptions(environment);
    this.out = out;
  }

  /** Runs and ends the process with the exit code. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv(), System.out));
  }

  static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
    System.setProperty("scenarios", Scenario.labels(List.of(Scenario.values())));
    System.setProperty("usual-scenarios", Scenario.labels(Scenario.usual()));
    PrintWriter writer = new PrintWriter(out, true, out.charset());
    CommandLine line =
        new CommandLine(new Bench(environment, out))
            .addSubcommand(new SoakCommand(environment, out))
            .addSubcommand(new PlotCommand(out))
            .registerConverter(BenchOptions.Chosen.class, BenchOptions.Chosen::of)
            .setOverwrittenOptionsAllowed(true)
            .setUsageHelpWidth(WIDTH)
            .setOut(writer)
            .setErr(writer)
            .setExecutionExceptionHandler((e, _, _) -> couldNotRun(e, out));
    return line.execute(arguments.toArray(String[]::new));
  }

  private static int couldNotRun(Exception failure, PrintStream out) {
    String why =
        switch (failure) {
          case StartUp.StartFailedException e -> "could not start Laris: " + e.getMessage();
          case StatusRuntimeException e ->
              "could not make what is to be measured: " + e.getMessage();
          case SQLException e -> "could not read from the database: " + e.getMessage();
          case DemoException e -> String.valueOf(e.getMessage());
          default -> failure.toString();
        };
    out.println("bench: " + why);
    return COULD_NOT_RUN;
  }

  /** A long run that watches what grows. */
  @Command(name = "soak", resourceBundle = "id.laris.bench.usage", sortOptions = false)
  private static final class SoakCommand implements Callable<Integer> {

    private final PrintStream out;

    @Mixin private final BenchOptions options;

    @Option(names = "--help", usageHelp = true)
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(names = "--minutes")
    private int minutes = 60;

    @Option(names = "--every")
    private int every = 10;

    SoakCommand(Map<String, String> environment, PrintStream out) {
      this.options = new BenchOptions(environment);
      this.out = out;
    }

    @Override
    public Integer call() throws Exception {
      DatabaseAccess database = options.database();
      try (Meters meters = Meters.of(options.target(), database)) {
        return new Soak(options.target(), options.managementPort(), database, meters, out)
                .run(options.soak(minutes, meters), Duration.ofSeconds(every), options.json)
            ? 0
            : CALLS_FAILED;
      }
    }
  }

  /** Pictures of what was measured. */
  @Command(name = "plot", resourceBundle = "id.laris.bench.usage", sortOptions = false)
  private static final class PlotCommand implements Callable<Integer> {

    private final PrintStream out;

    @Option(names = "--help", usageHelp = true)
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(names = "--out", paramLabel = "DIRECTORY")
    private Path directory = Path.of(".");

    @Parameters(paramLabel = "FILE.json", arity = "1..*")
    private List<Path> files = List.of();

    PlotCommand(PrintStream out) {
      this.out = out;
    }

    @Override
    public Integer call() {
      try {
        new Plots(directory, out).draw(files);
        return 0;
      } catch (IOException | JsonParseException | IllegalStateException e) {
        out.println("bench: could not draw what --json has written: " + e);
        return COULD_NOT_RUN;
      }
    }
  }

  @Override
  public Integer call() throws Exception {
    if (start == command.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          start
              ? "--start needs the command that starts Laris, after --"
              : "no command " + command.getFirst());
    }
    out.printf(
        Locale.ROOT, "%d processors, load average before: %.1f%n", processors, loadAverageBefore);
    if (loadAverageBefore > processors / 2.0) {
      out.println(
          "The machine is busy with other things: the figures show it, and are not Laris alone.");
    }
    if (!start) {
      load();
      return report(null);
    }
    out.println("Starting Laris so that its data exist ...");
    new StartUp(command, options.target()).stop();
    out.println("Starting it again to measure ...");
    StartUp laris = new StartUp(command, options.target());
    try {
      StartUp.Figures figures = laris.figures(Duration.ofSeconds(idle));
      if (!startOnly) {
        load();
      }
      return report(figures);
    } finally {
      laris.stop();
    }
  }

  private void load() throws Exception {
    DatabaseAccess database = options.database();
    String target = options.target();
    out.println("Database: " + (database == null ? "not known" : database));
    DemoTenant demo = new DemoTenant(target, database, options.ordersOr(DemoTenant.ORDERS), out);
    Shops shops =
        options.ordersOr(0) > 0
            ? new Shops(target, List.of(demo.shop()), out)
            : new Shops(target, options.tenants, out);
    try (Meters meters = Meters.of(target, database);
        Merchant merchant =
            new Merchant(shops.first(), new SimulatedGateway(options.simulator()))) {
      Scenario.Setting setting =
          new Scenario.Setting(
              shops,
              new LargeStockSetup(target, options.movements, out),
              merchant,
              demo,
              options.webhook(),
              out);
      // The shop is complete before anything is measured: what is missing shows at once.
      List<Scenario.Run> prepared = new ArrayList<>();
      for (BenchOptions.Chosen chosen : options.scenarios()) {
        prepared.add(chosen.scenario().prepare(setting));
      }
      for (int i = 0; i < prepared.size(); i++) {
        BenchOptions.Chosen chosen = options.scenarios().get(i);
        measure(chosen.scenario().label(), options.plan(chosen, meters), prepared.get(i));
      }
      if (database != null && !options.noFloor) {
        floors(database, meters);
      }
    }
  }

  /** Measures the database without Laris, as far as it is compared with something. */
  private void floors(DatabaseAccess database, Meters meters) throws Exception {
    List<Share.Floor> compared =
        Stream.of(Share.Floor.values())
            .filter(floor -> results.stream().anyMatch(floor::isComparedWith))
            .toList();
    if (!compared.isEmpty()) {
      List<Shops.Counter> counters =
          new Shops(options.target(), options.tenants, out).counters(Shop::withoutStock);
      for (Share.Floor floor : compared) {
        StatementFloor replay = new StatementFloor(database, counters, floor.script());
        measure(floor.label(), options.closed(floor.scenario.callers(), meters), replay::run);
      }
    }
    measure(
        CommitFloor.LABEL,
        options.closed(CommitFloor.CALLERS, meters),
        new CommitFloor(database)::run);
  }

  private void measure(String label, Plan plan, Scenario.Run run) throws Exception {
    out.printf(
        Locale.ROOT,
        "Running %s with %d callers for %d s ...%n",
        Result.name(label, plan.ratePerSecond()),
        plan.callers(),
        plan.warmup().plus(plan.duration()).toSeconds());
    Load.Measured measured = run.run(plan);
    results.add(Result.of(label, plan, measured));
    failures.putAll(measured.calls().examples());
  }

  private int report(StartUp.@Nullable Figures startUp) throws IOException {
    Report report =
        new Report(
            Report.FORMAT,
            Instant.ofEpochMilli(System.currentTimeMillis()).toString(),
            Machine.here(options.database()),
            loadAverageBefore,
            options.target(),
            options.tenants,
            results,
            Share.of(results),
            Target.of(results, startUp, options.movements),
            startUp);
    report.print(out);
    failures.forEach((call, message) -> out.println("failed: " + call + ", such as: " + message));
    if (options.json != null) {
      report.write(options.json);
    }
    return results.stream().anyMatch(Result::failed) ? CALLS_FAILED : 0;
  }
}
