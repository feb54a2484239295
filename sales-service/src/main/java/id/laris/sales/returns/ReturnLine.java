package id.laris.sales.returns;

import id.laris.common.money.Amounts;
import id.laris.pos.v1.SalesReturn.Reason;
import id.laris.pos.v1.SalesReturn.Restock;
import id.laris.sales.order.LineAmounts;
import id.laris.sales.order.OrderItem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The goods of one line of an order that came back, and the part of its price that they are.
 *
 * @param employeeId the employee who sold it; null where nobody is known
 * @param stockUses the stock that comes back; empty where it does not
 * @param left the quantity that can still be returned afterwards
 */
record ReturnLine(
    UUID itemId,
    @Nullable UUID productId,
    @Nullable UUID variantId,
    @Nullable UUID employeeId,
    String productName,
    int unitDecimals,
    long quantity,
    Reason reason,
    Restock restock,
    LineAmounts amounts,
    List<Tax> taxes,
    List<OrderItem.StockUse> stockUses,
    long left) {

  /** The part of one of the line's taxes, in minor units. */
  record Tax(UUID taxRuleId, boolean inclusive, long amount) {}

  /** Returns the part of a tax; 0 for one that the line does not bear. */
  long taxOf(String taxRuleId) {
    return taxes.stream()
        .filter(tax -> tax.taxRuleId().toString().equals(taxRuleId))
        .mapToLong(Tax::amount)
        .reduce(0, Amounts::add);
  }

  /** Returns the stock of a variant that comes back. */
  long stockOf(String usedVariantId) {
    return stockUses.stream()
        .filter(use -> use.variantId().toString().equals(usedVariantId))
        .mapToLong(OrderItem.StockUse::quantity)
        .reduce(0, Amounts::add);
  }
}
