package id.laris.torture.check;

import id.laris.torture.history.History;

/** No row and no event holds an id that belongs to another tenant. */
final class IsolationCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    findings.looked(state.owners().looked());
    state.owners().foreign().forEach(what -> findings.require(false, "%s", what));
    return findings.verdict("tenants are isolated", "ids");
  }
}
