package id.laris.torture.check;

import id.laris.torture.check.SystemState.CounterRow;
import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.history.History;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Receipt numbers of a series run from 1 on, without a gap and without a double. */
final class ReceiptCheck implements Check {

  private record Series(String tenant, String prefix) {}

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    Map<Series, List<Integer>> numbers =
        state.orders().stream()
            .filter(order -> order.status().equals("COMPLETED"))
            .collect(
                Collectors.groupingBy(
                    ReceiptCheck::series,
                    Collectors.mapping(ReceiptCheck::number, Collectors.toList())));
    numbers.forEach(
        (series, given) -> {
          findings.looked(given.size());
          List<Integer> sorted = given.stream().sorted().toList();
          findings.require(
              sorted.equals(IntStream.rangeClosed(1, given.size()).boxed().toList()),
              "receipts %s of %s have a gap or a double: %s",
              series.prefix(),
              series.tenant(),
              sorted);
        });
    Map<String, Integer> perDay = new TreeMap<>();
    for (OrderRow order : state.orders()) {
      if (order.status().equals("COMPLETED")) {
        perDay.merge(order.tenant() + order.businessDate(), 1, Integer::sum);
      } else {
        findings.require(
            order.receiptNumber().isEmpty(),
            "%s order %s has the receipt %s",
            order.status(),
            order.id(),
            order.receiptNumber());
      }
    }
    Map<String, Integer> counted =
        state.counters().stream()
            .collect(
                Collectors.toMap(
                    counter -> counter.tenant() + counter.businessDate(),
                    CounterRow::last,
                    Integer::sum,
                    TreeMap::new));
    findings.require(
        perDay.equals(counted), "receipts by tenant and day %s, counters %s", perDay, counted);
    return findings.verdict("receipt numbers without gaps or duplicates", "receipts");
  }

  private static Series series(OrderRow order) {
    String number = order.receiptNumber();
    int end = number.lastIndexOf('-');
    return new Series(order.tenant(), end < 0 ? number : number.substring(0, end));
  }

  private static int number(OrderRow order) {
    String number = order.receiptNumber();
    try {
      return Integer.parseInt(number.substring(number.lastIndexOf('-') + 1));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
