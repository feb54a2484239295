package id.laris.catalog.quote;

import id.laris.catalog.memory.KnownProduct;
import java.util.Set;
import java.util.UUID;

/**
 * A product of a quote.
 *
 * @param categoryPath its category and those above it; empty where it has none
 */
record QuotedProduct(KnownProduct known, Set<UUID> categoryPath) {

  UUID id() {
    return known.id();
  }

  String name() {
    return known.message().getName();
  }

  /** Returns whether the stock of its variants is counted. */
  boolean tracksStock() {
    return known.message().getTrackStock();
  }
}
