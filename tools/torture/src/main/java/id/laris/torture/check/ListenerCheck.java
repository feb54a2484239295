package id.laris.torture.check;

import id.laris.torture.check.SystemState.EventRow;
import id.laris.torture.history.History;
import id.laris.torture.history.SeenEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A listener that follows the events with a cursor has seen each one exactly once, and the events
 * of an aggregate in their order, however often the stream broke.
 */
final class ListenerCheck implements Check {

  private record Listener(String tenant, String feed) {}

  private record Aggregate(String type, String id) {}

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    findings.looked(history.events().size());
    Map<String, Set<String>> missing = new HashMap<>();
    for (EventRow event : state.events()) {
      missing.computeIfAbsent(event.tenant(), tenant -> new HashSet<>()).add(event.id());
    }
    Map<Listener, List<SeenEvent>> seen =
        history.events().stream()
            .collect(Collectors.groupingBy(event -> new Listener(event.tenant(), event.feed())));
    seen.forEach(
        (listener, events) -> {
          Map<Aggregate, Long> last = new HashMap<>();
          Set<String> open = missing.getOrDefault(listener.tenant(), new HashSet<>());
          for (SeenEvent event :
              events.stream().sorted(Comparator.comparingInt(SeenEvent::place)).toList()) {
            findings.require(
                open.remove(event.id()), "%s was seen twice, or is not in the state", event);
            Long before =
                last.put(
                    new Aggregate(event.aggregateType(), event.aggregateId()), event.sequence());
            findings.require(
                before == null || before < event.sequence(), "%s came out of order", event);
          }
        });
    missing.forEach(
        (tenant, ids) ->
            findings.require(
                ids.isEmpty(),
                "%d events of %s were never seen: %s",
                ids.size(),
                tenant,
                ids.stream().limit(5).toList()));
    return findings.verdict("listeners saw each event once", "events seen");
  }
}
