package id.laris.sales.pricing;

import java.util.List;
import java.util.UUID;

/**
 * The price of a line. Amounts are minor units and multiples of the order's increment, except the
 * unit price.
 *
 * @param effectiveUnitPrice unit price with modifiers, not below zero, as entered (not rounded)
 * @param gross the unit price times the quantity, or the price of a label with modifiers
 * @param lineDiscount what the line's own discounts take
 * @param orderDiscount the line's part of the order's discounts
 * @param discounted {@code gross - lineDiscount - orderDiscount}
 * @param service the line's part of the service charges added to it
 * @param inclusiveService the line's part of the service charges its price contains
 * @param taxes the line's part of each tax it bears, in the order they were computed
 * @param total what the customer pays for the line: {@code discounted + service} and the taxes on
 *     top
 */
public record PricedLine(
    UUID id,
    long effectiveUnitPrice,
    long gross,
    long lineDiscount,
    long orderDiscount,
    long discounted,
    long service,
    long inclusiveService,
    List<LineTax> taxes,
    long total) {
  /** Copies the list. */
  public PricedLine {
    taxes = List.copyOf(taxes);
  }

  /**
   * A line's part of a tax.
   *
   * @param inclusive whether the amount is in the price already
   * @param base what the tax was computed on, in minor units
   * @param amount minor units
   */
  public record LineTax(UUID taxId, boolean inclusive, long base, long amount) {}
}
