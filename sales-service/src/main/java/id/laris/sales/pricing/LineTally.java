package id.laris.sales.pricing;

import id.laris.common.money.Amounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The figures of one line while its order is priced step by step. Amounts are minor units. */
final class LineTally {
  /**
   * Orders lines by their content, never by their position or id.
   *
   * <p>Allocation breaks ties by index, and which line gets the odd unit can change a later sum: it
   * may be in the base of a tax that its neighbour does not bear. Allocating in this order makes
   * the same lines cost the same however they were entered. Lines that compare equal are alike in
   * all that the steps after their own discounts look at, so that their places do not matter.
   */
  static final Comparator<LineTally> CANONICAL =
      Comparator.comparingLong(LineTally::left)
          .thenComparingLong(tally -> tally.gross)
          .thenComparingLong(tally -> tally.line.quantity())
          .reversed()
          .thenComparingInt(tally -> tally.line.unitDecimals())
          .thenComparingLong(tally -> tally.line.effectiveUnitPrice())
          .thenComparing(tally -> sorted(tally.line.taxIds()))
          .thenComparing(tally -> sorted(tally.line.serviceChargeIds()));

  private final LineToPrice line;
  private final long gross;
  private final List<PricedLine.LineTax> taxes = new ArrayList<>();
  private long lineDiscount;
  private long orderDiscount;
  private long service;
  private long inclusiveService;
  private long taxesOnTop;

  /** The rest of the line for the current step, which takes its part off it. */
  private long left;

  /** Added to what is left when taxes come: positive for service on top, negative for inclusive. */
  private long taxableService;

  /** The amount that the taxes computed so far add to the base of a later one. */
  private long taxesInBase;

  LineTally(LineToPrice line, long increment) {
    this.line = line;
    this.gross = line.gross(increment);
    this.left = gross;
  }

  LineToPrice line() {
    return line;
  }

  long gross() {
    return gross;
  }

  long left() {
    return left;
  }

  long discounted() {
    return gross - lineDiscount - orderDiscount;
  }

  boolean bears(Tax tax) {
    return line.taxIds().contains(tax.id());
  }

  boolean bears(ServiceCharge charge) {
    return line.serviceChargeIds().contains(charge.id());
  }

  void addLineDiscount(long amount) {
    lineDiscount += amount;
    left -= amount;
  }

  void addOrderDiscount(long amount) {
    orderDiscount += amount;
    left -= amount;
  }

  /** A taxable charge on top enters the base of taxes; an untaxable inclusive one leaves it. */
  void addService(ServiceCharge charge, long amount) {
    if (charge.inclusive()) {
      inclusiveService = Amounts.add(inclusiveService, amount);
      left -= amount;
      taxableService = Amounts.subtract(taxableService, charge.taxable() ? 0 : amount);
    } else {
      service = Amounts.add(service, amount);
      taxableService = Amounts.add(taxableService, charge.taxable() ? amount : 0);
    }
  }

  /** From here on, the rest of the line is the base of taxes. */
  void startTaxes() {
    left = Amounts.add(discounted(), taxableService);
  }

  void takeInclusiveTax(long amount) {
    left -= amount;
  }

  long baseOf(Tax tax) {
    return tax.ignoreEarlierTaxes() ? left : Amounts.add(left, taxesInBase);
  }

  /** Inclusive taxes must all have been taken: their bases are without any of them. */
  void addTax(Tax tax, long amount) {
    taxes.add(new PricedLine.LineTax(tax.id(), tax.inclusive(), baseOf(tax), amount));
    taxesOnTop = Amounts.add(taxesOnTop, tax.inclusive() ? 0 : amount);
    taxesInBase = Amounts.add(taxesInBase, tax.includeInBase() ? amount : 0);
  }

  PricedLine.LineTax enteredTax(Tax tax) {
    return taxes.stream().filter(entry -> entry.taxId().equals(tax.id())).findFirst().orElseThrow();
  }

  PricedLine toPricedLine() {
    return new PricedLine(
        line.id(),
        line.effectiveUnitPrice(),
        gross,
        lineDiscount,
        orderDiscount,
        discounted(),
        service,
        inclusiveService,
        taxes,
        Amounts.add(Amounts.add(discounted(), service), taxesOnTop));
  }

  private static String sorted(Set<UUID> ids) {
    return new TreeSet<>(ids).toString();
  }
}
