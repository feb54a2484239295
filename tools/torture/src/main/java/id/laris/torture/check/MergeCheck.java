package id.laris.torture.check;

import id.laris.torture.check.CustomerState.CustomerRow;
import id.laris.torture.history.History;
import id.laris.torture.history.Merge;
import id.laris.torture.history.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Customers are merged only as requested. An acknowledged merge has made one customer of two; of a
 * refused one nothing has happened.
 */
final class MergeCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    List<Merge> merges = history.customers().merges();
    findings.looked(merges.size());
    Map<String, String> mergedInto =
        state.customers().customers().stream()
            .collect(Collectors.toMap(CustomerRow::id, CustomerRow::mergedInto));
    for (Merge merge : merges) {
      findings.require(
          merge.outcome() != Outcome.DONE
              || Objects.equals(mergedInto.get(merge.from()), merge.into()),
          "%s: the customer is merged into '%s'",
          merge,
          String.valueOf(mergedInto.get(merge.from())));
    }
    mergedInto.forEach(
        (from, into) ->
            findings.require(
                into.isEmpty() || merges.stream().anyMatch(merge -> explains(merge, from, into)),
                "nobody asked to merge %s into %s",
                from,
                into));
    return findings.verdict("customers are merged as requested", "merges");
  }

  private static boolean explains(Merge merge, String from, String into) {
    return merge.outcome() != Outcome.REFUSED
        && merge.from().equals(from)
        && merge.into().equals(into);
  }
}
