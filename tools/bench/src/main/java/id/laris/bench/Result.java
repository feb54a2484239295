package id.laris.bench;

import id.laris.bench.load.Load;
import id.laris.bench.load.Measurements.Slice;
import id.laris.bench.load.Plan;
import id.laris.bench.meter.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The result of a scenario.
 *
 * @param plannedPerSecond the rate at which things were to begin; 0 where each caller began the
 *     next when the last was done
 * @param operations what the callers have done whole, such as sales of six calls
 * @param late what began late because all callers were busy
 * @param unbegun what could not be begun in time at all
 * @param cost of one operation
 * @param seconds the calls that ended in each second
 */
record Result(
    String scenario,
    int callers,
    int plannedPerSecond,
    long operations,
    double operationsPerSecond,
    long late,
    long unbegun,
    Cost cost,
    List<Row> calls,
    List<Slice> seconds) {

  /** A row of the table: one RPC. Failed calls count as errors, not in the figures. */
  record Row(
      String scenario,
      String rpc,
      int callers,
      int plannedPerSecond,
      long count,
      double ratePerSecond,
      double p50Ms,
      double p95Ms,
      double p99Ms,
      double p999Ms,
      double maxMs,
      Map<String, Long> errors) {}

  private static final String ROW_HEAD =
      String.format(
          "%-20s %-35s %7s %9s %9s %8s %8s %8s %8s %8s  %s%n",
          "scenario",
          "rpc",
          "callers",
          "count",
          "rate/s",
          "p50 ms",
          "p95 ms",
          "p99 ms",
          "p99.9 ms",
          "max ms",
          "errors");

  private static final String COST_FORMAT = "%-20s %9s  %9s %9s %9s  %10s %10s %10s%n";
  private static final String COST_HEAD =
      COST_FORMAT.formatted(
          "each operation of",
          "rate/s",
          "Laris ms",
          "Postgr.ms",
          "bench ms",
          "statements",
          "transact.",
          "WAL bytes");

  static Result of(String scenario, Plan plan, Load.Measured measured) {
    double seconds = measured.elapsedNanos() / 1e9;
    int rate = plan.ratePerSecond();
    List<Row> rows = new ArrayList<>();
    measured
        .calls()
        .forEach(
            (rpc, nanos) ->
                rows.add(
                    new Row(
                        scenario,
                        rpc,
                        plan.callers(),
                        rate,
                        nanos.getTotalCount(),
                        nanos.getTotalCount() / seconds,
                        nanos.getValueAtPercentile(50) / 1e6,
                        nanos.getValueAtPercentile(95) / 1e6,
                        nanos.getValueAtPercentile(99) / 1e6,
                        nanos.getValueAtPercentile(99.9) / 1e6,
                        nanos.getMaxValue() / 1e6,
                        measured.calls().errors(rpc))));
    return new Result(
        scenario,
        plan.callers(),
        rate,
        measured.operations(),
        measured.operations() / seconds,
        measured.late(),
        measured.unbegun(),
        measured.cost(),
        rows,
        measured.seconds());
  }

  /** As it is chosen on the command line: with the rate, where there is one. */
  static String name(String scenario, int plannedPerSecond) {
    return plannedPerSecond == Plan.CLOSED ? scenario : scenario + "@" + plannedPerSecond;
  }

  String name() {
    return name(scenario, plannedPerSecond);
  }

  boolean isFloor() {
    return scenario.startsWith("floor");
  }

  boolean failed() {
    return calls.stream().anyMatch(row -> !row.errors().isEmpty());
  }

  /** The tables of all results: of the calls, of the costs, and what rates were too high. */
  static String tables(List<Result> results) {
    return ROW_HEAD
        + results.stream().map(Result::rows).collect(Collectors.joining())
        + System.lineSeparator()
        + COST_HEAD
        + results.stream().map(Result::costs).collect(Collectors.joining())
        + System.lineSeparator()
        + results.stream().map(Result::backlog).collect(Collectors.joining());
  }

  private String rows() {
    return calls.stream().map(this::line).collect(Collectors.joining());
  }

  private String line(Row row) {
    return String.format(
        Locale.ROOT,
        "%-20s %-35s %7d %9d %9.1f %8.2f %8.2f %8.2f %8.2f %8.2f  %s%n",
        name(),
        row.rpc,
        callers,
        row.count,
        row.ratePerSecond,
        row.p50Ms,
        row.p95Ms,
        row.p99Ms,
        row.p999Ms,
        row.maxMs,
        row.errors.isEmpty()
            ? "-"
            : row.errors.entrySet().stream()
                .map(error -> error.getKey() + " " + error.getValue())
                .sorted()
                .collect(Collectors.joining(", ")));
  }

  private String costs() {
    return COST_FORMAT.formatted(
        name(),
        decimals(1, operationsPerSecond),
        decimals(2, cost.larisCpuMs()),
        decimals(2, cost.postgresCpuMs()),
        decimals(2, cost.loadCpuMs()),
        decimals(1, cost.statements()),
        decimals(2, cost.transactions()),
        decimals(0, cost.walBytes()));
  }

  /** With so many digits after the point; "-" for what was not measured. */
  static String decimals(int count, @Nullable Number figure) {
    return figure == null
        ? "-"
        : String.format(Locale.ROOT, "%." + count + "f", figure.doubleValue());
  }

  private String backlog() {
    String told =
        Stream.of(
                late == 0 ? "" : "%s: %,d began late".formatted(name(), late),
                unbegun == 0 ? "" : "%s: %,d could not be begun in time".formatted(name(), unbegun))
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining("; "));
    return told.isEmpty() ? "" : told + System.lineSeparator();
  }
}
