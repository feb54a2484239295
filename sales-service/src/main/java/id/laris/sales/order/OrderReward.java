package id.laris.sales.order;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The reward that a discount is, as it was when it was applied. Exactly one of {@code amountOff}
 * and {@code percentPpm} is set, or neither: then it is one piece for free.
 *
 * @param points that it costs
 * @param amountOff minor units
 * @param percentPpm parts per million of the amount that earlier discounts left
 * @param mostOff the most that the percentage takes off, in minor units; null for no limit
 * @param minimumTotal the amount that earlier discounts must have left, in minor units
 * @param productIds the products of which one piece is free
 * @param categoryIds the categories of which one piece is free, with those below them
 */
public record OrderReward(
    UUID id,
    long points,
    @Nullable Long amountOff,
    @Nullable Long percentPpm,
    @Nullable Long mostOff,
    long minimumTotal,
    List<UUID> productIds,
    List<UUID> categoryIds) {

  /** Returns whether one piece of this line can be the free one. */
  public boolean isFor(OrderItem item) {
    return (item.productId() != null && productIds.contains(item.productId()))
        || item.categoryIds().stream().anyMatch(categoryIds::contains);
  }
}
