package id.laris.catalog.modifier;

import static java.util.stream.Collectors.groupingBy;

import id.laris.catalog.change.ChangeLog;
import id.laris.common.db.EventType;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.events.types.CatalogEvents;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gets modifier groups out of the database and back, with the record of the change, and onto the
 * wire with their modifiers.
 */
@Component
class ModifierGroupStore {

  private final ModifierGroups groups;
  private final Modifiers modifiers;
  private final ChangeLog changes;
  private final Clock clock;

  ModifierGroupStore(ModifierGroups groups, Modifiers modifiers, ChangeLog changes, Clock clock) {
    this.groups = groups;
    this.modifiers = modifiers;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * The group, locked, deleted or not. A group is always locked before its modifiers, and before
   * products.
   */
  ModifierGroup lock(UUID id) {
    return groups.lock(id).orElseThrow(() -> notFound(id));
  }

  /** The group, locked; a deleted one is not there. */
  ModifierGroup lockLive(UUID id) {
    ModifierGroup group = lock(id);
    if (group.isDeleted()) {
      throw notFound(id);
    }
    return group;
  }

  /** Stores the group and says what happened to it. */
  id.laris.pos.v1.ModifierGroup store(
      ModifierGroup group, EventType<id.laris.pos.v1.ModifierGroup> event) {
    return record(groups.saveAndFlush(group), event);
  }

  /** Stores the group and says so, where anything about it is another than before. */
  id.laris.pos.v1.ModifierGroup storeUpdated(ModifierGroup group) {
    int before = group.version();
    ModifierGroup saved = groups.saveAndFlush(group);
    return saved.version() == before
        ? toProto(saved)
        : record(saved, CatalogEvents.MODIFIER_GROUP.updated());
  }

  /** Says that modifiers of the group have changed, which it consists of. */
  void storeTouched(ModifierGroup group) {
    group.touch(clock.instant());
    store(group, CatalogEvents.MODIFIER_GROUP.updated());
  }

  private id.laris.pos.v1.ModifierGroup record(
      ModifierGroup group, EventType<id.laris.pos.v1.ModifierGroup> event) {
    id.laris.pos.v1.ModifierGroup proto = toProto(group);
    changes.record(event, group, proto);
    return proto;
  }

  id.laris.pos.v1.ModifierGroup toProto(ModifierGroup group) {
    return toProtos(List.of(group)).getFirst();
  }

  /** The groups as the wire has them, their modifiers read in one statement. */
  List<id.laris.pos.v1.ModifierGroup> toProtos(List<ModifierGroup> found) {
    Map<UUID, List<Modifier>> offered =
        found.isEmpty()
            ? Map.of()
            : modifiers.offeredIn(found.stream().map(ModifierGroup::id).toList()).stream()
                .collect(groupingBy(Modifier::groupId));
    return found.stream()
        .map(group -> ModifierProtos.toProto(group, offered.getOrDefault(group.id(), List.of())))
        .toList();
  }

  static PosException notFound(UUID id) {
    return Errors.notFound("modifier group", id);
  }
}
