package id.laris.torture.check;

import id.laris.torture.check.CustomerState.BalanceRow;
import id.laris.torture.history.CreditLimit;
import id.laris.torture.history.History;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * No gift card and no store credit is below zero or below the amount held, and no account is over
 * its limit: no two tills have spent the same amount.
 *
 * <p>Two accounts that were merged may owe what both together were allowed to.
 */
final class BalanceLimitCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    CustomerState customers = state.customers();
    Map<String, String> bearers = customers.bearers();
    Map<String, Long> limits =
        history.customers().limits().stream()
            .collect(
                Collectors.groupingBy(
                    limit -> bearers.getOrDefault(limit.customer(), limit.customer()),
                    Collectors.summingLong(CreditLimit::amount)));
    for (BalanceRow balance : customers.balances()) {
      findings.looked();
      long left = balance.amount() - balance.held();
      if (balance.kind().equals("ACCOUNT")) {
        long limit = limits.getOrDefault(balance.customer(), 0L);
        findings.require(balance.amount() <= 0 && -left <= limit, "%s may owe %d", balance, limit);
      } else {
        findings.require(left >= 0 && !balance.overdrawn(), "%s is overdrawn", balance);
      }
    }
    customers
        .entries()
        .forEach(entry -> findings.require(!entry.flagged(), "%s took more than there was", entry));
    return findings.verdict("no balance is overdrawn", "balances");
  }
}
