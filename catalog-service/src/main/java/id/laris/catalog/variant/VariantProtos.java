package id.laris.catalog.variant;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.pos.v1.Money;
import java.util.List;

final class VariantProtos {

  private VariantProtos() {}

  /** Converts the row alone to the variant, without its components. */
  static id.laris.pos.v1.Variant content(Variant variant) {
    return toProto(variant, List.of());
  }

  /**
   * Converts the variant to its message.
   *
   * @param parts what it is made of
   */
  static id.laris.pos.v1.Variant toProto(Variant variant, List<Part> parts) {
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
            .setVersion(variant.version())
            .setStockQuantity(variant.stockQuantity());
    parts.forEach(part -> proto.addComponents(part.toProto()));
    Unit stockUnit = variant.stockUnit();
    if (stockUnit != null) {
      proto.setStockUnit(stockUnit.toProto());
    }
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
