package id.laris.torture.check;

import id.laris.torture.history.History;

/** All work that was begun settles by itself, soon after the last fault. */
final class QuiescenceCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    findings.looked(state.orders().size());
    state.unsettled().forEach(what -> findings.require(false, "%s", what));
    return findings.verdict("all work settles", "orders");
  }
}
