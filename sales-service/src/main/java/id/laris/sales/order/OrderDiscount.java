package id.laris.sales.order;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A discount on an order or one of its lines. Exactly one of {@code percentPpm} and {@code amount}
 * is set; those of a reward are computed anew whenever the order is priced.
 *
 * @param itemId the line; null for the whole order
 * @param percentPpm parts per million of the amount that earlier discounts left
 * @param amount minor units
 * @param approved given by someone with the scope {@code sales.discount}: no limit holds for it
 * @param applied the amount of the discount, in minor units
 * @param reward null unless the customer gets it for points
 */
public record OrderDiscount(
    UUID id,
    @Nullable UUID itemId,
    @Nullable Long percentPpm,
    @Nullable Long amount,
    String reason,
    boolean approved,
    long applied,
    @Nullable OrderReward reward) {

  /** A discount that somebody gives. */
  public static OrderDiscount given(
      UUID id,
      @Nullable UUID itemId,
      @Nullable Long percentPpm,
      @Nullable Long amount,
      String reason,
      boolean approved) {
    return new OrderDiscount(id, itemId, percentPpm, amount, reason, approved, 0, null);
  }

  /** A reward, to which no limit of discounts applies. It takes nothing off until it is priced. */
  public static OrderDiscount reward(UUID id, String name, OrderReward reward) {
    return new OrderDiscount(id, null, null, 0L, name, true, 0, reward);
  }

  /** Returns whether it is on this line, and not on another or on the whole order. */
  public boolean isFor(OrderItem item) {
    return item.id().equals(itemId);
  }

  /** Returns whether this is the requested discount, whoever repeats the request. */
  boolean matches(OrderDiscount wanted) {
    if (reward != null || wanted.reward != null) {
      return isReward(wanted.reward == null ? null : wanted.reward.id());
    }
    return Objects.equals(itemId, wanted.itemId)
        && Objects.equals(percentPpm, wanted.percentPpm)
        && Objects.equals(amount, wanted.amount)
        && reason.equals(wanted.reason);
  }

  /** Returns whether the customer gets this reward by it. */
  public boolean isReward(@Nullable UUID rewardId) {
    return reward != null && reward.id().equals(rewardId);
  }

  /** The same discount, taking off another amount. */
  public OrderDiscount withApplied(long newApplied) {
    return new OrderDiscount(id, itemId, percentPpm, amount, reason, approved, newApplied, reward);
  }

  /** The same discount as a percentage of the whole order. */
  public OrderDiscount withPercent(long newPercentPpm) {
    return new OrderDiscount(id, null, newPercentPpm, null, reason, approved, 0, reward);
  }

  /** The same discount as an amount off a line, or off the whole order where that is null. */
  public OrderDiscount withAmount(@Nullable UUID newItemId, long newAmount) {
    return new OrderDiscount(id, newItemId, null, newAmount, reason, approved, 0, reward);
  }
}
