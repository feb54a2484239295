package id.laris.sales.quote;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.money.Rounding;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderDiscount;
import id.laris.sales.order.OrderItem;
import id.laris.sales.settings.SalesSetting;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Discounts above the tenant's limit need the scope {@value #SCOPE}. The limit holds for each line,
 * and for the order, over all discounts that nobody with the scope has given: two discounts below
 * the limit are not a way around it.
 */
public final class DiscountLimit {

  private static final String SCOPE = "sales.discount";

  private DiscountLimit() {}

  /** Whether the caller may give any discount. */
  public static boolean callerMayExceed() {
    return Caller.current().may(SCOPE);
  }

  /** Refuses a priced order with too high a discount. */
  public static void check(Order order, SalesSetting setting) {
    long lineDiscounts = 0;
    for (OrderItem item : order.items()) {
      check(order, setting, item.id(), item.gross());
      lineDiscounts = Math.addExact(lineDiscounts, applied(order, item.id(), false));
    }
    check(order, setting, null, order.totals().subtotal() - lineDiscounts);
  }

  private static void check(Order order, SalesSetting setting, @Nullable UUID itemId, long base) {
    long limit =
        Rounding.share(base, setting.discountLimitPpm(), setting.incrementOf(order.currency()));
    long discount = applied(order, itemId, true);
    if (discount > limit) {
      throw Errors.of(
              Reason.DISCOUNT_TOO_HIGH,
              "A discount of %d is above the limit of %d: someone with the scope %s must give it."
                  .formatted(discount, limit, SCOPE))
          .with("permission", SCOPE)
          .with("discount", discount)
          .with("limit", limit);
    }
  }

  private static long applied(Order order, @Nullable UUID itemId, boolean unapprovedOnly) {
    return order.discounts().stream()
        .filter(discount -> Objects.equals(discount.itemId(), itemId))
        .filter(discount -> !unapprovedOnly || !discount.approved())
        .mapToLong(OrderDiscount::applied)
        .reduce(0, Math::addExact);
  }
}
