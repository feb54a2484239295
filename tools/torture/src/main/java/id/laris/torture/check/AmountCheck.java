package id.laris.torture.check;

import id.laris.torture.check.SystemState.ItemRow;
import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.history.History;
import id.laris.torture.history.Sale;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The lines of a sale add up to its totals, and are those that its customer wanted. */
final class AmountCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    Map<String, List<ItemRow>> items =
        state.items().stream().collect(Collectors.groupingBy(ItemRow::orderId));
    Map<String, Sale> sales =
        history.sales().stream()
            .collect(
                Collectors.toMap(
                    Sale::externalReference, Function.identity(), (one, other) -> one));
    for (OrderRow order : state.orders()) {
      List<ItemRow> lines = items.getOrDefault(order.id(), List.of());
      findings.looked(lines.size());
      add(findings, order, "subtotal", order.subtotal(), lines, ItemRow::gross);
      add(findings, order, "discount", order.discount(), lines, ItemRow::discount);
      add(findings, order, "service", order.service(), lines, ItemRow::service);
      add(findings, order, "tax", order.tax(), lines, ItemRow::tax);
      add(findings, order, "total", order.total(), lines, ItemRow::total);
      findings.require(
          order.total() == order.subtotal() - order.discount() + order.service() + order.tax(),
          "the totals of order %s do not add up",
          order.id());
      Sale sale = sales.get(order.externalReference());
      if (sale != null && order.status().equals("COMPLETED")) {
        findings.require(
            goods(lines).equals(sale.goods()),
            "order %s sold %s in place of %s",
            order.id(),
            goods(lines),
            sale.goods());
      }
    }
    return findings.verdict("lines add up to totals", "lines");
  }

  private static void add(
      Findings findings,
      OrderRow order,
      String what,
      long told,
      List<ItemRow> lines,
      ToLongFunction<ItemRow> part) {
    long sum = lines.stream().mapToLong(part).sum();
    findings.require(
        told == sum, "the %s of order %s is %d, its lines say %d", what, order.id(), told, sum);
  }

  private static Map<String, Long> goods(List<ItemRow> lines) {
    return lines.stream()
        .collect(Collectors.toMap(ItemRow::variant, ItemRow::quantity, Long::sum, TreeMap::new));
  }
}
