package id.laris.torture.check;

import id.laris.torture.history.History;

/** Whatever was begun comes to an end by itself, soon after the last fault. */
final class RestCheck implements Check {

  @Override
  public Verdict look(History history, Books books) {
    Findings findings = new Findings();
    findings.looked(books.orders().size());
    books.restless().forEach(what -> findings.require(false, "%s", what));
    return findings.verdict("comes to rest", "orders");
  }
}
