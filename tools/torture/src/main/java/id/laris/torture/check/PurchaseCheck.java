package id.laris.torture.check;

import id.laris.torture.check.CustomerState.FiguresRow;
import id.laris.torture.check.CustomerState.PurchaseRow;
import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.history.History;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Each completed order of a customer is one purchase with its total, of the customer who has it
 * now; and the figures of each customer are the number and sum of the purchases.
 */
final class PurchaseCheck implements Check {

  private record Sum(long purchases, long spent) {

    static final Sum NOTHING = new Sum(0, 0);

    Sum plus(Sum other) {
      return new Sum(purchases + other.purchases, spent + other.spent);
    }
  }

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    CustomerState customers = state.customers();
    findings.looked(customers.purchases().size());
    Map<String, String> bearers = customers.bearers();
    Map<String, List<PurchaseRow>> purchases =
        customers.purchases().stream().collect(Collectors.groupingBy(PurchaseRow::order));
    Map<String, Sum> sums = new HashMap<>();
    for (OrderRow order : state.orders()) {
      if (!order.status().equals("COMPLETED") || order.customer().isEmpty()) {
        continue;
      }
      String bearer = bearers.getOrDefault(order.customer(), order.customer());
      sums.merge(bearer, new Sum(1, order.total()), Sum::plus);
      List<PurchaseRow> removed = purchases.remove(order.id());
      List<PurchaseRow> found = removed == null ? List.of() : removed;
      findings.require(
          found.size() == 1
              && found.getFirst().customer().equals(bearer)
              && found.getFirst().total() == order.total(),
          "order %s of %s over %d is booked as %s",
          order.id(),
          bearer,
          order.total(),
          found);
    }
    purchases.forEach(
        (order, found) -> findings.require(false, "order %s is no purchase: %s", order, found));
    figures(findings, customers.figures(), sums);
    return findings.verdict("purchases of customers add up", "purchases");
  }

  private static void figures(Findings findings, List<FiguresRow> rows, Map<String, Sum> sums) {
    Map<String, Sum> told = new HashMap<>();
    rows.forEach(
        row -> told.merge(row.customer(), new Sum(row.purchases(), row.spent()), Sum::plus));
    Set<String> all = new HashSet<>(sums.keySet());
    all.addAll(told.keySet());
    for (String customer : all) {
      Sum expected = sums.getOrDefault(customer, Sum.NOTHING);
      Sum found = told.getOrDefault(customer, Sum.NOTHING);
      findings.require(
          found.equals(expected),
          "the figures of customer %s are %s, the orders say %s",
          customer,
          found,
          expected);
    }
  }
}
