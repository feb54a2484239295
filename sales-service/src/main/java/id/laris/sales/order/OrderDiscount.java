package id.laris.sales.order;

import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A discount on an order or one of its lines. Exactly one of {@code percentPpm} and {@code amount}
 * is set.
 *
 * @param itemId the line; null for the whole order
 * @param percentPpm parts per million of the amount that earlier discounts left
 * @param amount minor units
 * @param approved given by someone with the scope {@code sales.discount}: no limit holds for it
 * @param applied the amount of the discount, in minor units
 */
public record OrderDiscount(
    UUID id,
    @Nullable UUID itemId,
    @Nullable Long percentPpm,
    @Nullable Long amount,
    String reason,
    boolean approved,
    long applied) {

  /** Returns whether it is on this line, and not on another or on the whole order. */
  public boolean isFor(OrderItem item) {
    return item.id().equals(itemId);
  }

  /** Returns whether this is the requested discount, whoever repeats the request. */
  boolean matches(OrderDiscount wanted) {
    return Objects.equals(itemId, wanted.itemId)
        && Objects.equals(percentPpm, wanted.percentPpm)
        && Objects.equals(amount, wanted.amount)
        && reason.equals(wanted.reason);
  }

  /** The same discount, taking off another amount. */
  public OrderDiscount withApplied(long newApplied) {
    return new OrderDiscount(id, itemId, percentPpm, amount, reason, approved, newApplied);
  }
}
