package id.laris.catalog.search;

import java.util.List;
import java.util.UUID;

/** A way to find products by a query, in an order of its own. */
interface Way {

  /** Returns the condition that a product fulfils if this way finds it. */
  Condition condition();

  /**
   * Returns the next that it finds after the product, which is one of them or before all.
   *
   * @param earlier what the ways before this one find, and this one leaves out
   */
  List<UUID> after(UUID productId, int limit, Condition earlier);
}
