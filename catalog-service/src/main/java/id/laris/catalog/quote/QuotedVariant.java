package id.laris.catalog.quote;

import id.laris.catalog.memory.KnownVariant;
import id.laris.catalog.variant.Unit;
import java.util.UUID;

/** A variant of a quote. */
record QuotedVariant(KnownVariant known, QuotedProduct product) {

  UUID id() {
    return known.id();
  }

  Unit unit() {
    return known.unit();
  }

  /** Returns how many steps of its stock one whole unit is. */
  long stockSteps() {
    return known.stockSteps();
  }

  boolean isSellable() {
    return known.isActive() && product.known().isSellable();
  }

  /** Returns its name for people. */
  String title() {
    String name = known.message().getName();
    return name.isEmpty() ? product.name() : "%s (%s)".formatted(product.name(), name);
  }
}
