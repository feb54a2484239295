package id.laris.events;

import id.laris.common.Ids;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The events that a reader asks for.
 *
 * @param types all where there are none
 * @param aggregateIds all where there are none
 */
record FeedFilter(Set<String> types, Set<UUID> aggregateIds) {

  FeedFilter {
    types = Set.copyOf(types);
    aggregateIds = Set.copyOf(aggregateIds);
  }

  static FeedFilter of(List<String> types, List<String> aggregateIds) {
    return new FeedFilter(Set.copyOf(types), Set.copyOf(Ids.parseAll(aggregateIds)));
  }

  boolean letsAllThrough() {
    return types.isEmpty() && aggregateIds.isEmpty();
  }
}
