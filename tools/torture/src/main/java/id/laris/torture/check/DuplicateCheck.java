package id.laris.torture.check;

import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.history.History;
import id.laris.torture.history.Sale;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A repeated sale exists once: there is at most one order for each sale that a till asked for,
 * answered or not, and no other order.
 */
final class DuplicateCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    Set<String> expected =
        history.sales().stream().map(Sale::externalReference).collect(Collectors.toSet());
    Map<String, List<OrderRow>> byReference =
        state.orders().stream().collect(Collectors.groupingBy(OrderRow::externalReference));
    byReference.forEach(
        (externalReference, rows) -> {
          findings.looked(rows.size());
          findings.require(
              rows.size() == 1,
              "sale %s is there %d times: %s",
              externalReference,
              rows.size(),
              rows);
          findings.require(
              expected.contains(externalReference), "no till asked for the orders %s", rows);
        });
    for (Sale sale : history.sales()) {
      if (sale.acknowledged() == null && sale.certain()) {
        findings.require(
            !byReference.containsKey(sale.externalReference()),
            "sale %s was refused and is there",
            sale.externalReference());
      }
    }
    return findings.verdict("no duplicate orders", "orders");
  }
}
