package id.laris.catalog.modifier;

import id.laris.common.Ids;
import id.laris.common.db.Change;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.events.types.CatalogEvents;
import id.laris.pos.v1.ListModifiersRequest;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Modifiers as a resource. Each change is a change of their group, and written as its event. */
@Configuration(proxyBeanMethods = false)
class ModifierResource {

  /** Beside the errors of every resource: NOT_FOUND of the group where a modifier is created. */
  @Bean
  Resource<Modifier, id.laris.pos.v1.Modifier> modifierResource(
      Resources resources,
      Modifiers modifiers,
      Resource<ModifierGroup, id.laris.pos.v1.ModifierGroup> groups,
      Clock clock) {
    return resources
        .of("modifier", modifiers, id.laris.pos.v1.Modifier.getDefaultInstance())
        .fresh((id, described) -> new Modifier(id, Ids.parse(described.getGroupId())))
        .defaults(id.laris.pos.v1.Modifier.newBuilder().setActive(true).build())
        .content(ModifierProtos::toProto)
        .updatable("name", "price_delta", "sort_order", "active")
        .filled("name")
        .filter(
            ListModifiersRequest.class,
            request ->
                Filter.<Modifier>all().equal("groupId", Ids.parseOrNull(request.getGroupId())))
        .beforeLock((ids, paths) -> modifiers.groupsOf(ids).forEach(groups::lock))
        .beforeSave(
            all ->
                all.stream()
                    .filter(Change::isCreate)
                    .map(change -> change.row().groupId())
                    .distinct()
                    .forEach(groups::lockLive))
        .apply(ModifierResource::apply)
        .stored(
            stored ->
                stored.stream()
                    .map(Modifier::groupId)
                    .distinct()
                    .map(groups::find)
                    .forEach(
                        group -> {
                          group.touch(clock.instant());
                          groups.store(group, CatalogEvents.MODIFIER_GROUP.updated());
                        }))
        .build();
  }

  private static void apply(Change<Modifier, id.laris.pos.v1.Modifier> change) {
    change.row().take(change.field("price_delta"), change.after());
  }
}
