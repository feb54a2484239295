package id.laris.torture.check;

import id.laris.torture.history.Call;
import id.laris.torture.history.History;
import id.laris.torture.history.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The same key is the same answer, to the last byte; with another request it is refused. */
final class IdempotencyCheck implements Check {

  static final String REUSED = "IDEMPOTENCY_KEY_REUSED";

  private record Key(String tenant, String rpc, String key) {}

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    Map<Key, List<Call>> byKey =
        history.calls().stream()
            .filter(call -> !call.key().isEmpty())
            .collect(Collectors.groupingBy(call -> new Key(call.tenant(), call.rpc(), call.key())));
    byKey.forEach(
        (key, calls) -> {
          if (calls.size() < 2) {
            return;
          }
          findings.looked(calls.size());
          long answers =
              calls.stream()
                  .filter(call -> call.outcome() == Outcome.DONE)
                  .map(call -> call.request() + call.answer())
                  .distinct()
                  .count();
          findings.require(answers <= 1, "%s was answered in %d ways", key, answers);
        });
    for (Call call : history.calls()) {
      if (call.expected().equals(REUSED)) {
        CrossTenantCheck.compare(findings, call);
      }
    }
    return findings.verdict("same key, same answer", "repeated calls");
  }
}
