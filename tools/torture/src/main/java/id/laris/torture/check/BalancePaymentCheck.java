package id.laris.torture.check;

import id.laris.torture.check.CustomerState.BalanceRow;
import id.laris.torture.check.CustomerState.EntryRow;
import id.laris.torture.check.CustomerState.HoldRow;
import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.check.SystemState.PaymentRow;
import id.laris.torture.history.History;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A payment by gift card, store credit or account is taken once from the right balance if its order
 * is completed, held if its order is open, and neither if it or its order was voided. Nothing is
 * taken or held for a payment that no order has.
 */
final class BalancePaymentCheck implements Check {

  private static final Map<String, String> KINDS =
      Map.of("GIFT_CARD", "GIFT_CARD", "STORE_CREDIT", "STORE_CREDIT", "ON_ACCOUNT", "ACCOUNT");

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    CustomerState customers = state.customers();
    Map<String, OrderRow> orders =
        state.orders().stream()
            .collect(Collectors.toMap(OrderRow::id, Function.identity(), (one, other) -> one));
    Map<String, String> bearers = customers.bearers();
    Map<String, BalanceRow> balances = customers.balancesById();
    Map<String, List<EntryRow>> taken =
        customers.entries().stream()
            .filter(entry -> !entry.payment().isEmpty())
            .collect(Collectors.groupingBy(EntryRow::payment));
    Map<String, List<HoldRow>> held =
        customers.holds().stream().collect(Collectors.groupingBy(HoldRow::payment));
    for (PaymentRow payment : state.payments()) {
      OrderRow order = orders.get(payment.orderId());
      if (order == null || !KINDS.containsKey(payment.type())) {
        continue;
      }
      findings.looked();
      boolean counts = payment.status().equals("CAPTURED");
      boolean isDue = counts && order.status().equals("COMPLETED");
      boolean isOpen = counts && order.status().equals("OPEN");
      List<EntryRow> entries = removed(taken, payment.id());
      List<HoldRow> holds = removed(held, payment.id());
      String bearer = bearers.getOrDefault(order.customer(), order.customer());
      findings.require(
          isDue
              ? entries.size() == 1
                  && entries.getFirst().amount() == -payment.amount()
                  && entries.getFirst().order().equals(order.id())
                  && isOf(balances.get(entries.getFirst().balance()), payment, bearer)
              : entries.isEmpty(),
          "%s of the %s order %s is taken by %s",
          payment,
          order.status(),
          order.id(),
          entries);
      findings.require(
          isOpen
              ? holds.size() == 1
                  && holds.getFirst().amount() == payment.amount()
                  && isOf(balances.get(holds.getFirst().balance()), payment, bearer)
              : holds.isEmpty(),
          "%s of the %s order %s is held by %s",
          payment,
          order.status(),
          order.id(),
          holds);
    }
    taken.forEach(
        (payment, entries) ->
            findings.require(false, "payment %s, which no order has, took %s", payment, entries));
    held.forEach(
        (payment, holds) ->
            findings.require(false, "payment %s, which no order has, holds %s", payment, holds));
    return findings.verdict("payments by balance are taken once", "payments");
  }

  private static boolean isOf(@Nullable BalanceRow balance, PaymentRow payment, String bearer) {
    return balance != null
        && balance.kind().equals(KINDS.get(payment.type()))
        && (payment.type().equals("GIFT_CARD")
            ? balance.id().equals(payment.giftCard())
            : balance.customer().equals(bearer));
  }

  private static <T> List<T> removed(Map<String, List<T>> all, String payment) {
    List<T> found = all.remove(payment);
    return found == null ? List.of() : found;
  }
}
