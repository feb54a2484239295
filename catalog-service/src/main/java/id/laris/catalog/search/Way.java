package id.laris.catalog.search;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A way to find products by a query, in an order of its own. */
interface Way {

  /** Returns the products among these that it finds. */
  Set<UUID> among(Collection<UUID> productIds);

  /** Returns the next that it finds after the product, which is one of them or before all. */
  List<UUID> after(UUID productId, int limit);
}
