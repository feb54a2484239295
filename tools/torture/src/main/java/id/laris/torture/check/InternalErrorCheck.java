package id.laris.torture.check;

import id.laris.torture.history.Call;
import id.laris.torture.history.History;

/** No call is answered with INTERNAL: for every fault Laris has an error of its own. */
final class InternalErrorCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    for (Call call : history.calls()) {
      findings.looked();
      findings.require(
          !call.failures().contains("INTERNAL"),
          "call %d (%s) was answered with INTERNAL",
          call.number(),
          call.rpc());
    }
    return findings.verdict("no INTERNAL errors", "calls");
  }
}
