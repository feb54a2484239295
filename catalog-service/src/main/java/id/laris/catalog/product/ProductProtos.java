package id.laris.catalog.product;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.Ids;
import java.util.List;
import java.util.UUID;

final class ProductProtos {

  private ProductProtos() {}

  /** Returns the content that the creator gave it, without modifier groups attached later. */
  static id.laris.pos.v1.Product content(Product product) {
    return toProto(product, List.of());
  }

  static id.laris.pos.v1.Product toProto(Product product, List<UUID> modifierGroupIds) {
    id.laris.pos.v1.Product.Builder proto =
        id.laris.pos.v1.Product.newBuilder()
            .setId(product.id().toString())
            .setName(product.name())
            .setSku(product.sku())
            .setCategoryId(Ids.text(product.categoryId()))
            .setDescription(product.description())
            .setBrand(product.brand())
            .setBarcode(product.barcode())
            .addAllTags(product.tags())
            .addAllTaxRuleIds(product.taxRuleIds().stream().map(UUID::toString).toList())
            .setTrackStock(product.tracksStock())
            .setImageUrl(product.imageUrl())
            .putAllAttributes(product.attributes())
            .setActive(product.isActive())
            .setTaxExempt(product.isTaxExempt())
            .setGiftCard(product.isGiftCard())
            .addAllModifierGroupIds(modifierGroupIds.stream().map(UUID::toString).toList())
            .setVersion(product.version());
    setTime(product.createdAt(), proto::setCreatedAt);
    setTime(product.updatedAt(), proto::setUpdatedAt);
    setTime(product.deletedAt(), proto::setDeletedAt);
    return proto.build();
  }
}
