package id.laris.catalog.modifier;

import static java.util.stream.Collectors.groupingBy;

import id.laris.catalog.change.ChangeLog;
import id.laris.catalog.product.AttachedModifierGroups;
import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.events.types.CatalogEvents;
import id.laris.pos.v1.ListModifierGroupsRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Modifier groups as a resource; each is shown with its modifiers. */
@Configuration(proxyBeanMethods = false)
class ModifierGroupResource {

  /**
   * Beside the errors of every resource: VALIDATION_FAILED where max_select is below min_select.
   *
   * <p>A group is always locked before its modifiers, and before products. It is deleted with its
   * modifiers, and taken off every product.
   */
  @Bean
  Resource<ModifierGroup, id.laris.pos.v1.ModifierGroup> modifierGroupResource(
      Resources resources,
      ModifierGroups groups,
      Modifiers modifiers,
      AttachedModifierGroups attached,
      ChangeLog changes) {
    return resources
        .of("modifier group", groups, CatalogEvents.MODIFIER_GROUP)
        .fresh(ModifierGroup::new)
        .content(ModifierProtos::content)
        .show(found -> withModifiers(found, modifiers))
        .updatable("name", "min_select", "max_select", "sort_order")
        .filled("name")
        .filter(ListModifierGroupsRequest.class, request -> of(request.getProductId(), attached))
        .apply(change -> change.row().take(change))
        .beforeDelete(
            (group, now) -> {
              modifiers.offeredIn(List.of(group.id())).forEach(modifier -> modifier.delete(now));
              attached.detachEverywhere(group.id());
            })
        .stored(stored -> changes.record(ChangeLog.Kind.ModifierGroup, stored))
        .build();
  }

  /** The groups with their modifiers, which are read in one statement. */
  private static List<id.laris.pos.v1.ModifierGroup> withModifiers(
      List<ModifierGroup> found, Modifiers modifiers) {
    Map<UUID, List<Modifier>> offered =
        found.isEmpty()
            ? Map.of()
            : modifiers.offeredIn(found.stream().map(ModifierGroup::id).toList()).stream()
                .collect(groupingBy(Modifier::groupId));
    return found.stream()
        .map(group -> ModifierProtos.toProto(group, offered.getOrDefault(group.id(), List.of())))
        .toList();
  }

  /** The groups of a product; all groups where it is empty. */
  private static Filter<ModifierGroup> of(String productId, AttachedModifierGroups attached) {
    Filter<ModifierGroup> filter = Filter.all();
    if (!productId.isEmpty()) {
      List<UUID> ids = attached.of(Ids.parse(productId));
      filter.and((row, cb) -> row.get("id").in(ids));
    }
    return filter;
  }
}
