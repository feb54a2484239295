package id.laris.sales.quote;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import id.laris.common.money.Amounts;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuoteProblem;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.ServiceCharge;
import id.laris.pos.v1.TaxRule;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderDiscount;
import id.laris.sales.order.OrderItem;
import id.laris.sales.order.OrderServiceCharge;
import id.laris.sales.order.OrderTax;
import id.laris.sales.order.OrderTotals;
import id.laris.sales.pricing.Discount;
import id.laris.sales.pricing.LineToPrice;
import id.laris.sales.pricing.OrderPricing;
import id.laris.sales.pricing.OrderToPrice;
import id.laris.sales.pricing.PricedLine;
import id.laris.sales.pricing.PricedOrder;
import id.laris.sales.pricing.Rate;
import id.laris.sales.pricing.Tax;
import id.laris.sales.settings.SalesSetting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Prices an order by its quote, and stores the result in the order. */
public final class OrderPricer {

  private OrderPricer() {}

  /** Prices the order. Items with a problem keep their names, and have the price 0. */
  public static PricedOrder price(Order order, OrderQuote orderQuote, SalesSetting setting) {
    QuoteItemsResponse quote = orderQuote.items();
    long increment = setting.incrementOf(order.currency());
    Set<Integer> problems =
        quote.getProblemsList().stream().map(QuoteProblem::getItemIndex).collect(toSet());
    List<Sold> sold = new ArrayList<>();
    for (int i = 0; i < order.items().size(); i++) {
      OrderItem item = order.items().get(i);
      if (problems.contains(i)) {
        item.clearPrice();
      } else {
        QuotedItem quoted = quote.getItems(i);
        // Without a location there is no stock that it could be taken from.
        item.applyQuote(quoted, order.location() != null);
        sold.add(new Sold(item, quoted));
      }
    }
    PricedPromotions promotions =
        PricedPromotions.evaluate(order, goods(order, sold, increment), orderQuote, setting);
    List<OrderDiscount> discounts =
        RewardDiscounts.of(
            order,
            sold.stream().map(Sold::item).toList(),
            increment,
            some -> priceGoods(order.currency(), increment, sold, promotions, some));
    PricedOrder priced =
        OrderPricing.price(
            new OrderToPrice(
                order.currency(),
                increment,
                sold.stream()
                    .map(
                        line ->
                            line(
                                line.item,
                                promotions,
                                discounts,
                                ids(line.quoted.getTaxRuleIdsList()),
                                notWaived(line.quoted.getServiceChargeIdsList(), promotions)))
                    .toList(),
                ofOrder(discounts),
                quote.getServiceChargesList().stream()
                    .map(OrderPricer::toPricing)
                    .filter(charge -> !promotions.waived().contains(charge.id()))
                    .toList(),
                quote.getTaxRulesList().stream().map(OrderPricer::toPricing).toList()));
    apply(order, discounts, priced);
    return priced;
  }

  /** An item that can be sold, with its quote. */
  private record Sold(OrderItem item, QuotedItem quoted) {}

  private static Set<UUID> notWaived(List<String> chargeIds, PricedPromotions promotions) {
    Set<UUID> taken = new HashSet<>(ids(chargeIds));
    taken.removeAll(promotions.waived());
    return taken;
  }

  /** The items that can be sold with what they cost before discounts. */
  private static List<PricedPromotions.Goods> goods(Order order, List<Sold> sold, long increment) {
    List<PricedLine> lines =
        priceGoods(order.currency(), increment, sold, PricedPromotions.NONE, List.of()).lines();
    return IntStream.range(0, sold.size())
        .mapToObj(
            i ->
                new PricedPromotions.Goods(
                    sold.get(i).item, sold.get(i).quoted, lines.get(i).gross()))
        .toList();
  }

  /** Prices the items with some of the discounts, before service charges and taxes. */
  private static PricedOrder priceGoods(
      String currency,
      long increment,
      List<Sold> sold,
      PricedPromotions promotions,
      List<OrderDiscount> discounts) {
    return OrderPricing.price(
        new OrderToPrice(
            currency,
            increment,
            sold.stream()
                .map(line -> line(line.item, promotions, discounts, Set.of(), Set.of()))
                .toList(),
            ofOrder(discounts),
            List.of(),
            List.of()));
  }

