package id.laris.catalog.quote;

import static java.util.stream.Collectors.toSet;

import id.laris.catalog.memory.Sight;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Modifier;
import id.laris.pos.v1.ModifierGroup;
import id.laris.pos.v1.QuotedItem;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The modifier groups that the products of a quote offer, and the modifiers chosen. */
@Component
class Modifiers {

  private final Resource<?, Modifier> modifiers;
  private final Reads reads;

  Modifiers(Resource<?, Modifier> modifiers, Reads reads) {
    this.modifiers = modifiers;
    this.reads = reads;
  }

  /**
   * The groups and modifiers of one quote.
   *
   * @param groups those that are offered, by id
   * @param known the modifiers of these groups, and those that were chosen, by id
   */
  record Offer(Map<UUID, ModifierGroup> groups, Map<UUID, Modifier> known) {

    /** The groups that a product offers, in their order. */
    List<ModifierGroup> offeredBy(QuotedProduct product) {
      return product.known().modifierGroupIds().stream()
          .map(groups::get)
          .filter(Objects::nonNull)
          .toList();
    }

    @Nullable Modifier modifier(UUID id) {
      return known.get(id);
    }
  }

  /** Looks at the groups of products, and at the modifiers with these ids. */
  Offer offer(Sight catalog, Collection<QuotedProduct> products, Set<UUID> chosen) {
    Map<UUID, ModifierGroup> groups = new HashMap<>();
    catalog
        .modifierGroups(
            products.stream()
                .flatMap(product -> product.known().modifierGroupIds().stream())
                .collect(toSet()))
        .forEach(
            (id, group) -> {
              if (!group.hasDeletedAt()) {
                groups.put(id, group);
              }
            });
    Map<UUID, Modifier> known = new HashMap<>();
    groups
        .values()
        .forEach(
            group ->
                group
                    .getModifiersList()
                    .forEach(modifier -> known.put(Ids.parse(modifier.getId()), modifier)));
    Set<UUID> elsewhere = new HashSet<>(chosen);
    elsewhere.removeAll(known.keySet());
    if (!elsewhere.isEmpty()) {
      // These cannot be chosen: each is deleted, or of a group that no product here offers. The
      // caller is told its name.
      known.putAll(reads.run(() -> modifiers.byIds(elsewhere)));
    }
    return new Offer(groups, known);
  }

  /** Returns whether it can be chosen. */
  static boolean isAvailable(Modifier modifier) {
    return modifier.getActive() && !modifier.hasDeletedAt();
  }

  static QuotedItem.Modifier quoted(Modifier modifier, String currency) {
    return QuotedItem.Modifier.newBuilder()
        .setModifierId(modifier.getId())
        .setGroupId(modifier.getGroupId())
        .setName(modifier.getName())
        .setPriceDelta(Protos.money(modifier.getPriceDelta().getAmount(), currency))
        .build();
  }
}
