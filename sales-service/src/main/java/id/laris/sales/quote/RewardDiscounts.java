package id.laris.sales.quote;

import static java.util.stream.Collectors.toMap;

import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.money.Rounding;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderDiscount;
import id.laris.sales.order.OrderItem;
import id.laris.sales.order.OrderReward;
import id.laris.sales.pricing.LineToPrice;
import id.laris.sales.pricing.PricedLine;
import id.laris.sales.pricing.PricedOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The discounts that the rewards of an order are. They are computed anew whenever the order is
 * priced, one after the other, so that they follow the lines: an amount, a percentage up to a
 * limit, or the price of one piece of the dearest line that is meant. A reward whose minimum is not
 * reached, or that no line is meant by, takes nothing off.
 */
public final class RewardDiscounts {

  private final List<OrderItem> items;
  private final long increment;
  private final Function<List<OrderDiscount>, PricedOrder> priceGoods;
  private final Map<UUID, Integer> freePieces = new HashMap<>();

  private RewardDiscounts(
      List<OrderItem> items,
      long increment,
      Function<List<OrderDiscount>, PricedOrder> priceGoods) {
    this.items = items;
    this.increment = increment;
    this.priceGoods = priceGoods;
  }

  /**
   * Returns the discounts of an order, with the measure that its rewards have now.
   *
   * @param items those that can be sold
   * @param priceGoods prices the items with some of the discounts
   */
  static List<OrderDiscount> of(
      Order order,
      List<OrderItem> items,
      long increment,
      Function<List<OrderDiscount>, PricedOrder> priceGoods) {
    if (order.rewards().isEmpty()) {
      return order.discounts();
    }
    RewardDiscounts rewards = new RewardDiscounts(items, increment, priceGoods);
    List<OrderDiscount> measured = new ArrayList<>();
    for (OrderDiscount discount : order.discounts()) {
      OrderReward reward = discount.reward();
      measured.add(reward == null ? discount : rewards.measure(discount, reward, measured));
    }
    return measured;
  }

  /**
   * Refuses a reward that takes nothing off, because its points would be spent for nothing.
   *
   * @param field the field of the request that has the discount
   */
  public static void requireUseful(OrderDiscount discount, String field) {
    if (discount.reward() != null && discount.applied() == 0) {
      throw useless(discount, field);
    }
  }

  private static PosException useless(OrderDiscount discount, String field) {
    return Errors.invalid(
            Reason.ITEM_INACTIVE,
            field,
            "the reward %s takes nothing off this order, which is too small or has nothing that the reward is for: add items, or leave the reward out"
                .formatted(discount.reason()))
        .with("discount_id", discount.id());
  }

  private OrderDiscount measure(
      OrderDiscount discount, OrderReward reward, List<OrderDiscount> earlier) {
    PricedOrder before = priceGoods.apply(List.copyOf(earlier));
    long left = before.subtotal() - before.discountTotal();
    if (left < reward.minimumTotal()) {
      return discount.withAmount(null, 0);
    }
    Long amountOff = reward.amountOff();
    if (amountOff != null) {
      return discount.withAmount(null, amountOff);
    }
    Long percentPpm = reward.percentPpm();
    return percentPpm != null
        ? percent(discount, percentPpm, reward.mostOff(), left)
        : freePiece(discount, reward, before);
  }

  private OrderDiscount percent(
      OrderDiscount discount, long percentPpm, @Nullable Long most, long left) {
    return most != null && Rounding.share(left, percentPpm, increment) > most
        ? discount.withAmount(null, most)
        : discount.withPercent(percentPpm);
  }

  private OrderDiscount freePiece(OrderDiscount discount, OrderReward reward, PricedOrder before) {
    Map<UUID, PricedLine> lines =
        before.lines().stream().collect(toMap(PricedLine::id, line -> line));
    Optional<PricedLine> dearest =
        items.stream()
            .filter(item -> reward.isFor(item) && hasPieceLeft(item))
            .map(item -> lines.get(item.id()))
            .max(Comparator.comparingLong(PricedLine::effectiveUnitPrice));
    if (dearest.isEmpty()) {
      return discount.withAmount(null, 0);
    }
    UUID itemId = dearest.get().id();
    freePieces.merge(itemId, 1, Integer::sum);
    return discount.withAmount(itemId, dearest.get().effectiveUnitPrice());
  }

  /** Returns whether there is one more whole unit that no other reward gives for free. */
  private boolean hasPieceLeft(OrderItem item) {
    long wholeUnits = item.quantity() / LineToPrice.stepsPerUnit(item.unitDecimals());
    return freePieces.getOrDefault(item.id(), 0) < wholeUnits;
  }
}
