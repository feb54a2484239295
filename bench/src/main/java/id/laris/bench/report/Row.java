package id.laris.bench.report;

import id.laris.bench.load.Load;
import id.laris.bench.load.Tallies;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * A row of the table: one RPC in one scenario. Failed calls count as errors, not in the figures.
 */
public record Row(
    String scenario,
    String rpc,
    int callers,
    long count,
    double ratePerSecond,
    double p50Ms,
    double p95Ms,
    double p99Ms,
    double maxMs,
    Map<String, Long> errors) {

  private static final String HEAD =
      "%-16s %-35s %7s %9s %9s %8s %8s %8s %8s  %s"
          .formatted(
              "scenario",
              "rpc",
              "callers",
              "count",
              "rate/s",
              "p50 ms",
              "p95 ms",
              "p99 ms",
              "max ms",
              "errors");

  public static List<Row> of(String scenario, int callers, Load.Measured measured) {
    List<Row> rows = new ArrayList<>();
    measured
        .tallies()
        .byRpc()
        .forEach((rpc, tally) -> rows.add(of(scenario, rpc, callers, tally, measured)));
    return rows;
  }

  private static Row of(
      String scenario, String rpc, int callers, Tallies.Tally tally, Load.Measured measured) {
    Histogram nanos = tally.nanos;
    long count = nanos.getTotalCount();
    return new Row(
        scenario,
        rpc,
        callers,
        count,
        count * 1e9 / measured.elapsedNanos(),
        nanos.getValueAtPercentile(50) / 1e6,
        nanos.getValueAtPercentile(95) / 1e6,
        nanos.getValueAtPercentile(99) / 1e6,
        nanos.getMaxValue() / 1e6,
        Map.copyOf(tally.errors));
  }

  public static String head() {
    return HEAD;
  }

  public String line() {
    return String.format(
        Locale.ROOT,
        "%-16s %-35s %7d %9d %9.1f %8.2f %8.2f %8.2f %8.2f  %s",
        scenario,
        rpc,
        callers,
        count,
        ratePerSecond,
        p50Ms,
        p95Ms,
        p99Ms,
        maxMs,
        errors.isEmpty()
            ? "-"
            : errors.entrySet().stream()
                .map(error -> error.getKey() + " " + error.getValue())
                .sorted()
                .collect(Collectors.joining(", ")));
  }
}
