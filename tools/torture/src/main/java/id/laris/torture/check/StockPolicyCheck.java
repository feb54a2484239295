package id.laris.torture.check;

import id.laris.torture.check.SystemState.LevelRow;
import id.laris.torture.check.SystemState.MovementRow;
import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.check.SystemState.ReservationRow;
import id.laris.torture.history.History;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * No more was sold than there was, at locations that do not allow negative stock; and reserved
 * goods are reserved for open orders.
 */
final class StockPolicyCheck implements Check {

  private record Shelf(String tenant, String location, String variant) {}

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    findings.looked(state.levels().size());
    for (MovementRow row : state.movements()) {
      if (state.strict().contains(row.location())) {
        findings.require(!row.flagged() && row.after() >= 0, "%s left less than nothing", row);
      }
    }
    Map<String, String> status =
        state.orders().stream()
            .collect(Collectors.toMap(OrderRow::id, OrderRow::status, (a, b) -> a));
    for (ReservationRow row : state.reservations()) {
      String of = status.getOrDefault(row.reference(), "no order");
      findings.require(
          !row.status().equals("ACTIVE") || of.equals("OPEN"),
          "goods are reserved for %s, which is %s",
          row.reference(),
          of);
      findings.require(
          !of.equals("COMPLETED") || row.status().equals("COMMITTED"),
          "the reservation of the completed order %s is %s",
          row.reference(),
          row.status());
    }
    Map<Shelf, Long> reserved =
        state.reservations().stream()
            .filter(row -> row.status().equals("ACTIVE"))
            .collect(
                Collectors.groupingBy(
                    row -> new Shelf(row.tenant(), row.location(), row.variant()),
                    Collectors.summingLong(ReservationRow::quantity)));
    for (LevelRow level : state.levels()) {
      long sum =
          reserved.getOrDefault(new Shelf(level.tenant(), level.location(), level.variant()), 0L);
      findings.require(
          level.reserved() == sum,
          "%s has another reserved quantity than the %d of its reservations",
          level,
          sum);
      findings.require(
          !state.strict().contains(level.location()) || level.onHand() >= level.reserved(),
          "%s has reserved more than it has on hand",
          level);
    }
    return findings.verdict("no overselling", "stock levels");
  }
}
