package id.laris.torture.load;

import java.util.List;

/**
 * A tenant with what it sells, where, and from whom it buys.
 *
 * @param counted goods whose stock is counted
 * @param uncounted goods that never run out
 * @param modifiers of every product; none or one of them is chosen
 */
public record Shop(
    String tenant,
    List<Place> places,
    List<String> counted,
    List<String> uncounted,
    List<String> modifiers,
    String supplier,
    Clientele clientele) {

  /**
   * A location.
   *
   * @param mayGoBelowZero whether it sells more than its stock level
   * @param register the id of its register
   */
  public record Place(String id, String code, boolean mayGoBelowZero, String register) {}

  /** The register of a location; empty for nowhere in particular. */
  String registerAt(String location) {
    return places.stream()
        .filter(place -> place.id().equals(location))
        .map(Place::register)
        .findFirst()
        .orElse("");
  }

  public Shop {
    places = List.copyOf(places);
    counted = List.copyOf(counted);
    uncounted = List.copyOf(uncounted);
    modifiers = List.copyOf(modifiers);
  }
}
