package id.laris.torture.check;

import id.laris.torture.check.CustomerState.CustomerRow;
import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.history.History;
import id.laris.torture.history.Sale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Each order is listed under the customer whom its till named, or under the one into whom that
 * customer was merged; an order without a customer stays without one. An order that was stored at
 * the moment of the merge may stay where it was for some minutes.
 */
final class CustomerOrderCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    Map<String, String> bearers = state.customers().bearers();
    Set<String> lately =
        state.customers().customers().stream()
            .filter(CustomerRow::mergedLately)
            .map(CustomerRow::id)
            .collect(Collectors.toSet());
    Map<String, Sale> sales =
        history.sales().stream()
            .collect(
                Collectors.toMap(
                    Sale::externalReference, Function.identity(), (one, other) -> one));
    for (OrderRow order : state.orders()) {
      Sale sale = sales.get(order.externalReference());
      if (sale == null) {
        continue;
      }
      findings.looked(sale.customer().isEmpty() ? 0 : 1);
      String bearer = bearers.getOrDefault(sale.customer(), sale.customer());
      findings.require(
          order.customer().equals(bearer)
              || (lately.contains(order.customer())
                  && bearer.equals(bearers.get(order.customer()))),
          "order %s for the customer %s is listed under %s in place of %s",
          order.id(),
          sale.customer(),
          order.customer(),
          bearer);
    }
    return findings.verdict("orders are listed under their customers", "orders");
  }
}
