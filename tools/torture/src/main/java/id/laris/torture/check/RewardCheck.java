package id.laris.torture.check;

import id.laris.torture.check.CustomerState.PointRow;
import id.laris.torture.check.CustomerState.RewardReservationRow;
import id.laris.torture.check.CustomerState.RewardRow;
import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.history.History;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The points of a reward are spent once if its order is completed, held if its order is open, and
 * neither in any other case.
 */
final class RewardCheck implements Check {

  private static final Set<String> ACTIVE_OR_SPENT = Set.of("HELD", "SPENT");

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    CustomerState customers = state.customers();
    Map<String, List<RewardRow>> rewards =
        customers.rewards().stream().collect(Collectors.groupingBy(RewardRow::order));
    Map<String, List<PointRow>> spent =
        customers.points().stream()
            .filter(entry -> entry.kind().equals("SPEND"))
            .collect(Collectors.groupingBy(PointRow::order));
    Map<String, RewardReservationRow> reservations = new HashMap<>();
    customers.reservations().forEach(row -> reservations.put(row.order(), row));
    Map<String, String> bearers = customers.bearers();
    Set<String> known = new HashSet<>();
    findings.looked(reservations.size());
    for (OrderRow order : state.orders()) {
      known.add(order.id());
      List<RewardRow> wanted = rewards.getOrDefault(order.id(), List.of());
      boolean completed = order.status().equals("COMPLETED") && !wanted.isEmpty();
      boolean open = order.status().equals("OPEN") && !wanted.isEmpty();
      Map<String, Long> costs = completed ? costs(wanted) : Map.of();
      List<PointRow> entries = spent.getOrDefault(order.id(), List.of());
      findings.require(
          entries.size() == costs.size()
              && entries.stream().allMatch(entry -> isOf(entry, costs, order, bearers)),
          "%s order %s costs the points %s and spent %s",
          order.status(),
          order.id(),
          costs,
          entries);
      RewardReservationRow reservation = reservations.get(order.id());
      findings.require(
          isAs(reservation, completed ? "SPENT" : open ? "HELD" : "", wanted),
          "%s order %s has the rewards %s and the reservation %s",
          order.status(),
          order.id(),
          wanted,
          String.valueOf(reservation));
    }
    reservations
        .values()
        .forEach(
            row ->
                findings.require(
                    known.contains(row.order()) || isOver(row), "there is no order for %s", row));
    spent.forEach(
        (order, entries) ->
            findings.require(known.contains(order), "there is no order for %s", entries));
    return findings.verdict("rewards are paid with points once", "reservations");
  }

  /** Points by reward. */
  private static Map<String, Long> costs(List<RewardRow> rewards) {
    return rewards.stream()
        .collect(
            Collectors.groupingBy(RewardRow::reward, Collectors.summingLong(RewardRow::points)));
  }

  private static boolean isOf(
      PointRow entry, Map<String, Long> costs, OrderRow order, Map<String, String> bearers) {
    return costs.getOrDefault(entry.reward(), 0L) == -entry.points()
        && entry.customer().equals(bearers.get(order.customer()));
  }

  /**
   * Returns whether the points of all rewards have this status, or none is held and spent where it
   * is empty.
   */
  private static boolean isAs(
      @Nullable RewardReservationRow reservation, String status, List<RewardRow> rewards) {
    if (reservation == null || isOver(reservation)) {
      return status.isEmpty();
    }
    return reservation.status().equals(status)
        && reservation.points() == rewards.stream().mapToLong(RewardRow::points).sum();
  }

  private static boolean isOver(RewardReservationRow reservation) {
    return !ACTIVE_OR_SPENT.contains(reservation.status());
  }
}
