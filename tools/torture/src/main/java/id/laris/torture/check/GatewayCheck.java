package id.laris.torture.check;

import id.laris.torture.check.SystemState.GatewayRow;
import id.laris.torture.check.SystemState.PaymentRow;
import id.laris.torture.check.SystemState.TransactionRow;
import id.laris.torture.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The money that the gateway has taken for a payment equals the money recorded for it: captured
 * payments, and late ones that are flagged, less refunds.
 */
final class GatewayCheck implements Check {

  private static final Set<String> PAID = Set.of("PAID", "PARTIALLY_REFUNDED", "REFUNDED");
  private static final Set<String> TAKEN =
      Set.of("settlement", "capture", "partial_refund", "refund");

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    findings.looked(state.transactions().size());
    Map<String, List<GatewayRow>> atGateway = new HashMap<>();
    Set<String> known = new HashSet<>();
    state.transactions().forEach(transaction -> known.add(first(transaction.gatewayOrder())));
    for (GatewayRow row : state.gateway()) {
      atGateway.computeIfAbsent(first(row.order()), order -> new ArrayList<>()).add(row);
      findings.require(
          known.contains(first(row.order())), "the gateway has %s, the state have not", row);
    }
    Map<String, PaymentRow> payments = new HashMap<>();
    state.payments().forEach(payment -> payments.put(payment.id(), payment));
    for (TransactionRow transaction : state.transactions()) {
      long ours =
          PAID.contains(transaction.state()) ? transaction.amount() - transaction.refunded() : 0;
      List<GatewayRow> rows = atGateway.getOrDefault(first(transaction.gatewayOrder()), List.of());
      long theirs =
          rows.stream()
              .filter(row -> TAKEN.contains(row.status()))
              .mapToLong(row -> row.amount() - row.refunded())
              .sum();
      findings.require(
          ours == theirs, "%s has %d, the gateway has %d: %s", transaction, ours, theirs, rows);
      PaymentRow payment = payments.get(transaction.paymentId());
      findings.require(
          payment == null ? ours == 0 : money(payment) == ours,
          "%s has %d, its payment says otherwise: %s",
          transaction,
          ours,
          String.valueOf(payment));
    }
    return findings.verdict("the gateway's money is in the state", "transactions");
  }

  private static long money(PaymentRow payment) {
    return switch (payment.status()) {
      case "CAPTURED", "FLAGGED" -> payment.amount() - payment.refunded();
      default -> 0;
    };
  }

  /** A second attempt has the number of the first with "-a2" behind it. */
  private static String first(String gatewayOrder) {
    return gatewayOrder.replaceFirst("-a[0-9]+$", "");
  }
}
