package id.laris.torture.check;

import id.laris.torture.history.History;

/** No row and no event holds an id that belongs to another tenant. */
final class TenantCheck implements Check {

  @Override
  public Verdict look(History history, Books books) {
    Findings findings = new Findings();
    findings.looked(books.owners().looked());
    books.owners().foreign().forEach(what -> findings.require(false, "%s", what));
    return findings.verdict("tenants are not mixed", "ids");
  }
}
