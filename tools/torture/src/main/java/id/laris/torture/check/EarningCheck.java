package id.laris.torture.check;

import id.laris.torture.check.CustomerState.PointRow;
import id.laris.torture.check.SystemState.ItemRow;
import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.check.SystemState.PaymentRow;
import id.laris.torture.history.EarningRule;
import id.laris.torture.history.History;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Each completed order of a customer has earned points once, as many as the rule says, for the
 * customer who has it now. No other order has earned any.
 */
final class EarningCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    Map<String, EarningRule> rules =
        history.customers().rules().stream()
            .collect(Collectors.toMap(EarningRule::tenant, Function.identity()));
    Map<String, List<ItemRow>> items =
        state.items().stream().collect(Collectors.groupingBy(ItemRow::orderId));
    Map<String, List<PaymentRow>> payments =
        state.payments().stream().collect(Collectors.groupingBy(PaymentRow::orderId));
    Map<String, List<PointRow>> earned =
        state.customers().points().stream()
            .filter(entry -> entry.kind().equals("EARN"))
            .collect(Collectors.groupingBy(PointRow::order));
    Map<String, String> bearers = state.customers().bearers();
    for (OrderRow order : state.orders()) {
      EarningRule rule = rules.get(order.tenant());
      if (rule == null || !order.status().equals("COMPLETED") || order.customer().isEmpty()) {
        continue;
      }
      findings.looked();
      List<PointRow> removed = earned.remove(order.id());
      List<PointRow> found = removed == null ? List.of() : removed;
      long points =
          points(
              rule,
              order.total(),
              items.getOrDefault(order.id(), List.of()),
              payments.getOrDefault(order.id(), List.of()));
      findings.require(
          found.size() == 1
              && found.getFirst().points() == points
              && found.getFirst().customer().equals(bearers.get(order.customer())),
          "order %s of %s earns %d and has %s",
          order.id(),
          order.customer(),
          points,
          found);
    }
    earned.forEach(
        (order, found) ->
            findings.require(false, "order %s is not to earn and has %s", order, found));
    return findings.verdict("completed orders earn points once", "orders");
  }

  /**
   * The share that gift cards paid earns nothing by the amount: it earned when the card was sold.
   */
  private static long points(
      EarningRule rule, long total, List<ItemRow> items, List<PaymentRow> payments) {
    long net = items.stream().mapToLong(item -> item.total() - item.allTaxes()).sum();
    long byCards =
        payments.stream()
            .filter(
                payment ->
                    payment.type().equals("GIFT_CARD") && payment.status().equals("CAPTURED"))
            .mapToLong(PaymentRow::amount)
            .sum();
    long pieces =
        items.stream()
            .filter(item -> item.product().equals(rule.product()))
            .mapToLong(ItemRow::quantity)
            .sum();
    long byAmount =
        total == 0
            ? 0
            : BigInteger.valueOf(net)
                .multiply(BigInteger.valueOf(total - byCards))
                .multiply(BigInteger.valueOf(rule.numerator()))
                .divide(BigInteger.valueOf(total).multiply(BigInteger.valueOf(rule.denominator())))
                .longValueExact();
    return byAmount + rule.visitPoints() + pieces * rule.piecePoints();
  }
}
