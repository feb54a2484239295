package id.laris.torture.check;

import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.check.SystemState.PaymentRow;
import id.laris.torture.history.History;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A completed order is paid exactly, and the cash handed over is in the drawer or given back as
 * change.
 */
final class PaymentCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    Map<String, List<PaymentRow>> payments =
        state.payments().stream().collect(Collectors.groupingBy(PaymentRow::orderId));
    for (OrderRow order : state.orders()) {
      List<PaymentRow> all = payments.getOrDefault(order.id(), List.of());
      findings.looked(all.size());
      long paid =
          all.stream()
              .filter(payment -> payment.status().equals("CAPTURED"))
              .mapToLong(PaymentRow::amount)
              .sum();
      if (order.status().equals("COMPLETED")) {
        findings.require(
            paid == order.total(),
            "completed order %s costs %d and %d is paid",
            order.id(),
            order.total(),
            paid);
      } else {
        findings.require(
            paid <= order.total() && (order.status().equals("OPEN") || paid == 0),
            "%s order %s costs %d and %d is paid",
            order.status(),
            order.id(),
            order.total(),
            paid);
      }
    }
    for (PaymentRow payment : state.payments()) {
      findings.require(
          payment.tendered()
              == payment.amount() + payment.tip() + payment.rounding() + payment.change(),
          "payment %s does not add up to what was handed over",
          payment.id());
    }
    return findings.verdict("completed orders are paid exactly", "payments");
  }
}
