package id.laris.sales.pricing;

import id.laris.common.money.Amounts;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A line of an order, before pricing.
 *
 * @param unitPrice minor units for one whole unit
 * @param modifiersPrice minor units that the modifiers add to each whole unit; may be negative, but
 *     a unit never costs less than zero
 * @param quantity in the smallest step of the unit: 350 is 0.350 kg when the unit has 3 decimals
 * @param unitDecimals decimals of the unit, from 0 to 18
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

  static long stepsPerUnit(int unitDecimals) {
    return BigInteger.TEN.pow(unitDecimals).longValueExact();
  }

  long effectiveUnitPrice() {
    return Math.max(0, Amounts.add(unitPrice, modifiersPrice));
  }
}
