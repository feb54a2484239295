package id.laris.torture.check;

import id.laris.torture.check.CustomerState.PointRow;
import id.laris.torture.check.CustomerState.PointsRow;
import id.laris.torture.check.CustomerState.RewardReservationRow;
import id.laris.torture.history.History;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The points of each customer are the sum of the entries, those held are the sum of the
 * reservations, and nobody has spent or holds more than there was.
 */
final class PointsLedgerCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    CustomerState customers = state.customers();
    findings.looked(customers.points().size());
    Map<String, Long> sums =
        customers.points().stream()
            .collect(
                Collectors.groupingBy(
                    PointRow::customer, Collectors.summingLong(PointRow::points)));
    Map<String, Long> held =
        customers.reservations().stream()
            .filter(reservation -> reservation.status().equals("HELD"))
            .collect(
                Collectors.groupingBy(
                    RewardReservationRow::customer,
                    Collectors.summingLong(RewardReservationRow::points)));
    for (PointsRow account : customers.accounts()) {
      long sum = removed(sums, account.customer());
      long reserved = removed(held, account.customer());
      findings.require(
          account.balance() == sum && account.held() == reserved,
          "%s: its entries say %d, and its reservations %d",
          account,
          sum,
          reserved);
      findings.require(
          account.balance() >= account.held() && !account.negative(), "%s is overdrawn", account);
    }
    sums.forEach((customer, sum) -> findings.require(false, "%s has no account", customer));
    held.forEach((customer, sum) -> findings.require(false, "%s has no account", customer));
    return findings.verdict("points are the sum of their entries", "entries");
  }

  private static long removed(Map<String, Long> all, String customer) {
    Long found = all.remove(customer);
    return found == null ? 0 : found;
  }
}
