package id.laris.torture.check;

import id.laris.torture.check.CustomerState.BalanceRow;
import id.laris.torture.check.CustomerState.EntryRow;
import id.laris.torture.check.SystemState.ItemRow;
import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Each piece of a gift card that a completed order sold is one card, which was issued once with the
 * price of a piece. Other orders have issued none.
 */
final class SoldCardCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    Map<String, List<ItemRow>> sold =
        state.items().stream()
            .filter(ItemRow::giftCard)
            .collect(Collectors.groupingBy(ItemRow::orderId));
    Map<String, List<BalanceRow>> cards =
        state.customers().balances().stream()
            .filter(balance -> !balance.order().isEmpty())
            .collect(Collectors.groupingBy(BalanceRow::order));
    Map<String, List<EntryRow>> issued =
        state.customers().entries().stream()
            .filter(entry -> entry.kind().equals("ISSUE"))
            .collect(Collectors.groupingBy(EntryRow::balance));
    for (OrderRow order : state.orders()) {
      List<Long> wanted =
          order.status().equals("COMPLETED")
              ? pieces(sold.getOrDefault(order.id(), List.of()))
              : List.of();
      findings.looked(wanted.size());
      List<BalanceRow> found = cards.getOrDefault(order.id(), List.of());
      cards.remove(order.id());
      findings.require(
          wanted.equals(found.stream().map(BalanceRow::issued).sorted().toList()),
          "%s order %s sold gift cards of %s and issued %s",
          order.status(),
          order.id(),
          wanted,
          found);
      for (BalanceRow card : found) {
        List<EntryRow> entries = issued.getOrDefault(card.id(), List.of());
        findings.require(
            entries.size() == 1 && entries.getFirst().amount() == card.issued(),
            "%s was issued by %s",
            card,
            entries);
      }
    }
    cards.forEach((order, found) -> findings.require(false, "no order %s sold %s", order, found));
    return findings.verdict("gift cards that were sold are issued once", "cards");
  }

  /** The worth of each piece, sorted. */
  private static List<Long> pieces(List<ItemRow> items) {
    List<Long> pieces = new ArrayList<>();
    for (ItemRow item : items) {
      for (long piece = 0; piece < item.quantity(); piece++) {
        pieces.add(item.unitPrice());
      }
    }
    return pieces.stream().sorted().toList();
  }
}
