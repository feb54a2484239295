package id.laris.sales.pricing;

import id.laris.common.money.Currencies;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Everything the price of an order depends on.
 *
 * @param currency ISO 4217 code
 * @param increment minor units that every computed amount is rounded to
 * @param discounts of the order, in the order they apply; every line is eligible
 * @param serviceCharges those the lines name by id
 * @param taxes those the lines name by id
 */
public record OrderToPrice(
    String currency,
    long increment,
    List<LineToPrice> lines,
    List<Discount> discounts,
    List<ServiceCharge> serviceCharges,
    List<Tax> taxes) {
  /** Copies the lists and refuses ids that are repeated or that a line names and nothing has. */
  public OrderToPrice {
    lines = List.copyOf(lines);
    discounts = List.copyOf(discounts);
    serviceCharges = List.copyOf(serviceCharges);
    taxes = List.copyOf(taxes);
    if (!Currencies.isKnown(currency)) {
      throw new IllegalArgumentException("unknown currency: " + currency);
    }
    if (increment <= 0) {
      throw new IllegalArgumentException("increment must be positive: " + increment);
    }
    Set<UUID> taxIds = distinct("tax", taxes.stream().map(Tax::id));
    Set<UUID> chargeIds =
        distinct("service charge", serviceCharges.stream().map(ServiceCharge::id));
    for (LineToPrice line : lines) {
      requireAll("tax", taxIds, line.taxIds());
      requireAll("service charge", chargeIds, line.serviceChargeIds());
    }
  }

  /** An order rounded to the accounting increment of its currency. */
  public OrderToPrice(
      String currency,
      List<LineToPrice> lines,
      List<Discount> discounts,
      List<ServiceCharge> serviceCharges,
      List<Tax> taxes) {
    this(
        currency,
        Currencies.accountingIncrement(currency),
        lines,
        discounts,
        serviceCharges,
        taxes);
  }

  private static Set<UUID> distinct(String kind, Stream<UUID> ids) {
    Set<UUID> seen = new HashSet<>();
    ids.forEach(
        id -> {
          if (!seen.add(id)) {
            throw new IllegalArgumentException("the " + kind + " is given twice: " + id);
          }
        });
    return seen;
  }

  private static void requireAll(String kind, Set<UUID> known, Set<UUID> named) {
    for (UUID id : named) {
      if (!known.contains(id)) {
        throw new IllegalArgumentException("a line names an unknown " + kind + ": " + id);
      }
    }
  }
}
