package id.laris.inventory.stock;

import id.laris.common.errors.Reason;
import id.laris.inventory.location.Locations;
import id.laris.inventory.stock.StockShortage.Shortage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The levels that this transaction has locked, and the movements that it is about to write. A level
 * that did not exist is included, and is created if it changes.
 */
public final class Levels {

  private final Map<Place, Level> levels = new HashMap<>();
  private final Map<UUID, LocationRules> locations;
  private final List<Level.Draft> drafts = new ArrayList<>();

  Levels(Collection<StoredLevel> stored, Map<UUID, LocationRules> locations) {
    this.locations = locations;
    stored.forEach(known -> levels.put(known.row().place(), level(known, true)));
  }

  public Level at(UUID locationId, UUID variantId) {
    Place place = new Place(locationId, variantId);
    return levels.computeIfAbsent(
        place, missing -> level(StoredLevel.empty(place, rules(locationId).currency()), false));
  }

  /**
   * Refuses if the location has less of a variant than is wanted, and names every such variant.
   *
   * @param fields the path in the request of what says the quantity of each variant
   */
  public void requireAvailable(UUID locationId, Map<UUID, Long> wanted, Map<UUID, String> fields) {
    List<Shortage> shortages = new ArrayList<>();
    fields.forEach(
        (variantId, field) -> {
          Level level = at(locationId, variantId);
          long quantity = wanted.getOrDefault(variantId, 0L);
          if (!level.canReserve(quantity)) {
            shortages.add(new Shortage(field, variantId, quantity, level.available()));
          }
        });
    if (!shortages.isEmpty()) {
      throw new StockShortage(Reason.INSUFFICIENT_STOCK, locationId, shortages);
    }
  }

  private Level level(StoredLevel level, boolean stored) {
    return new Level(level, stored, rules(level.row().place().locationId()), drafts::add);
  }

  private LocationRules rules(UUID locationId) {
    LocationRules rules = locations.get(locationId);
    if (rules == null) {
      throw Locations.notFound(locationId);
    }
    return rules;
  }

  List<Level> changed() {
    return levels.values().stream().filter(Level::hasChanged).toList();
  }

  List<Level.Draft> drafts() {
    return drafts;
  }
}
