package id.laris.sales.pricing;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The price of an order. Every sum is the exact sum of its parts, in minor units.
 *
 * @param subtotal sum of the lines' gross
 * @param discountTotal sum of {@code discounts}
 * @param serviceTotal sum of {@code services} that are added
 * @param taxTotal sum of {@code taxes} on top
 * @param inclusiveTaxTotal sum of {@code taxes} that the prices contain
 * @param total {@code subtotal - discountTotal + serviceTotal + taxTotal}, and the sum of the
 *     lines' totals
 * @param lines in the order they were given
 * @param discounts those of the lines first, then those of the order, as they were given
 * @param services those some line bears, as they were given
 * @param taxes those some line bears: the inclusive ones first, each kind as it was computed
 */
public record PricedOrder(
    long subtotal,
    long discountTotal,
    long serviceTotal,
    long taxTotal,
    long inclusiveTaxTotal,
    long total,
    List<PricedLine> lines,
    List<AppliedDiscount> discounts,
    List<AppliedService> services,
    List<AppliedTax> taxes) {
  /** Copies the lists. */
  public PricedOrder {
    lines = List.copyOf(lines);
    discounts = List.copyOf(discounts);
    services = List.copyOf(services);
    taxes = List.copyOf(taxes);
  }

  /** Explains the total, a sentence per step, with amounts in minor units. */
  public List<String> explain() {
    return Explanation.of(this);
  }

  /** The thing that a discount was given on. */
  public enum Scope {
    /** One line. */
    LINE,
    /** All lines together. */
    ORDER
  }

  /**
   * The amount of one discount.
   *
   * @param promotion a promotion takes it off: another discount may have the same id
   * @param lineId the line of a {@link Scope#LINE} discount, otherwise null
   * @param amount minor units, not negative
   */
  public record AppliedDiscount(
      UUID id, boolean promotion, Scope scope, @Nullable UUID lineId, long amount) {
    static AppliedDiscount of(Discount discount, @Nullable UUID lineId, long amount) {
      return new AppliedDiscount(
          discount.id(),
          discount.promotion(),
          lineId == null ? Scope.ORDER : Scope.LINE,
          lineId,
          amount);
    }
  }

  /**
   * The amount of one service charge.
   *
   * @param inclusive whether the amount is in the prices already
   * @param base what it was computed on, in minor units; without the charge itself
   * @param amount minor units
   */
  public record AppliedService(
      UUID id, String name, Rate rate, boolean inclusive, long base, long amount) {}

  /**
   * The amount of one tax.
   *
   * @param inclusive whether the amount is in the prices already
   * @param base what it was computed on, in minor units; without the tax itself
   * @param amount minor units
   */
  public record AppliedTax(
      UUID id, String name, Rate rate, boolean inclusive, long base, long amount) {}
}
