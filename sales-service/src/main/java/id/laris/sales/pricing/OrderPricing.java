package id.laris.sales.pricing;

import id.laris.common.money.Amounts;
import id.laris.sales.pricing.PricedOrder.AppliedDiscount;
import id.laris.sales.pricing.PricedOrder.AppliedService;
import id.laris.sales.pricing.PricedOrder.AppliedTax;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The price of an order, computed the same way whether it is previewed or finalized.
 *
 * <p>In this order: line gross, line discounts, order discounts, service charges, taxes. Every
 * computed amount is rounded half up, away from zero, to the order's increment. An amount for
 * several lines is computed once over them and then allocated to them by largest remainder, so that
 * every sum is the sum of its parts. The order of the lines changes no total.
 */
public final class OrderPricing {
  private OrderPricing() {}

  /**
   * The price of an order, its lines and everything applied to them.
   *
   * @throws id.laris.common.money.AmountOverflow if an amount does not fit 64 bits
   */
  public static PricedOrder price(OrderToPrice order) {
    Parts parts = new Parts(order.increment());
    List<AppliedDiscount> discounts = new ArrayList<>();
    List<LineTally> entered = new ArrayList<>();
    for (LineToPrice line : order.lines()) {
      LineTally tally = new LineTally(line, order.increment());
      discountLine(tally, parts, discounts);
      entered.add(tally);
    }
    List<LineTally> canonical = entered.stream().sorted(LineTally.CANONICAL).toList();
    discountOrder(order.discounts(), canonical, parts, discounts);
    List<AppliedService> services =
        new ServiceCharges(order.serviceCharges(), canonical, parts).apply();
    List<AppliedTax> taxes = new Taxes(order.taxes(), canonical, parts, order.increment()).apply();
    return total(entered, discounts, services, taxes);
  }

  private static void discountLine(LineTally tally, Parts parts, List<AppliedDiscount> applied) {
    for (Discount discount : tally.line().discounts()) {
      long amount = parts.ofAtMost(discount.rate(), tally.left());
      tally.addLineDiscount(amount);
      applied.add(AppliedDiscount.of(discount, tally.line().id(), amount));
    }
  }

  private static void discountOrder(
      List<Discount> discounts, List<LineTally> lines, Parts parts, List<AppliedDiscount> applied) {
    for (Discount discount : discounts) {
      long amount = parts.ofAtMost(discount.rate(), Parts.sum(lines, LineTally::left));
      long[] shares = parts.allocate(amount, lines, LineTally::left);
      Parts.hand(shares, lines, LineTally::addOrderDiscount);
      applied.add(AppliedDiscount.of(discount, null, amount));
    }
  }

  private static PricedOrder total(
      List<LineTally> entered,
      List<AppliedDiscount> discounts,
      List<AppliedService> services,
      List<AppliedTax> taxes) {
    List<PricedLine> lines = entered.stream().map(LineTally::toPricedLine).toList();
    return new PricedOrder(
        sum(lines.stream().mapToLong(PricedLine::gross)),
        sum(discounts.stream().mapToLong(AppliedDiscount::amount)),
        sum(
            services.stream()
                .filter(service -> !service.inclusive())
                .mapToLong(AppliedService::amount)),
        sum(taxes.stream().filter(tax -> !tax.inclusive()).mapToLong(AppliedTax::amount)),
        sum(taxes.stream().filter(AppliedTax::inclusive).mapToLong(AppliedTax::amount)),
        sum(lines.stream().mapToLong(PricedLine::total)),
        lines,
        discounts,
        services,
        taxes);
  }

  private static long sum(LongStream amounts) {
    return amounts.reduce(0, Amounts::add);
  }
}
