package id.laris.catalog.quote;

import id.laris.common.Ids;
import id.laris.pos.v1.Modifier;
import id.laris.pos.v1.ModifierGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The modifiers that are chosen for an item, against the groups that its product offers.
 *
 * @param modifiers those that can be chosen, in the order of the groups
 * @param faults everything that is wrong with the choice, each a sentence
 */
record ModifierSelection(List<Modifier> modifiers, List<String> faults) {

  private static final Comparator<Modifier> IN_GROUP =
      Comparator.comparingInt(Modifier::getSortOrder).thenComparing(Modifier::getId);

  static ModifierSelection of(
      List<String> modifierIds,
      String title,
      List<ModifierGroup> groups,
      Modifiers.Offer known,
      String currency) {
    List<String> faults = new ArrayList<>();
    Map<String, List<Modifier>> byGroup = new LinkedHashMap<>();
    groups.forEach(group -> byGroup.put(group.getId(), new ArrayList<>()));
    for (UUID id : distinct(modifierIds, title, faults)) {
      Modifier modifier = known.modifier(id);
      List<Modifier> group = modifier == null ? null : byGroup.get(modifier.getGroupId());
      if (modifier == null) {
        faults.add("The modifier %s does not exist: remove it from %s.".formatted(id, title));
      } else if (group == null) {
        faults.add("%s is not offered with %s: remove it.".formatted(modifier.getName(), title));
      } else if (!Modifiers.isAvailable(modifier)) {
        faults.add(
            "%s is no longer offered with %s: remove it.".formatted(modifier.getName(), title));
      } else {
        addPriced(modifier, group, title, currency, faults);
      }
    }
    groups.forEach(
        group -> count(group, byGroup.getOrDefault(group.getId(), List.of()), title, faults));
    return new ModifierSelection(
        byGroup.values().stream().flatMap(group -> group.stream().sorted(IN_GROUP)).toList(),
        faults);
  }

  private static Set<UUID> distinct(List<String> modifierIds, String title, List<String> faults) {
    Set<UUID> distinct = new LinkedHashSet<>();
    Set<UUID> repeated = new LinkedHashSet<>();
    modifierIds.stream().map(Ids::parse).filter(id -> !distinct.add(id)).forEach(repeated::add);
    repeated.forEach(
        id ->
            faults.add(
                "The modifier %s is listed more than once for %s: list it once."
                    .formatted(id, title)));
    return distinct;
  }

  private static void addPriced(
      Modifier modifier, List<Modifier> group, String title, String currency, List<String> faults) {
    String priceCurrency = modifier.getPriceDelta().getCurrency();
    if (modifier.hasPriceDelta() && !priceCurrency.equals(currency)) {
      faults.add(
          "%s of %s has a price in %s, but the order is in %s: set a price in the currency of the order."
              .formatted(modifier.getName(), title, priceCurrency, currency));
    }
    group.add(modifier);
  }

  private static void count(
      ModifierGroup group, List<Modifier> chosen, String title, List<String> faults) {
    if (chosen.size() < group.getMinSelect()) {
      faults.add(
          "%s needs at least %d of %s but has %d: choose more."
              .formatted(title, group.getMinSelect(), group.getName(), chosen.size()));
    }
    if (group.getMaxSelect() > 0 && chosen.size() > group.getMaxSelect()) {
      faults.add(
          "%s takes at most %d of %s but has %d: choose fewer."
              .formatted(title, group.getMaxSelect(), group.getName(), chosen.size()));
    }
  }
}
