package id.laris.bench;

import com.google.gson.JsonParseException;
import id.laris.bench.BenchOptions.Chosen;
import id.laris.bench.floor.Floor;
import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.meter.Machine;
import id.laris.bench.meter.Meters;
import id.laris.bench.meter.Sampler;
import id.laris.bench.scenario.Assortment;
import id.laris.bench.scenario.Scenario;
import id.laris.bench.scenario.Setting;
import id.laris.bench.scenario.Shop;
import id.laris.bench.scenario.Shops;
import id.laris.client.DatabaseAccess;
import id.laris.client.LarisClient;
import id.laris.client.NobodyAnswersException;
import id.laris.demo.DemoException;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
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

  private final Map<String, String> environment;
  private final PrintStream out;

  @Spec private CommandSpec spec;

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(names = "--start")
  private boolean start;

  @Option(names = "--start-only")
  private boolean startOnly;

  @Option(names = "--idle")
  private int idle = 10;

  @Parameters(paramLabel = "COMMAND")
  private List<String> command = List.of();

  /**
   * The load average of the last minute before the run; negative where the system does not tell.
   */
  private final double loadAverageBefore =
      ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

  private final List<Result> results = new ArrayList<>();
  private final Map<String, String> failures = new TreeMap<>();

  private Bench(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  /** Runs and ends the process with the exit code. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv(), System.out));
  }

  static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
    System.setProperty("scenarios", names(Arrays.stream(Scenario.values())));
    System.setProperty("usual-scenarios", names(Scenario.USUAL.stream()));
    PrintWriter writer = new PrintWriter(out, true, out.charset());
    IDefaultValueProvider usual =
        argument ->
            argument instanceof OptionSpec option
                ? BenchOptions.usual(option.longestName(), environment)
                : null;
    return new CommandLine(new Bench(environment, out))
        .registerConverter(Chosen.class, Chosen::of)
        .setDefaultValueProvider(usual)
        .setOverwrittenOptionsAllowed(true)
        .setUsageHelpWidth(WIDTH)
        .setOut(writer)
        .setErr(writer)
        .setExecutionExceptionHandler((e, _, _) -> couldNotRun(e, out))
        .execute(arguments.toArray(String[]::new));
  }

  private static String names(Stream<Scenario> scenarios) {
    return scenarios.map(Scenario::toString).collect(Collectors.joining(", "));
  }

  private static int couldNotRun(Exception failure, PrintStream out) {
    String why =
        switch (failure) {
          case StartUp.StartFailedException e -> "could not start Laris: " + e.getMessage();
          case StatusRuntimeException e ->
              "could not make what is to be measured: " + e.getMessage();
          case SQLException e -> "could not read from the database: " + e.getMessage();
          case DemoException e -> String.valueOf(e.getMessage());
          case NobodyAnswersException e -> String.valueOf(e.getMessage());
          case JsonParseException e -> "could not read what --json has written: " + e.getMessage();
          default -> failure.toString();
        };
    out.println("bench: " + why);
    return COULD_NOT_RUN;
  }

  /** Draws what was measured. */
  @Command(name = "plot", resourceBundle = "id.laris.bench.usage", sortOptions = false)
  int plot(
      @Option(names = "--help", usageHelp = true) boolean help,
      @Option(names = "--out", paramLabel = "DIRECTORY", defaultValue = ".") Path directory,
      @Parameters(paramLabel = "FILE.json", arity = "1..*") List<Path> files)
      throws IOException {
    Files.createDirectories(directory);
    for (Path file : files) {
      String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
      Path png = directory.resolve(name + ".png");
      Plot.draw(Report.read(file), png);
      out.println("drew " + png);
    }
    return 0;
  }

  /** Says how many times as fast the later of two is. */
  @Command(name = "compare", resourceBundle = "id.laris.bench.usage", sortOptions = false)
  int compare(
      @Option(names = "--help", usageHelp = true) boolean help,
      @Option(names = "--before", paramLabel = "FILE.json", required = true) List<Path> before,
      @Parameters(paramLabel = "FILE.json", arity = "1..*") List<Path> now)
      throws IOException {
    out.print(Comparison.of(Report.readAll(before), Report.readAll(now)));
    return 0;
  }

  /** A long run that watches what grows. */
  @Command(name = "soak", resourceBundle = "id.laris.bench.usage", sortOptions = false)
  int soak(
      @Mixin BenchOptions with,
      @Option(names = "--minutes", defaultValue = "60") int minutes,
      @Option(names = "--every", defaultValue = "10") int every)
      throws Exception {
    options = with;
    options.check(spec.commandLine());
    requireLaris();
    DatabaseAccess database = database();
    int managementPort = Integer.parseInt(environment.getOrDefault("POS_MANAGEMENT_PORT", "9090"));
    try (Meters meters = Meters.of(options.target, database);
        Sampler sampler = new Sampler(meters, managementPort)) {
      List<Soak.Sample> samples = new ArrayList<>();
      Shops shops = new Shops(options.target, 1, out);
      Runnable soFar = () -> write(report(database, null, samples));
      Soak soak = new Soak(shops, sampler, samples, soFar, out);
      measure(
          "soak", options.soak(minutes, meters), plan -> soak.run(plan, Duration.ofSeconds(every)));
      return conclude(report(database, null, samples));
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
    options.check(spec.commandLine());
    int processors = Runtime.getRuntime().availableProcessors();
    out.printf(
        Locale.ROOT, "%d processors, load average before: %.1f%n", processors, loadAverageBefore);
    if (loadAverageBefore > processors / 2.0) {
      out.println(
          "The machine is busy with other things: the figures show it, and are not Laris alone.");
    }
    if (!start) {
      load();
      return conclude(report(options.database(environment), null, null));
    }
    out.println("Starting Laris so that its data exist ...");
    new StartUp(command, options.target).stop();
    out.println("Starting it again to measure ...");
    StartUp laris = new StartUp(command, options.target);
    try {
      StartUp.Figures figures = laris.figures(Duration.ofSeconds(idle));
      if (!startOnly) {
        load();
      }
      return conclude(report(options.database(environment), figures, null));
    } finally {
      laris.stop();
    }
  }

  private @Nullable DatabaseAccess database() {
    DatabaseAccess database = options.database(environment);
    out.println("Database: " + (database == null ? "not known" : database));
    return database;
  }

  private void requireLaris() {
    try (LarisClient laris = LarisClient.to(options.target)) {
      laris.requireAnswer();
    }
  }

  private void load() throws Exception {
    requireLaris();
    DatabaseAccess database = database();
    try (Meters meters = Meters.of(options.target, database);
        Setting setting = options.setting(database, out)) {
      // The shop is complete before anything is measured: what is missing shows at once.
      List<Scenario.Run> prepared = new ArrayList<>();
      for (Chosen chosen : options.scenarios) {
        prepared.add(chosen.scenario().prepare(setting));
      }
      for (int i = 0; i < prepared.size(); i++) {
        Chosen chosen = options.scenarios.get(i);
        measure(chosen.scenario().toString(), options.plan(chosen, meters), prepared.get(i));
      }
      if (database != null && !options.noFloor) {
        floors(database, meters);
      }
    }
  }

  /** Measures the database without Laris, for each scenario that was as fast as it could be. */
  private void floors(DatabaseAccess database, Meters meters) throws Exception {
    List<Scenario> compared =
        options.scenarios.stream()
            .filter(chosen -> !options.plan(chosen, meters).open())
            .map(Chosen::scenario)
            .filter(scenario -> !scenario.floors().isEmpty())
            .distinct()
            .toList();
    if (!compared.isEmpty()) {
      List<Assortment> assortments =
          new Shops(options.target, options.tenants, out).assortments(Shop::withoutStock);
      for (Scenario scenario : compared) {
        for (String script : scenario.floors()) {
          measure(
              "floor-" + script,
              options.closed(scenario.callers(), meters),
              new Floor(database, assortments, script + ".sql")::run);
        }
      }
    }
    measure(
        "floor",
        options.closed(Scenario.SALE.callers(), meters),
        plan -> Floor.commits(database, plan));
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

  private Report report(
      @Nullable DatabaseAccess database,
      StartUp.@Nullable Figures startUp,
      @Nullable List<Soak.Sample> samples) {
    return new Report(
        Report.FORMAT,
        Instant.ofEpochMilli(System.currentTimeMillis()).toString(),
        Machine.here(database),
        loadAverageBefore,
        options.target,
        options.tenants,
        results,
        startUp,
        samples);
  }

  private void write(Report report) {
    if (options.json != null) {
      try {
        report.write(options.json);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private int conclude(Report report) {
    report.print(out);
    failures.forEach((call, message) -> out.println("failed: " + call + ", such as: " + message));
    write(report);
    return results.stream().anyMatch(Result::failed) ? CALLS_FAILED : 0;
  }
}
