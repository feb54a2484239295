package id.laris.bench;

import id.laris.bench.load.Load;
import id.laris.bench.load.Measurements.Slice;
import id.laris.bench.load.Plan;
import id.laris.bench.meter.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
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
 * @param seconds the calls that ended in each second; in a soak, between two samples
 */
record Result(
    String scenario,
    int callers,
    int plannedPerSecond,
    long operations,
    double operationsPerSecond,
    long late,
    long unbegun,
    Map<String, Double> cost,
    List<Row> calls,
    List<Slice> seconds) {

  /** A row of the table: one RPC. Failed calls count as errors, not in the figures. */
  record Row(
      String rpc,
      long count,
      double ratePerSecond,
      double p50Ms,
      double p95Ms,
      double p99Ms,
      double p999Ms,
      double maxMs,
      Map<String, Long> errors) {

    private static Row of(String rpc, Histogram nanos, double seconds, Map<String, Long> errors) {
      return new Row(
          rpc,
          nanos.getTotalCount(),
          nanos.getTotalCount() / seconds,
          nanos.getValueAtPercentile(50) / 1e6,
          nanos.getValueAtPercentile(95) / 1e6,
          nanos.getValueAtPercentile(99) / 1e6,
          nanos.getValueAtPercentile(99.9) / 1e6,
          nanos.getMaxValue() / 1e6,
          errors);
    }
  }

  private static final String CALLS_HEAD =
      """
      scenario             rpc                                 callers     count    rate/s   p50 ms   p95 ms   p99 ms p99.9 ms   max ms  errors
      """;

  static Result of(String scenario, Plan plan, Load.Measured measured) {
    double seconds = measured.elapsedNanos() / 1e9;
    List<Row> rows = new ArrayList<>();
    measured
        .calls()
        .forEach(
            (rpc, nanos) -> rows.add(Row.of(rpc, nanos, seconds, measured.calls().errors(rpc))));
    return new Result(
        scenario,
        plan.callers(),
        plan.ratePerSecond(),
        measured.operations(),
        measured.operations() / seconds,
        measured.late(),
        measured.unbegun(),
        measured.cost(),
        rows,
        measured.slices());
  }

  /** As it is chosen on the command line: with the rate, where there is one. */
  static String name(String scenario, int plannedPerSecond) {
    return plannedPerSecond == Plan.CLOSED ? scenario : scenario + "@" + plannedPerSecond;
  }

  String name() {
    return name(scenario, plannedPerSecond);
  }

  boolean failed() {
    return calls.stream().anyMatch(row -> !row.errors().isEmpty());
  }

  /** The tables of all results: of the calls, of the costs, and what rates were too high. */
  static String tables(List<Result> results) {
    return CALLS_HEAD
        + results.stream().map(Result::rows).collect(Collectors.joining())
        + "\n%-20s %10s".formatted("each operation of", "rate/s")
        + Meters.FIGURES.stream().map(" %14s"::formatted).collect(Collectors.joining())
        + "\n"
        + results.stream().map(Result::costs).collect(Collectors.joining())
        + results.stream().map(Result::backlog).collect(Collectors.joining());
  }

  private String rows() {
    return calls.stream().map(this::line).collect(Collectors.joining());
  }

  private String line(Row row) {
    String errors =
        row.errors.entrySet().stream()
            .map(error -> error.getKey() + " " + error.getValue())
            .collect(Collectors.joining(", "));
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
        errors.isEmpty() ? "-" : errors);
  }

  private String costs() {
    return "%-20s %10s".formatted(name(), decimals(1, operationsPerSecond))
        + Meters.FIGURES.stream()
            .map(figure -> " %14s".formatted(decimals(2, cost.get(figure))))
            .collect(Collectors.joining())
        + "\n";
  }

  /** With so many digits after the point; "-" for what was not measured. */
  static String decimals(int count, @Nullable Number figure) {
    return figure == null
        ? "-"
        : String.format(Locale.ROOT, "%." + count + "f", figure.doubleValue());
  }

  private String backlog() {
    return late + unbegun == 0
        ? ""
        : String.format(
            Locale.ROOT,
            "%n%s: %,d began late; %,d could not be begun in time%n",
            name(),
            late,
            unbegun);
  }
}
