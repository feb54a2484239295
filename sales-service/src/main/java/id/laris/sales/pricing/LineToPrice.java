package id.laris.sales.pricing;

import id.laris.common.money.Amounts;
import id.laris.common.money.Rounding;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order, before pricing.
 *
 * @param unitPrice minor units for one whole unit
 * @param modifiersPrice minor units that the modifiers add to each whole unit; may be negative, but
 *     a unit never costs less than zero
 * @param quantity in the smallest step of the unit: 350 is 0.350 kg when the unit has 3 decimals
 * @param unitDecimals decimals of the unit, from 0 to 18
 * @param labelPrice minor units for the whole quantity without modifiers, where a label carries it:
 *     it is charged instead of the unit price
 * @param discounts of this line alone, in the order they apply
 * @param taxIds taxes of the order that this line bears
 * @param serviceChargeIds service charges of the order that this line bears
 */
public record LineToPrice(
    UUID id,
    long unitPrice,
    long modifiersPrice,
    long quantity,
    int unitDecimals,
    @Nullable Long labelPrice,
    List<Discount> discounts,
    Set<UUID> taxIds,
    Set<UUID> serviceChargeIds) {
  static final int MAXIMUM_DECIMALS = 18;

  /** Copies the collections and refuses a negative quantity and decimals out of range. */
  public LineToPrice {
    if (quantity < 0) {
      throw new IllegalArgumentException("quantity must not be negative: " + quantity);
    }
    if (unitDecimals < 0 || unitDecimals > MAXIMUM_DECIMALS) {
      throw new IllegalArgumentException("unit decimals must be 0 to 18: " + unitDecimals);
    }
    discounts = List.copyOf(discounts);
    taxIds = Set.copyOf(taxIds);
    serviceChargeIds = Set.copyOf(serviceChargeIds);
  }

  /** A line whose price is that of its units. */
  public LineToPrice(
      UUID id,
      long unitPrice,
      long modifiersPrice,
      long quantity,
      int unitDecimals,
      List<Discount> discounts,
      Set<UUID> taxIds,
      Set<UUID> serviceChargeIds) {
    this(
        id,
        unitPrice,
        modifiersPrice,
        quantity,
        unitDecimals,
        null,
        discounts,
        taxIds,
        serviceChargeIds);
  }

  /** Returns the number of the smallest steps of a whole unit: 1,000 for 3 decimals. */
  public static long stepsPerUnit(int unitDecimals) {
    return Amounts.of(BigInteger.TEN.pow(unitDecimals));
  }

  /** The price of the line before discounts, rounded to the increment; never below zero. */
  long gross(long increment) {
    if (labelPrice == null) {
      return ofUnits(effectiveUnitPrice(), increment);
    }
    long withModifiers = Amounts.add(labelPrice, ofUnits(modifiersPrice, 1));
    return Math.max(0, Rounding.toIncrement(withModifiers, increment));
  }

  private long ofUnits(long price, long increment) {
    return Rounding.multiplyDivide(price, quantity, stepsPerUnit(unitDecimals), increment);
  }

  long effectiveUnitPrice() {
    return Math.max(0, Amounts.add(unitPrice, modifiersPrice));
  }
}
