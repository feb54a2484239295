package id.laris.sales.pricing;

import java.util.UUID;

/**
 * A percentage of the amount that earlier discounts left, or an amount; it never takes more than is
 * left.
 *
 * @param rate an amount is for the whole line or order, not for each unit
 * @param promotion a promotion takes it off: another discount may have the same id
 */
public record Discount(UUID id, Rate rate, boolean promotion) {
  /** A discount of a percentage, in parts per million: 10% is 100,000. */
  public static Discount percentage(UUID id, long ppm) {
    return new Discount(id, Rate.ppm(ppm), false);
  }

  /** A discount of an amount in minor units. */
  public static Discount amount(UUID id, long amount) {
    return new Discount(id, Rate.amount(amount), false);
  }

  /** The amount in minor units that a promotion takes off. */
  public static Discount promotion(UUID id, long amount) {
    return new Discount(id, Rate.amount(amount), true);
  }
}
