package id.laris.sales.pricing;

import java.util.Comparator;
import java.util.UUID;

/**
 * A tax, computed once over all lines that bear it.
 *
 * @param rate a proportion of the base, or an amount for each whole unit sold
 * @param inclusive whether the prices contain it: it is then extracted and not added
 * @param includeInBase whether later taxes are computed on top of this one
 * @param ignoreEarlierTaxes whether this one is computed without any earlier tax
 * @param priority lower is earlier; equal priorities go by id
 */
public record Tax(
    UUID id,
    String name,
    Rate rate,
    boolean inclusive,
    boolean includeInBase,
    boolean ignoreEarlierTaxes,
    int priority) {
  static final Comparator<Tax> INCLUSIVE_THEN_EARLIER_FIRST =
      Comparator.comparing((Tax tax) -> !tax.inclusive())
          .thenComparingInt(Tax::priority)
          .thenComparing(Tax::id);

  boolean isPerUnit() {
    return rate instanceof Rate.Amount;
  }

  long amountPerUnit() {
    return switch (rate) {
      case Rate.Amount(long amount) -> amount;
      case Rate.Proportion proportion ->
          throw new IllegalStateException("not per unit: " + proportion);
    };
  }
}
