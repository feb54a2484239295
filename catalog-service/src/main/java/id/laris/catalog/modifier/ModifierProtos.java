package id.laris.catalog.modifier;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.pos.v1.Money;
import java.util.List;

final class ModifierProtos {

  private ModifierProtos() {}

  /** Returns the content that the creator gave the group, without modifiers added later. */
  static id.laris.pos.v1.ModifierGroup content(ModifierGroup group) {
    return toProto(group, List.of());
  }

  static id.laris.pos.v1.ModifierGroup toProto(ModifierGroup group, List<Modifier> modifiers) {
    id.laris.pos.v1.ModifierGroup.Builder proto =
        id.laris.pos.v1.ModifierGroup.newBuilder()
            .setId(group.id().toString())
            .setName(group.name())
            .setMinSelect(group.minSelect())
            .setMaxSelect(group.maxSelect())
            .setSortOrder(group.sortOrder())
            .addAllModifiers(modifiers.stream().map(ModifierProtos::toProto).toList())
            .setVersion(group.version());
    setTime(group.createdAt(), proto::setCreatedAt);
    setTime(group.updatedAt(), proto::setUpdatedAt);
    setTime(group.deletedAt(), proto::setDeletedAt);
    return proto.build();
  }

  static id.laris.pos.v1.Modifier toProto(Modifier modifier) {
    id.laris.pos.v1.Modifier.Builder proto =
        id.laris.pos.v1.Modifier.newBuilder()
            .setId(modifier.id().toString())
            .setGroupId(modifier.groupId().toString())
            .setName(modifier.name())
            .setSortOrder(modifier.sortOrder())
            .setActive(modifier.isActive())
            .setVersion(modifier.version());
    Money priceDelta = modifier.priceDelta();
    if (priceDelta != null) {
      proto.setPriceDelta(priceDelta);
    }
    setTime(modifier.createdAt(), proto::setCreatedAt);
    setTime(modifier.updatedAt(), proto::setUpdatedAt);
    setTime(modifier.deletedAt(), proto::setDeletedAt);
    return proto.build();
  }
}
