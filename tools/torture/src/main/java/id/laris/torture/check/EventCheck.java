package id.laris.torture.check;

import id.laris.torture.check.SystemState.EventRow;
import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.history.History;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The events of a tenant in a schema are numbered without a gap; those of an aggregate come in the
 * order of its versions, none twice; each completed order has exactly one event of its completion,
 * and no other order has one.
 */
final class EventCheck implements Check {

  private record Feed(String tenant, String schema) {}

  private record Aggregate(String tenant, String schema, String type, String id) {}

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    findings.looked(state.events().size());
    Map<Feed, Long> numbers = new HashMap<>();
    Map<Aggregate, Long> last = new HashMap<>();
    Set<String> ids = new HashSet<>();
    for (EventRow event : state.events()) {
      findings.require(ids.add(event.id()), "event %s is there twice", event.id());
      long number = numbers.merge(new Feed(event.tenant(), event.schema()), 1L, Long::sum);
      findings.require(event.number() == number, "%s should have number %d", event, number);
      Aggregate aggregate =
          new Aggregate(event.tenant(), event.schema(), event.aggregateType(), event.aggregateId());
      Long before = last.put(aggregate, event.sequence());
      findings.require(
          before == null || before < event.sequence(),
          "event %s of %s comes after number %d",
          event,
          aggregate,
          before);
    }
    count(findings, state, "COMPLETED", "OrderCompleted");
    count(findings, state, "VOIDED", "OrderVoided");
    return findings.verdict("events once, and in order", "events");
  }

  private static void count(Findings findings, SystemState state, String status, String type) {
    Map<String, Long> told =
        state.events().stream()
            .filter(event -> event.type().equals(type))
            .collect(Collectors.groupingBy(EventRow::aggregateId, Collectors.counting()));
    for (OrderRow order : state.orders()) {
      long expected = order.status().equals(status) ? 1 : 0;
      long found = told.getOrDefault(order.id(), 0L);
      findings.require(
          found == expected,
          "%s order %s has %d events %s",
          order.status(),
          order.id(),
          found,
          type);
    }
  }
}
