package id.laris.torture.history;

import java.util.List;

/** The requests of a run that concern customers, beside their sales. */
public record CustomerHistory(
    List<LedgerStep> steps, List<Merge> merges, List<CreditLimit> limits, List<EarningRule> rules) {

  public CustomerHistory {
    steps = List.copyOf(steps);
    merges = List.copyOf(merges);
    limits = List.copyOf(limits);
    rules = List.copyOf(rules);
  }
}
