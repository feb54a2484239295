package id.laris.bench;

import com.google.gson.Gson;
import id.laris.bench.load.Load;
import id.laris.bench.load.Measurements.Part;
import id.laris.bench.load.Measurements.Slice;
import id.laris.bench.load.Plan;
import id.laris.bench.meter.Cost;
import id.laris.bench.meter.Meters;
import id.laris.bench.shop.Shop;
import id.laris.bench.shop.Shops;
import id.laris.bench.shop.Till;
import id.laris.client.DatabaseAccess;
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
final class Soak {

  /** Begun each second where nothing else is said: about half of what 2 cores can do. */
  static final int RATE = 150;

  /** The report that is written: the run so far while it goes on, all of it at the end. */
  private record SoakReport(
      int format,
      Machine machine,
      String target,
      int ratePerSecond,
      long minutes,
      @Nullable Cost cost,
      List<Result.Row> calls,
      List<Growth> verdicts,
      List<Sample> samples) {}

  /**
   * How things stood at one moment; null where something cannot be told.
   *
   * @param load the calls since the last sample
   * @param residentMegabytes of the JVM of Laris
   * @param heapMegabytes used, garbage included
   * @param heapAfterCollectionMegabytes used after a full collection, which only some samples ask
   *     for
   * @param handles files and sockets that the JVM holds open
   * @param connections to the database, of others than the load generator
   * @param tables those that were ever written to
   */
  record Sample(
      Slice load,
      @Nullable Double residentMegabytes,
      @Nullable Double heapMegabytes,
      @Nullable Double heapAfterCollectionMegabytes,
      @Nullable Integer handles,
      @Nullable Integer connections,
      @Nullable Double databaseMegabytes,
      List<Table> tables) {

    /**
     * A table with its indexes.
     *
     * @param liveRows about so many, as the database counts them
     * @param deadRows those that are waiting for vacuum
     */
    record Table(String name, long liveRows, long deadRows, long bytes) {}

    double minutes() {
      return load.untilSeconds() / 60;
    }

    @Nullable Double p99Ms(String rpc) {
      Part part = load.byRpc().get(rpc);
      return part == null ? null : part.p99Ms();
    }

    private String line() {
      return String.format(
          Locale.ROOT,
          "%6.1f min  %s checkouts/s  %s sales/s  p99 %s and %s ms  RSS %s MB  heap %s MB  handles %s  connections %s  database %s MB%n",
          minutes(),
          rate(Till.CHECKOUT),
          rate(Till.WHOLE_SALE),
          Result.decimals(0, p99Ms(Till.CHECKOUT)),
          Result.decimals(0, p99Ms(Till.WHOLE_SALE)),
          Result.decimals(0, residentMegabytes),
          Result.decimals(0, heapMegabytes),
          Result.decimals(0, handles),
          Result.decimals(0, connections),
          Result.decimals(0, databaseMegabytes));
    }

    private String rate(String rpc) {
      Part part = load.byRpc().get(rpc);
      return Result.decimals(0, part == null ? null : part.ratePerSecond());
    }
  }

  private static final int FORMAT = 1;

  /** In how many samples of a run Laris is asked for a full collection. */
  private static final int COLLECTIONS = 24;

  /** After how many samples the run so far is written. */
  private static final int WRITE_EVERY = 10;

  private final String target;
  private final int managementPort;
  private final @Nullable DatabaseAccess database;
  private final Meters meters;
  private final PrintStream out;
  private final List<Sample> samples = new ArrayList<>();

  Soak(
      String target,
      int managementPort,
      @Nullable DatabaseAccess database,
      Meters meters,
      PrintStream out) {
    this.target = target;
    this.managementPort = managementPort;
    this.database = database;
    this.meters = meters;
    this.out = out;
  }

  /** Returns whether nothing failed and nothing has grown that must not. */
  boolean run(Plan plan, Duration every, @Nullable Path json) throws Exception {
    Machine machine = Machine.here(database);
    out.println(machine.line());
    out.println("Database: " + (database == null ? "not known" : database));
    AtomicLong turns = new AtomicLong();
    var tills =
        new Shops(target, 1, out)
            .tills(
                Shop::withStock,
                (till, stopwatch) -> {
                  if (turns.getAndIncrement() % 2 == 0) {
                    till.checkout(stopwatch);
                  } else {
                    till.sale(stopwatch);
                  }
                });
    out.printf(
        Locale.ROOT,
        "Selling %d a second for %d minutes ...%n",
        plan.ratePerSecond(),
        plan.duration().toMinutes());
    long collectEvery = Math.max(1, plan.duration().dividedBy(every) / COLLECTIONS);
    Load.Measured measured;
    try (Sampler sampler = new Sampler(meters.laris(), managementPort, database)) {
      measured =
          Load.run(
              plan,
              tills,
              every,
              slice -> {
                samples.add(sampler.take(slice, samples.size() % collectEvery == 0));
                out.print(samples.getLast().line());
                if (samples.size() % WRITE_EVERY == 0) {
                  write(json, machine, plan, null);
                }
              });
    }
    Result result = Result.of("soak", plan, measured);
    write(json, machine, plan, result);
    return conclude(result, measured);
  }

  /** Beside it first: whoever reads it meanwhile finds it whole. */
  private void write(@Nullable Path json, Machine machine, Plan plan, @Nullable Result result) {
    if (json == null) {
      return;
    }
    SoakReport report =
        new SoakReport(
            FORMAT,
            machine,
            target,
            plan.ratePerSecond(),
            plan.duration().toMinutes(),
            result == null ? null : result.cost(),
            result == null ? List.of() : result.calls(),
            Growth.of(samples),
            samples);
    Path whole = json.resolveSibling(json.getFileName() + ".new");
    try {
      Files.writeString(whole, new Gson().toJson(report) + "\n");
      Files.move(whole, json, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean conclude(Result result, Load.Measured measured) {
    out.println();
    out.println(Result.tables(List.of(result)));
    out.println("The median of the second quarter of the time, and that of the last:");
    List<Growth> growths = Growth.of(samples);
    growths.forEach(growth -> out.println(growth.line()));
    measured
        .calls()
        .examples()
        .forEach((call, message) -> out.println("failed: " + call + ", such as: " + message));
    return !result.failed() && growths.stream().noneMatch(Growth::bad);
  }
}
