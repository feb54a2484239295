package id.laris.catalog.category;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.Ids;

final class CategoryProtos {

  private CategoryProtos() {}

  static id.laris.pos.v1.Category toProto(Category category) {
    id.laris.pos.v1.Category.Builder proto =
        id.laris.pos.v1.Category.newBuilder()
            .setId(category.id().toString())
            .setName(category.name())
            .setSortOrder(category.sortOrder())
            .setParentId(Ids.text(category.parentId()))
            .setColor(category.color())
            .setVersion(category.version());
    setTime(category.createdAt(), proto::setCreatedAt);
    setTime(category.updatedAt(), proto::setUpdatedAt);
    setTime(category.deletedAt(), proto::setDeletedAt);
    return proto.build();
  }
}
