package id.laris.torture.check;

import id.laris.torture.check.CustomerState.BalanceRow;
import id.laris.torture.check.CustomerState.EntryRow;
import id.laris.torture.check.CustomerState.HoldRow;
import id.laris.torture.history.History;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Each balance is the sum of its entries, which are numbered without a gap, and its held amount is
 * the sum of its holds. A balance that was merged into another has nothing.
 */
final class BalanceLedgerCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    CustomerState customers = state.customers();
    findings.looked(customers.entries().size());
    Map<String, List<EntryRow>> entries =
        customers.entries().stream().collect(Collectors.groupingBy(EntryRow::balance));
    Map<String, Long> held =
        customers.holds().stream()
            .collect(
                Collectors.groupingBy(HoldRow::balance, Collectors.summingLong(HoldRow::amount)));
    for (BalanceRow balance : customers.balances()) {
      List<EntryRow> rows = entries.getOrDefault(balance.id(), List.of());
      chain(findings, balance, rows);
      long holds = held.getOrDefault(balance.id(), 0L);
      findings.require(
          balance.held() == holds, "%s: its holds say that %d are held", balance, holds);
      findings.require(
          balance.mergedInto().isEmpty() || (rows.isEmpty() && balance.held() == 0),
          "%s was merged and still has something",
          balance);
    }
    return findings.verdict("balances are the sum of their entries", "entries");
  }

  private static void chain(Findings findings, BalanceRow balance, List<EntryRow> rows) {
    long sum = 0;
    long number = 0;
    for (EntryRow row : rows) {
      sum += row.amount();
      number++;
      findings.require(
          row.number() == number && row.after() == sum,
          "%s should have the number %d, and %d after it",
          row,
          number,
          sum);
    }
    findings.require(balance.amount() == sum, "%s: its entries say %d", balance, sum);
  }
}
