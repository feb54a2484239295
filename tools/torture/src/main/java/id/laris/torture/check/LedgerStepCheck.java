package id.laris.torture.check;

import id.laris.torture.history.History;
import id.laris.torture.history.LedgerStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Balances and points are changed by hand only as requested: by one entry for each acknowledged
 * step, by none for a refused one, and by at most one for a step whose answer was lost.
 */
final class LedgerStepCheck implements Check {

  /** The entries that orders make, which other checks look at. */
  private static final Set<String> BY_ORDER = Set.of("SPEND", "CHARGE", "EARN");

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    findings.looked(history.customers().steps().size());
    Map<String, List<Long>> found = new HashMap<>();
    state.customers().entries().stream()
        .filter(entry -> !BY_ORDER.contains(entry.kind()))
        .filter(entry -> !entry.kind().equals("ISSUE") || entry.order().isEmpty())
        .forEach(
            entry ->
                add(
                    found,
                    entry.kind().equals("ISSUE") ? entry.balance() : entry.id(),
                    entry.amount()));
    state.customers().points().stream()
        .filter(entry -> !BY_ORDER.contains(entry.kind()))
        .forEach(entry -> add(found, entry.id(), entry.points()));
    for (LedgerStep step : history.customers().steps()) {
      List<Long> removed = found.remove(step.id());
      List<Long> entries = removed == null ? List.of() : removed;
      boolean happened = entries.equals(List.of(step.amount()));
      boolean explained =
          switch (step.outcome()) {
            case DONE -> happened;
            case REFUSED -> entries.isEmpty();
            case UNKNOWN -> happened || entries.isEmpty();
          };
      findings.require(explained, "%s changed %s", step, entries);
    }
    found.forEach(
        (id, amounts) -> findings.require(false, "nobody asked for %s of %s", amounts, id));
    return findings.verdict("balances and points change only as requested", "steps");
  }

  private static void add(Map<String, List<Long>> found, String id, long amount) {
    found.computeIfAbsent(id, one -> new ArrayList<>()).add(amount);
  }
}
