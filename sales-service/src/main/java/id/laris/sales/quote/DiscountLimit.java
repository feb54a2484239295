package id.laris.sales.quote;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.money.Amounts;
import id.laris.common.money.Rounding;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderDiscount;
import id.laris.sales.order.OrderItem;
import id.laris.sales.settings.SalesSetting;
import java.util.List;
import java.util.stream.Stream;

/**
 * Discounts above the tenant's limit need the scope {@value #SCOPE}. The limit holds for each line,
 * over the line's discounts, and for the order, over those of the order and of its lines together:
 * two discounts below the limit are not a way around it. Discounts that someone with the scope has
 * given do not count.
 */
public final class DiscountLimit {

  private static final String SCOPE = "sales.discount";

  private DiscountLimit() {}

  /** Returns whether the caller may give any discount. */
  public static boolean callerMayExceed() {
    return Caller.current().may(SCOPE);
  }

  /** Refuses a priced order with too high a discount. */
  public static void check(Order order, SalesSetting setting) {
    List<OrderDiscount> discounts =
        order.discounts().stream().filter(discount -> !discount.approved()).toList();
    long ofLines = 0;
    for (OrderItem item : order.items()) {
      long limit = limit(order, setting, item.amounts().gross());
      refuseAbove(limit, sum(discounts.stream().filter(discount -> discount.isFor(item))));
      ofLines = Amounts.add(ofLines, limit);
    }
    long ofOrder = limit(order, setting, order.totals().subtotal());
    // The lines' limits are rounded one by one: the order's limit is the sum of these.
    boolean linesOnly = discounts.stream().allMatch(discount -> discount.itemId() != null);
    refuseAbove(linesOnly ? Math.max(ofLines, ofOrder) : ofOrder, sum(discounts.stream()));
  }

  private static long limit(Order order, SalesSetting setting, long base) {
    return Rounding.share(base, setting.discountLimitPpm(), setting.incrementOf(order.currency()));
  }

  private static void refuseAbove(long limit, long discount) {
    if (discount > limit) {
      throw Errors.of(
              Reason.DISCOUNT_TOO_HIGH,
              "A discount of %d exceeds the limit of %d: a caller with the scope %s must apply it."
                  .formatted(discount, limit, SCOPE))
          .with("permission", SCOPE)
          .with("discount", discount)
          .with("limit", limit);
    }
  }

  private static long sum(Stream<OrderDiscount> discounts) {
    return discounts.mapToLong(OrderDiscount::applied).reduce(0, Amounts::add);
  }
}
