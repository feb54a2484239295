package id.laris.sales.returns;

import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.StockLine;
import id.laris.sales.order.OrderProtos;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * An order without the goods that came back, for those who follow returns: its lines are what the
 * customer has kept, its totals and payments those of the sale.
 */
final class RemainingOrder {

  private RemainingOrder() {}

  /**
   * @param returns all returns of the order
   */
  static Order of(id.laris.sales.order.Order order, List<Return> returns) {
    Order sold = OrderProtos.toProto(order);
    List<ReturnLine> back = returns.stream().flatMap(made -> made.lines().stream()).toList();
    return sold.toBuilder()
        // A return does not change the order, but it does change what remains of it.
        .setVersion(sold.getVersion() + returns.size())
        .clearItems()
        .addAllItems(
            sold.getItemsList().stream().flatMap(item -> remaining(item, back).stream()).toList())
        .build();
  }

  /** Returns nothing for a line that came back entirely. */
  private static Optional<OrderItem> remaining(OrderItem sold, List<ReturnLine> all) {
    List<ReturnLine> back =
        all.stream().filter(line -> line.itemId().toString().equals(sold.getId())).toList();
    long quantity = sold.getQuantity() - sum(back, ReturnLine::quantity);
    if (quantity == 0) {
      return Optional.empty();
    }
    OrderItem.Builder item =
        sold.toBuilder()
            .setQuantity(quantity)
            .setGross(less(sold.getGross(), sum(back, line -> line.amounts().gross())))
            .setDiscount(less(sold.getDiscount(), sum(back, line -> line.amounts().discount())))
            .setService(less(sold.getService(), sum(back, line -> line.amounts().service())))
            .setTax(less(sold.getTax(), sum(back, line -> line.amounts().tax())))
            .setTotal(less(sold.getTotal(), sum(back, line -> line.amounts().total())))
            .clearStockUses();
    item.getTaxesBuilderList()
        .forEach(
            tax ->
                tax.setAmount(
                    less(tax.getAmount(), sum(back, line -> line.taxOf(tax.getTaxRuleId())))));
    for (StockLine use : sold.getStockUsesList()) {
      long left = use.getQuantity() - sum(back, line -> line.stockOf(use.getVariantId()));
      if (left > 0) {
        item.addStockUses(use.toBuilder().setQuantity(left));
      }
    }
    return Optional.of(item.build());
  }

  private static Money less(Money amount, long back) {
    return Protos.money(amount.getAmount() - back, amount.getCurrency());
  }

  private static long sum(List<ReturnLine> back, ToLongFunction<ReturnLine> amount) {
    return back.stream().mapToLong(amount).reduce(0, Amounts::add);
  }
}
