package id.laris.catalog.product;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateProductRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class ProductProtos {

  private ProductProtos() {}

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
            .addAllTaxRuleIds(Ids.texts(product.taxRuleIds()))
            .setTrackStock(product.tracksStock())
            .setImageUrl(product.imageUrl())
            .putAllAttributes(product.attributes())
            .setActive(product.isActive())
            .setTaxExempt(product.isTaxExempt())
            .addAllModifierGroupIds(Ids.texts(modifierGroupIds))
            .setVersion(product.version());
    setTime(product.createdAt(), proto::setCreatedAt);
    setTime(product.updatedAt(), proto::setUpdatedAt);
    setTime(product.deletedAt(), proto::setDeletedAt);
    return proto.build();
  }

  /** What a request asks for: products are made active. */
  static id.laris.pos.v1.Product wanted(CreateProductRequest request) {
    return id.laris.pos.v1.Product.newBuilder()
        .setId(request.getId())
        .setName(request.getName())
        .setSku(request.getSku())
        .setCategoryId(request.getCategoryId())
        .setDescription(request.getDescription())
        .setBrand(request.getBrand())
        .setBarcode(request.getBarcode())
        .addAllTags(request.getTagsList())
        .addAllTaxRuleIds(request.getTaxRuleIdsList())
        .setTrackStock(request.getTrackStock())
        .setImageUrl(request.getImageUrl())
        .putAllAttributes(request.getAttributesMap())
        .setTaxExempt(request.getTaxExempt())
        .setActive(true)
        .build();
  }

  static String name(id.laris.pos.v1.Product proto) {
    return Protos.required("product.name", proto.getName());
  }

  static @Nullable UUID categoryId(id.laris.pos.v1.Product proto) {
    return Ids.parseOrNull(proto.getCategoryId());
  }

  static List<UUID> taxRuleIds(id.laris.pos.v1.Product proto) {
    return Ids.parseAll(proto.getTaxRuleIdsList());
  }
}
