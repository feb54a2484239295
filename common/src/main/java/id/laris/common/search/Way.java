package id.laris.common.search;

import java.util.List;
import java.util.UUID;

/** A way to find things by a query, in an order of its own. */
public interface Way {

  /** Returns the condition that a thing fulfils if this way finds it. */
  Condition condition();

  /**
   * Returns the next that it finds after the thing, which is one of them or before all.
   *
   * @param earlier what the ways before this one find, and this one leaves out
   */
  List<UUID> after(UUID id, int limit, Condition earlier);
}
