package id.laris.catalog.variant;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.pos.v1.Money;

final class VariantProtos {

  private VariantProtos() {}

  static id.laris.pos.v1.Variant toProto(Variant variant) {
    id.laris.pos.v1.Variant.Builder proto =
        id.laris.pos.v1.Variant.newBuilder()
            .setId(variant.id().toString())
            .setProductId(variant.productId().toString())
            .setName(variant.name())
            .setSku(variant.sku())
            .setBarcode(variant.barcode())
            .setUnit(variant.unit().toProto())
            .setUnitDecimals(variant.unit().decimals())
            .putAllAttributes(variant.attributes())
            .setActive(variant.isActive())
            .setVersion(variant.version());
    Money cost = variant.cost();
    if (cost != null) {
      proto.setCost(cost);
    }
    setTime(variant.createdAt(), proto::setCreatedAt);
    setTime(variant.updatedAt(), proto::setUpdatedAt);
    setTime(variant.deletedAt(), proto::setDeletedAt);
    return proto.build();
  }
}
