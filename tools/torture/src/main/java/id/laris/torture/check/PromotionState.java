package id.laris.torture.check;

import java.util.List;

/**
 * The state of promotion-service when all work has settled, and the promotions that apply to
 * orders.
 *
 * @param applied promotions of orders, as the orders have them
 */
public record PromotionState(
    List<PromotionRow> promotions, List<AppliedRow> applied, List<UsageRow> usages) {

  /**
   * A promotion with its counters.
   *
   * @param maxUses 0 for no limit
   * @param uses that promotion-service has counted
   * @param completedOrders of its statistics
   * @param given the amount of its statistics
   */
  public record PromotionRow(
      String tenant, String id, long maxUses, long uses, long completedOrders, long given) {}

  /**
   * A promotion that applies to an order.
   *
   * @param limited its use had to be reserved
   */
  public record AppliedRow(
      String tenant, String order, String promotion, boolean limited, long amount) {}

  /** A use that promotion-service knows of an order. */
  public record UsageRow(
      String tenant, String order, String promotion, String status, long amount) {}

  public PromotionState {
    promotions = List.copyOf(promotions);
    applied = List.copyOf(applied);
    usages = List.copyOf(usages);
  }
}
