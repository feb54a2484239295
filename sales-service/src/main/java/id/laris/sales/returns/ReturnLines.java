package id.laris.sales.returns;

import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.money.Amounts;
import id.laris.common.money.Rounding;
import id.laris.pos.v1.ReturnedItem;
import id.laris.pos.v1.SalesReturn.Restock;
import id.laris.sales.order.LineAmounts;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderItem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * Computes the part of the price that returned goods are. Of n units of a line, k of which are back
 * with this return, the refund is {@code round(amount * k / n)} less what was refunded before: so
 * the last piece closes the line to the unit, however often goods of it came back. Total, discount,
 * service and each tax are computed so, each for itself.
 */
final class ReturnLines {

  private final Order order;
  private final long increment;

  /** The lines of earlier returns, and those of this one that come before. */
  private final List<ReturnLine> before;

  /**
   * @param increment the step to which computed amounts are rounded
   */
  ReturnLines(Order order, List<Return> earlier, long increment) {
    this.order = order;
    this.increment = increment;
    this.before = new ArrayList<>(earlier.stream().flatMap(made -> made.lines().stream()).toList());
  }

  /** Returns the quantity of a line that came back so far. */
  long returned(UUID itemId) {
    return soFar(itemId, ReturnLine::quantity);
  }

  List<ReturnLine> take(List<ReturnedItem> wanted) {
    List<ReturnLine> lines = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      ReturnLine line = take(wanted.get(i), "lines[%d]".formatted(i));
      lines.add(line);
      before.add(line);
    }
    return List.copyOf(lines);
  }

  private ReturnLine take(ReturnedItem wanted, String path) {
    OrderItem item = order.item(Ids.parse(wanted.getItemId()));
    if (item.isGiftCard()) {
      throw Errors.invalid(
          path + ".item_id", "has sold gift cards, which are money: they cannot be returned");
    }
    long returned = returned(item.id());
    if (wanted.getQuantity() > item.quantity() - returned) {
      throw exceedsOriginal(item, returned, wanted.getQuantity());
    }
    long now = returned + wanted.getQuantity();
    List<ReturnLine.Tax> taxes =
        item.taxes().stream()
            .map(
                tax ->
                    new ReturnLine.Tax(
                        tax.taxRuleId(),
                        tax.inclusive(),
                        part(
                            item,
                            now,
                            tax.amount(),
                            line -> line.taxOf(tax.taxRuleId().toString()))))
            .toList();
    return new ReturnLine(
        item.id(),
        item.productId(),
        item.variantId(),
        item.employeeId() == null ? order.details().employeeId() : item.employeeId(),
        item.productName(),
        item.unitDecimals(),
        wanted.getQuantity(),
        wanted.getReason(),
        wanted.getRestock(),
        amounts(item, now, taxes),
        taxes,
        wanted.getRestock() == Restock.NONE ? List.of() : stock(item, returned, now),
        item.quantity() - now);
  }

  private LineAmounts amounts(OrderItem item, long now, List<ReturnLine.Tax> taxes) {
    LineAmounts sold = item.amounts();
    long discount = part(item, now, sold.discount(), line -> line.amounts().discount());
    long service = part(item, now, sold.service(), line -> line.amounts().service());
    long tax =
        taxes.stream()
            .filter(each -> !each.inclusive())
            .mapToLong(ReturnLine.Tax::amount)
            .reduce(0, Amounts::add);
    long total = part(item, now, sold.total(), line -> line.amounts().total());
    return new LineAmounts(total + discount - service - tax, discount, service, tax, total);
  }

  /** The part of an amount that is due with this return, once that of the earlier ones is off. */
  private long part(OrderItem item, long now, long amount, ToLongFunction<ReturnLine> refunded) {
    // Settings may round in larger steps than when it was sold: never more than the whole amount.
    long due =
        now == item.quantity()
            ? amount
            : Math.min(amount, Rounding.multiplyDivide(amount, now, item.quantity(), increment));
    return Math.max(0, due - soFar(item.id(), refunded));
  }

  private List<OrderItem.StockUse> stock(OrderItem item, long returned, long now) {
    return item.stockUses().stream()
        .map(
            use ->
                new OrderItem.StockUse(
                    use.variantId(),
                    Rounding.multiplyDivide(use.quantity(), now, item.quantity(), 1)
                        - Rounding.multiplyDivide(use.quantity(), returned, item.quantity(), 1)))
        .filter(use -> use.quantity() > 0)
        .toList();
  }

  private long soFar(UUID itemId, ToLongFunction<ReturnLine> amount) {
    return before.stream()
        .filter(line -> line.itemId().equals(itemId))
        .mapToLong(amount)
        .reduce(0, Amounts::add);
  }

  private PosException exceedsOriginal(OrderItem item, long returned, long wanted) {
    return Errors.of(
            Reason.RETURN_EXCEEDS_ORIGINAL,
            "%d of %s were sold and %d have come back: return at most %d."
                .formatted(
                    item.quantity(), item.productName(), returned, item.quantity() - returned))
        .with("order_id", order.id())
        .with("item_id", item.id())
        .with("quantity", wanted)
        .with("sold", item.quantity())
        .with("returned", returned)
        .with("left", item.quantity() - returned);
  }
}
