package id.laris.torture.check;

import id.laris.torture.history.Call;
import id.laris.torture.history.History;
import id.laris.torture.history.Outcome;

/** A call with the ids of another tenant is refused as not found. */
final class CrossTenantCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    for (Call call : history.calls()) {
      if (!call.expected().isEmpty() && !call.expected().equals(IdempotencyCheck.REUSED)) {
        findings.looked();
        compare(findings, call);
      }
    }
    return findings.verdict("ids of other tenants are not found", "calls");
  }

  /** It was refused as it must be, or not answered at all. */
  static void compare(Findings findings, Call call) {
    boolean unanswered = call.outcome() == Outcome.UNKNOWN;
    findings.require(
        unanswered || (call.outcome() == Outcome.REFUSED && call.reason().equals(call.expected())),
        "call %d (%s) was to be refused with %s, and was %s %s",
        call.number(),
        call.rpc(),
        call.expected(),
        call.outcome(),
        call.reason());
  }
}