  private static List<Discount> ofOrder(List<OrderDiscount> discounts) {
    return discounts.stream()
        .filter(discount -> discount.itemId() == null)
        .map(OrderPricer::toPricing)
        .toList();
  }

  private static LineToPrice line(
      OrderItem item,
      PricedPromotions promotions,
      List<OrderDiscount> discounts,
      Set<UUID> taxRuleIds,
      Set<UUID> serviceChargeIds) {
    long modifiers =
        item.modifiers().stream().mapToLong(OrderItem.Modifier::priceDelta).reduce(0, Amounts::add);
    return new LineToPrice(
        item.id(),
        item.unitPrice(),
        modifiers,
        item.quantity(),
        item.unitDecimals(),
        item.labelPrice(),
        Stream.concat(
                promotions.ofLine(item.id()).stream(),
                discounts.stream()
                    .filter(discount -> item.id().equals(discount.itemId()))
                    .map(OrderPricer::toPricing))
            .toList(),
        taxRuleIds,
        serviceChargeIds);
  }

  private static Discount toPricing(OrderDiscount discount) {
    Long percentPpm = discount.percentPpm();
    return percentPpm != null
        ? Discount.percentage(discount.id(), percentPpm)
        : Discount.amount(discount.id(), Objects.requireNonNull(discount.amount()));
  }

  private static id.laris.sales.pricing.ServiceCharge toPricing(ServiceCharge charge) {
    return new id.laris.sales.pricing.ServiceCharge(
        UUID.fromString(charge.getId()),
        charge.getName(),
        charge.hasAmount()
            ? Rate.amount(charge.getAmount().getAmount())
            : Rate.ppm(charge.getRatePpm()),
        charge.getTaxable(),
        charge.getInclusive());
  }

  private static Tax toPricing(TaxRule rule) {
    return new Tax(
        UUID.fromString(rule.getId()),
        rule.getName(),
        rule.hasAmountPerUnit()
            ? Rate.amount(rule.getAmountPerUnit().getAmount())
            : Rate.ppm(rule.getRatePpm()),
        rule.getInclusive(),
        rule.getIncludeInBase(),
        rule.getIgnoreEarlierTaxes(),
        rule.getPriority());
  }

  private static void apply(Order order, List<OrderDiscount> discounts, PricedOrder priced) {
    Map<UUID, PricedLine> lines =
        priced.lines().stream().collect(toMap(PricedLine::id, line -> line));
    order
        .items()
        .forEach(
            item -> {
              PricedLine line = lines.get(item.id());
              if (line != null) {
                item.applyPrice(line);
              }
            });
    Map<UUID, Long> applied =
        priced.discounts().stream()
            .filter(discount -> !discount.promotion())
            .collect(
                toMap(
                    PricedOrder.AppliedDiscount::id,
                    PricedOrder.AppliedDiscount::amount,
                    Amounts::add));
    order.applyPrices(
        new OrderTotals(
            priced.subtotal(),
            priced.discountTotal(),
            priced.serviceTotal(),
            priced.taxTotal(),
            priced.inclusiveTaxTotal(),
            priced.total()),
        discounts.stream()
            .map(discount -> discount.withApplied(applied.getOrDefault(discount.id(), 0L)))
            .toList(),
        priced.services().stream()
            .map(
                charge ->
                    new OrderServiceCharge(
                        charge.id(),
                        charge.name(),
                        ppm(charge.rate()),
                        charge.inclusive(),
                        charge.base(),
                        charge.amount()))
            .toList(),
        priced.taxes().stream()
            .map(
                tax ->
                    new OrderTax(
                        tax.id(),
                        tax.name(),
                        ppm(tax.rate()),
                        tax.inclusive(),
                        tax.base(),
                        tax.amount()))
            .toList());
  }

  private static long ppm(Rate rate) {
    return rate instanceof Rate.Proportion proportion ? proportion.ppm() : 0;
  }

  private static Set<UUID> ids(Collection<String> ids) {
    return ids.stream().map(UUID::fromString).collect(toSet());
  }
}
