package id.laris.bench.soak;

import com.google.gson.Gson;
import id.laris.bench.load.Caller;
import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.load.Slices;
import id.laris.bench.load.Tallies;
import id.laris.bench.load.Tallies.CallFailedException;
import id.laris.bench.meter.Cost;
import id.laris.bench.meter.Database;
import id.laris.bench.meter.Meters;
import id.laris.bench.report.Machine;
import id.laris.bench.report.Result;
import id.laris.bench.report.Row;
import id.laris.bench.shop.Shop;
import id.laris.bench.shop.Shops;
import id.laris.bench.shop.Till;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Sells at a fixed rate for a long time, goods with stock, by turns in one call and in six; and
 * looks at Laris and its database every few seconds.
 */
public final class Soak {

  /** Begun each second where nothing else is said: about half of what 2 cores can do. */
  public static final int RATE = 150;

  /** What is written: the run so far while it goes on, all of it at the end. */
  private record Report(
      int format,
      Machine machine,
      String target,
      int ratePerSecond,
      long minutes,
      @Nullable Cost cost,
      List<Row> calls,
      List<Verdict> verdicts,
      List<Sample> samples) {}

  private static final int FORMAT = 1;

  /** In how many samples of a run Laris is asked for a full collection. */
  private static final int COLLECTIONS = 24;

  private static final String SCENARIO = "soak";

  private final String target;
  private final int managementPort;
  private final @Nullable Database database;
  private final Meters meters;
  private final PrintStream out;
  private final List<Sample> samples = new ArrayList<>();

  public Soak(
      String target,
      int managementPort,
      @Nullable Database database,
      Meters meters,
      PrintStream out) {
    this.target = target;
    this.managementPort = managementPort;
    this.database = database;
    this.meters = meters;
    this.out = out;
  }

  /** Returns whether nothing failed and nothing has grown that must not. */
  public boolean run(Plan plan, Duration every, @Nullable Path json) throws Exception {
    Machine machine = Machine.here(database);
    out.println(machine.line());
    out.println("Database: " + (database == null ? "not known" : database));
    Caller.Opening tills = tills();
    out.printf(
        Locale.ROOT,
        "Selling %d a second for %d minutes ...%n",
        plan.ratePerSecond(),
        plan.duration().toMinutes());
    long count = Math.max(1, plan.duration().dividedBy(every));
    Load.Measured measured;
    try (Sampler sampler = new Sampler(meters.laris(), managementPort, database)) {
      measured =
          Load.run(
              plan,
              tills,
              every,
              slice -> {
                boolean collect = samples.size() % Math.max(1, count / COLLECTIONS) == 0;
                add(sampler.take(slice, collect));
                if (json != null && samples.size() % 10 == 0) {
                  write(json, report(machine, plan, null));
                }
              });
    }
    Result result = Result.of(SCENARIO, plan, measured);
    Report report = report(machine, plan, result);
    if (json != null) {
      write(json, report);
    }
    return conclude(result, report.verdicts(), measured.tallies());
  }

  private Caller.Opening tills() throws InterruptedException {
    AtomicLong turns = new AtomicLong();
    return new Shops(target, 1, out)
        .tills(Shop::withStock, (till, tallies) -> sell(till, tallies, turns.getAndIncrement()));
  }

  private static void sell(Till till, Tallies tallies, long turn) throws CallFailedException {
    if (turn % 2 == 0) {
      till.checkout(tallies);
    } else {
      till.sale(tallies);
    }
  }

  private void add(Sample sample) {
    samples.add(sample);
    Slices.Part checkouts = sample.load().byRpc().get(Till.CHECKOUT);
    Slices.Part sales = sample.load().byRpc().get(Till.WHOLE_SALE);
    out.printf(
        Locale.ROOT,
        "%6.1f min  %s checkouts/s  %s sales/s  p99 %s and %s ms  RSS %s MB  heap %s MB  handles %s  connections %s  database %s MB%n",
        sample.minutes(),
        checkouts == null ? "-" : rounded(checkouts.ratePerSecond()),
        sales == null ? "-" : rounded(sales.ratePerSecond()),
        checkouts == null ? "-" : rounded(checkouts.p99Ms()),
        sales == null ? "-" : rounded(sales.p99Ms()),
        rounded(sample.residentMegabytes()),
        rounded(sample.heapMegabytes()),
        sample.handles() == null ? "-" : sample.handles(),
        sample.connections() == null ? "-" : sample.connections(),
        rounded(sample.databaseMegabytes()));
  }

  private static String rounded(@Nullable Double figure) {
    return figure == null ? "-" : String.format(Locale.ROOT, "%.0f", figure);
  }

  private Report report(Machine machine, Plan plan, @Nullable Result result) {
    return new Report(
        FORMAT,
        machine,
        target,
        plan.ratePerSecond(),
        plan.duration().toMinutes(),
        result == null ? null : result.cost(),
        result == null ? List.of() : result.calls(),
        Verdict.of(samples),
        samples);
  }

  /** Beside it first: whoever reads it meanwhile finds it whole. */
  private static void write(Path json, Report report) {
    Path whole = json.resolveSibling(json.getFileName() + ".new");
    try {
      Files.writeString(whole, new Gson().toJson(report) + "\n");
      Files.move(whole, json, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean conclude(Result result, List<Verdict> verdicts, Tallies tallies) {
    out.println();
    out.println(Row.head());
    result.calls().forEach(row -> out.println(row.line()));
    out.println();
    out.println(Result.costHead());
    out.println(result.costLine());
    out.println(result.backlog());
    out.println("The median of the second quarter of the time, and that of the last:");
    verdicts.forEach(verdict -> out.println(verdict.line()));
    tallies
        .examples()
        .forEach((call, message) -> out.println("failed: " + call + ", such as: " + message));
    return result.calls().stream().allMatch(row -> row.errors().isEmpty())
        && verdicts.stream().noneMatch(Verdict::bad);
  }
}
