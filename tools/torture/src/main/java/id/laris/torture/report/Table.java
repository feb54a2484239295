package id.laris.torture.report;

import id.laris.torture.check.Verdict;
import id.laris.torture.fault.FaultKind;
import id.laris.torture.fault.Struck;
import id.laris.torture.history.Outcome;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    faults(figures.faults());
    calls(figures.calls());
    out.printf("%nwhy calls were repeated or refused: %s%n%n", figures.reasons());
    figures.verdicts().forEach(this::verdict);
  }

  private void faults(List<Struck> faults) {
    out.printf("%-38s %6s %22s%n", "fault", "times", "next sale after, in s");
    out.printf("%-38s %6s %11s %10s%n", "", "", "median", "most");
    Map<FaultKind, List<Long>> recoveries = new TreeMap<>();
    Map<FaultKind, Integer> times = new TreeMap<>();
    for (Struck one : faults) {
      times.merge(one.kind(), 1, Integer::sum);
      if (one.recoveredMillis() >= 0) {
        recoveries.computeIfAbsent(one.kind(), kind -> new ArrayList<>()).add(one.recoveryMillis());
      }
    }
    times.forEach(
        (kind, count) -> {
          List<Long> sorted = recoveries.getOrDefault(kind, List.of()).stream().sorted().toList();
          if (sorted.isEmpty()) {
            out.printf("%-38s %6d %11s %10s%n", kind.words(), count, "-", "-");
          } else {
            out.printf(
                "%-38s %6d %11.1f %10.1f%n",
                kind.words(),
                count,
                sorted.get(sorted.size() / 2) / SECOND,
                sorted.getLast() / SECOND);
          }
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

  private void verdict(Verdict verdict) {
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
