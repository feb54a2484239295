package id.laris.inventory.stock;

import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.PosException.FieldViolation;
import id.laris.common.errors.Reason;
import id.laris.inventory.location.Locations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * The levels that this transaction has locked, and the movements that it is about to write. A level
 * that did not exist is included, and is created if it changes.
 */
public final class Levels {

  private final Map<Place, Level> levels = new HashMap<>();
  private final Map<UUID, LocationRules> locations;
  private final List<Level.Draft> drafts = new ArrayList<>();

  Levels(Collection<LevelRow> stored, Map<UUID, LocationRules> locations) {
    this.locations = locations;
    stored.forEach(row -> levels.put(row.place(), level(row, true)));
  }

  public Level at(UUID locationId, UUID variantId) {
    Place place = new Place(locationId, variantId);
    return levels.computeIfAbsent(
        place, missing -> level(LevelRow.empty(place, rules(locationId).currency()), false));
  }

  /** Refuses if the location has less of a variant than is wanted, and names every such variant. */
  public void requireAvailable(UUID locationId, Map<UUID, Long> wanted) {
    List<Shortage> shortages = new ArrayList<>();
    wanted.forEach(
        (variantId, quantity) -> {
          Level level = at(locationId, variantId);
          if (!level.canReserve(quantity)) {
            shortages.add(new Shortage(variantId, quantity, level.available()));
          }
        });
    if (!shortages.isEmpty()) {
      throw refusal(Reason.INSUFFICIENT_STOCK, shortages);
    }
  }

  /** A variant that is short. */
  public record Shortage(UUID variantId, long requested, long available) {}

  /**
   * Creates the refusal for variants that are short; its facts are lists, with one entry for each
   * variant.
   */
  public static PosException refusal(Reason reason, List<Shortage> shortages) {
    return Errors.invalid(
            reason,
            shortages.stream()
                .map(
                    one ->
                        new FieldViolation(
                            "variant " + one.variantId(),
                            "%d requested but only %d available: reduce the quantity, or add stock first"
                                .formatted(one.requested(), one.available())))
                .toList())
        .withEach("variant_id", list(shortages, one -> one.variantId().toString()))
        .withEach("requested", list(shortages, one -> Long.toString(one.requested())))
        .withEach("available", list(shortages, one -> Long.toString(one.available())));
  }

  private static List<String> list(List<Shortage> shortages, Function<Shortage, String> fact) {
    return shortages.stream().map(fact).toList();
  }

  private Level level(LevelRow row, boolean stored) {
    return new Level(row, stored, rules(row.place().locationId()), drafts::add);
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
