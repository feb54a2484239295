package id.laris.torture.check;

import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.history.History;
import id.laris.torture.history.Sale;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every order is as it was acknowledged: a closed order byte for byte; an open order is in a state
 * that its till asked for.
 */
final class AcknowledgedCheck implements Check {

  private static final Set<String> FINAL = Set.of("COMPLETED", "VOIDED");

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    Map<String, List<OrderRow>> byId =
        state.orders().stream().collect(Collectors.groupingBy(OrderRow::id));
    for (Sale sale : history.sales()) {
      Sale.Acknowledged told = sale.acknowledged();
      if (told == null) {
        continue;
      }
      findings.looked();
      List<OrderRow> rows = byId.getOrDefault(told.orderId(), List.of());
      findings.require(
          rows.size() == 1,
          "order %s was answered as %s and is there %d times",
          told.orderId(),
          told.status(),
          rows.size());
      for (OrderRow row : rows) {
        compare(findings, sale, told, row);
        if (FINAL.contains(told.status())) {
          findings.require(
              Objects.equals(state.answered().get(told.orderId()), told.digest()),
              "%s order %s is not answered any more as it was",
              told.status(),
              told.orderId());
        }
      }
    }
    return findings.verdict("acknowledged sales are stored as answered", "sales");
  }

  private static void compare(Findings findings, Sale sale, Sale.Acknowledged told, OrderRow row) {
    findings.require(
        row.tenant().equals(sale.tenant())
            && row.externalReference().equals(sale.externalReference()),
        "order %s belongs to another sale or tenant",
        row.id());
    if (FINAL.contains(told.status()) || sale.certain()) {
      findings.require(
          row.status().equals(told.status()),
          "order %s was answered as %s and is %s",
          row.id(),
          told.status(),
          row.status());
    }
    if (told.status().equals("COMPLETED")) {
      findings.require(
          row.total() == told.total() && row.receiptNumber().equals(told.receiptNumber()),
          "order %s was answered with total %d and receipt %s, and has %d and %s",
          row.id(),
          told.total(),
          told.receiptNumber(),
          row.total(),
          row.receiptNumber());
    }
  }
}
