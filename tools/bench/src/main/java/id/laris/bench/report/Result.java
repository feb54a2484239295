package id.laris.bench.report;

import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.load.Slices;
import id.laris.bench.meter.Cost;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What came of a scenario.
 *
 * @param plannedPerSecond the rate at which things were to begin; 0 where each caller began the
 *     next when the last was done
 * @param operations what the callers have done whole, such as sales of six calls
 * @param late what began late because all callers were busy
 * @param unbegun what could not be begun in time at all
 * @param cost of one operation
 * @param seconds what ended in each second
 */
public record Result(
    String scenario,
    int callers,
    int plannedPerSecond,
    long operations,
    double operationsPerSecond,
    long late,
    long unbegun,
    Cost cost,
    List<Row> calls,
    List<Slices.Slice> seconds) {

  private static final String FORMAT = "%-20s %9s  %9s %9s %9s  %10s %10s %10s";

  public static Result of(String scenario, Plan plan, Load.Measured measured) {
    return new Result(
        scenario,
        plan.callers(),
        plan.ratePerSecond(),
        measured.operations(),
        measured.operations() * 1e9 / measured.elapsedNanos(),
        measured.late(),
        measured.unbegun(),
        measured.cost(),
        Row.of(scenario, plan, measured),
        measured.seconds());
  }

  /** Above the lines of {@link #costLine}. */
  public static String costHead() {
    return FORMAT.formatted(
        "each operation of",
        "rate/s",
        "Laris ms",
        "Postgr.ms",
        "bench ms",
        "statements",
        "transact.",
        "WAL bytes");
  }

  public String costLine() {
    return String.format(
        Locale.ROOT,
        FORMAT,
        Row.name(scenario, plannedPerSecond),
        decimals(1, operationsPerSecond),
        decimals(2, cost.larisCpuMs()),
        decimals(2, cost.postgresCpuMs()),
        decimals(2, cost.loadCpuMs()),
        decimals(1, cost.statements()),
        decimals(2, cost.transactions()),
        decimals(0, cost.walBytes()));
  }

  private static String decimals(int count, @Nullable Double figure) {
    return figure == null ? "-" : String.format(Locale.ROOT, "%." + count + "f", figure);
  }

  /** What is to be said of a rate that was too high; empty where it was not. */
  public String backlog() {
    String name = Row.name(scenario, plannedPerSecond);
    return Stream.of(
            late == 0 ? "" : "%s: %,d began late".formatted(name, late),
            unbegun == 0 ? "" : "%s: %,d could not be begun in time".formatted(name, unbegun))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "));
  }
}
