package id.laris.torture.check;

import id.laris.torture.check.Books.OrderRow;
import id.laris.torture.history.History;
import id.laris.torture.history.Sale;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whatever a till repeated is there once: one order for each sale that somebody wished, answered or
 * not, and none that nobody wished.
 */
final class OnceCheck implements Check {

  @Override
  public Verdict look(History history, Books books) {
    Findings findings = new Findings();
    Set<String> wishes = history.sales().stream().map(Sale::wish).collect(Collectors.toSet());
    Map<String, List<OrderRow>> byWish =
        books.orders().stream().collect(Collectors.groupingBy(OrderRow::wish));
    byWish.forEach(
        (wish, rows) -> {
          findings.looked(rows.size());
          findings.require(
              rows.size() == 1, "sale %s is there %d times: %s", wish, rows.size(), rows);
          findings.require(wishes.contains(wish), "nobody wished the orders %s", rows);
        });
    for (Sale sale : history.sales()) {
      if (sale.acknowledged() == null && sale.certain()) {
        findings.require(
            !byWish.containsKey(sale.wish()), "sale %s was refused and is there", sale.wish());
      }
    }
    return findings.verdict("nothing is there twice", "orders");
  }
}
