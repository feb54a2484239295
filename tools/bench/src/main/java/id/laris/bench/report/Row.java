package id.laris.bench.report;

import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.load.Tallies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * A row of the table: one RPC in one scenario. Failed calls count as errors, not in the figures.
 *
 * @param plannedPerSecond as in {@link Result}
 */
public record Row(
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
    Map<String, Long> errors) {

  private static final String HEAD =
      "%-20s %-35s %7s %9s %9s %8s %8s %8s %8s %8s  %s"
          .formatted(
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

  static List<Row> of(String scenario, Plan plan, Load.Measured measured) {
    List<Row> rows = new ArrayList<>();
    measured
        .tallies()
        .byRpc()
        .forEach((rpc, tally) -> rows.add(of(scenario, rpc, plan, tally, measured)));
    return rows;
  }

  private static Row of(
      String scenario, String rpc, Plan plan, Tallies.Tally tally, Load.Measured measured) {
    Histogram nanos = tally.nanos;
    long count = nanos.getTotalCount();
    return new Row(
        scenario,
        rpc,
        plan.callers(),
        plan.ratePerSecond(),
        count,
        count * 1e9 / measured.elapsedNanos(),
        nanos.getValueAtPercentile(50) / 1e6,
        nanos.getValueAtPercentile(95) / 1e6,
        nanos.getValueAtPercentile(99) / 1e6,
        nanos.getValueAtPercentile(99.9) / 1e6,
        nanos.getMaxValue() / 1e6,
        Map.copyOf(tally.errors));
  }

  /** With the rate, where there is one; as it is chosen on the command line. */
  public static String name(String scenario, int plannedPerSecond) {
    return plannedPerSecond == Plan.CLOSED ? scenario : scenario + "@" + plannedPerSecond;
  }

  public static String head() {
    return HEAD;
  }

  public String line() {
    return String.format(
        Locale.ROOT,
        "%-20s %-35s %7d %9d %9.1f %8.2f %8.2f %8.2f %8.2f %8.2f  %s",
        name(scenario, plannedPerSecond),
        rpc,
        callers,
        count,
        ratePerSecond,
        p50Ms,
        p95Ms,
        p99Ms,
        p999Ms,
        maxMs,
        errors.isEmpty()
            ? "-"
            : errors.entrySet().stream()
                .map(error -> error.getKey() + " " + error.getValue())
                .sorted()
                .collect(Collectors.joining(", ")));
  }
}
