package id.laris.catalog.product;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.catalog.unit.Units;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.Money;
import org.jspecify.annotations.Nullable;

final class VariantProtos {

  private static final long MAX_COST = 1_000_000_000_000_000L;

  private VariantProtos() {}

  static id.laris.pos.v1.Variant toProto(Variant variant) {
    id.laris.pos.v1.Variant.Builder proto =
        id.laris.pos.v1.Variant.newBuilder()
            .setId(variant.id().toString())
            .setProductId(variant.productId().toString())
            .setName(variant.name())
            .setSku(variant.sku())
            .setBarcode(variant.barcode())
            .setUnit(variant.unit())
            .setUnitDecimals(Units.decimals(variant.unit()))
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

  /** What a request asks for: variants are made active. */
  static id.laris.pos.v1.Variant wanted(CreateVariantRequest request) {
    id.laris.pos.v1.Variant.Builder proto =
        id.laris.pos.v1.Variant.newBuilder()
            .setName(request.getName())
            .setSku(request.getSku())
            .setBarcode(request.getBarcode())
            .setUnit(request.getUnit())
            .putAllAttributes(request.getAttributesMap())
            .setActive(true);
    if (request.hasCost()) {
      proto.setCost(request.getCost());
    }
    return proto.build();
  }

  static @Nullable Money cost(id.laris.pos.v1.Variant proto) {
    if (!proto.hasCost()) {
      return null;
    }
    Money cost = proto.getCost();
    if (cost.getAmount() < 0 || cost.getAmount() > MAX_COST) {
      throw Errors.invalid("cost.amount", "must be 0 to 10^15 minor units");
    }
    return Protos.money(
        cost.getAmount(), Protos.currency("cost.currency", cost.getCurrency()));
  }
}
