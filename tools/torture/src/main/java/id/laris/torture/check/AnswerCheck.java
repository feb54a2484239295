package id.laris.torture.check;

import id.laris.torture.history.Call;
import id.laris.torture.history.History;

/** Whatever goes wrong below, callers are told something that Laris has foreseen. */
final class AnswerCheck implements Check {

  @Override
  public Verdict look(History history, Books books) {
    Findings findings = new Findings();
    for (Call call : history.calls()) {
      findings.looked();
      findings.require(
          !call.failures().contains("INTERNAL"),
          "call %d (%s) was answered with INTERNAL",
          call.number(),
          call.rpc());
    }
    return findings.verdict("no error that nobody foresaw", "calls");
  }
}
