package id.laris.torture.report;

import id.laris.torture.check.CheckResult;
import id.laris.torture.fault.FaultKind;
import id.laris.torture.fault.InjectedFault;
import id.laris.torture.history.Outcome;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The end of a round, for people. */
public final class Table {

  private static final int MOST_WRONG = 10;
  private static final int LONGEST = 600;
  private static final double SECOND = 1000.0;

  private final PrintStream out;

  public Table(PrintStream out) {
    this.out = out;
  }

  public void print(Figures figures) {
    out.printf(
        "%n%s, seed %d: %d sales in %.0f s, %d tenants, %d starts of JVMs%n%n",
        figures.shape(),
        figures.seed(),
        figures.sold(),
        figures.loadMillis() / SECOND,
        figures.tenants(),
        figures.starts());
    faults(figures);
    calls(figures.calls());
    out.printf("%nwhy calls were repeated or refused: %s%n%n", figures.reasons());
    figures.verdicts().forEach(this::verdict);
  }

  private void faults(Figures figures) {
    out.printf("%-38s %6s %22s%n", "fault", "times", "next sale after, in s");
    out.printf("%-38s %6s %11s %10s%n", "", "", "median", "most");
    Map<FaultKind, Long> times =
        figures.faults().stream()
            .collect(
                Collectors.groupingBy(InjectedFault::kind, TreeMap::new, Collectors.counting()));
    Map<FaultKind, List<Long>> recoveries = figures.recoveriesMillis();
    times.forEach(
        (kind, count) -> {
          List<Long> sorted = recoveries.getOrDefault(kind, List.of());
          out.printf(
              "%-38s %6d %11s %10s%n",
              kind.words(),
              count,
              sorted.isEmpty() ? "-" : "%.1f".formatted(Figures.median(sorted) / SECOND),
              sorted.isEmpty() ? "-" : "%.1f".formatted(sorted.getLast() / SECOND));
        });
  }

  private void calls(Map<String, Map<String, Long>> calls) {
    out.printf("%n%-38s %10s %10s %10s%n", "call", "answered", "refused", "unknown");
    calls.forEach(
        (rpc, outcomes) ->
            out.printf(
                "%-38s %10d %10d %10d%n",
                rpc,
                outcomes.getOrDefault(Outcome.DONE.name(), 0L),
                outcomes.getOrDefault(Outcome.REFUSED.name(), 0L),
                outcomes.getOrDefault(Outcome.UNKNOWN.name(), 0L)));
  }

  private void verdict(CheckResult verdict) {
    out.printf(
        "%-6s %-46s %9d %s%n",
        verdict.passed() ? "ok" : "FAILED", verdict.name(), verdict.looked(), verdict.at());
    if (verdict.looked() == 0) {
      out.println("       it has seen nothing, and so proved nothing");
    }
    verdict.wrong().stream()
        .limit(MOST_WRONG)
        .forEach(
            wrong ->
                out.println("       " + wrong.substring(0, Math.min(LONGEST, wrong.length()))));
    if (verdict.wrong().size() > MOST_WRONG) {
      out.printf("       and %d more%n", verdict.wrong().size() - MOST_WRONG);
    }
  }
}
