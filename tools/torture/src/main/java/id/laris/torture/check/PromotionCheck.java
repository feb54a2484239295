package id.laris.torture.check;

import id.laris.torture.check.PromotionState.AppliedRow;
import id.laris.torture.check.PromotionState.PromotionRow;
import id.laris.torture.check.PromotionState.UsageRow;
import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.history.History;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Each use of a promotion counts once: of a completed order for ever, of an open order while it is
 * open if it has a limit, and never more than the limit.
 */
final class PromotionCheck implements Check {

  private static final Set<String> COUNTED = Set.of("RESERVED", "USED");

  private record Use(String order, String promotion) {}

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    Map<String, OrderRow> orders =
        state.orders().stream().collect(Collectors.toMap(OrderRow::id, order -> order));
    Map<Use, UsageRow> wanted = new HashMap<>();
    for (AppliedRow row : state.promotions().applied()) {
      OrderRow order = orders.get(row.order());
      String status = statusOf(row, order == null ? "" : order.status());
      if (!status.isEmpty()) {
        wanted.put(
            new Use(row.order(), row.promotion()),
            new UsageRow(row.tenant(), row.order(), row.promotion(), status, row.amount()));
      }
    }
    Map<Use, UsageRow> counted =
        state.promotions().usages().stream()
            .filter(row -> COUNTED.contains(row.status()))
            .collect(Collectors.toMap(row -> new Use(row.order(), row.promotion()), row -> row));
    wanted.forEach(
        (use, row) ->
            findings.require(
                row.equals(counted.get(use)),
                "the use should be %s, and is %s",
                row,
                String.valueOf(counted.get(use))));
    counted.forEach(
        (use, row) ->
            findings.require(wanted.containsKey(use), "%s counts, and no order has it", row));
    state.promotions().promotions().forEach(row -> sums(row, counted.values(), findings));
    return findings.verdict("promotions are used within their limits", "promotions");
  }

  /** The status that its use must have; empty where it must not count. */
  private static String statusOf(AppliedRow row, String orderStatus) {
    return switch (orderStatus) {
      case "COMPLETED" -> "USED";
      case "OPEN" -> row.limited() ? "RESERVED" : "";
      default -> "";
    };
  }

  private static void sums(PromotionRow promotion, Iterable<UsageRow> counted, Findings findings) {
    findings.looked();
    long uses = 0;
    long completed = 0;
    long given = 0;
    for (UsageRow row : counted) {
      if (row.promotion().equals(promotion.id())) {
        uses++;
        completed += row.status().equals("USED") ? 1 : 0;
        given += row.status().equals("USED") ? row.amount() : 0;
      }
    }
    findings.require(
        promotion.uses() == uses
            && promotion.completedOrders() == completed
            && promotion.given() == given,
        "%s does not add up: there are %d uses, %d of completed orders, which were given %d",
        promotion,
        uses,
        completed,
        given);
    findings.require(
        promotion.maxUses() == 0 || uses <= promotion.maxUses(), "%s is used too often", promotion);
  }
}
