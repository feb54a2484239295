package id.laris.catalog.product;

import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateProductRequest;
import java.util.Collection;
import java.util.Set;

/** The fields of a product that a caller decides. */
final class ProductFields {

  static final Set<String> UPDATABLE =
      Set.of(
          "name",
          "sku",
          "category_id",
          "description",
          "brand",
          "barcode",
          "tags",
          "tax_rule_ids",
          "track_stock",
          "image_url",
          "attributes",
          "active",
          "tax_exempt");

  /** The fields that the search uses. */
  private static final Set<String> SEARCHED = Set.of("name", "sku", "brand", "barcode");

  private ProductFields() {}

  static boolean isSearched(Collection<String> paths) {
    return paths.stream().anyMatch(SEARCHED::contains);
  }

  /** Takes over the fields with these names. */
  static void take(Product product, id.laris.pos.v1.Product wanted, Collection<String> paths) {
    for (String path : paths) {
      switch (path) {
        case "name" -> product.setName(Protos.required("product.name", wanted.getName()));
        case "sku" -> product.setSku(wanted.getSku());
        case "category_id" -> product.setCategoryId(Ids.parseOrNull(wanted.getCategoryId()));
        case "description" -> product.setDescription(wanted.getDescription());
        case "brand" -> product.setBrand(wanted.getBrand());
        case "barcode" -> product.setBarcode(wanted.getBarcode());
        case "tags" -> product.setTags(wanted.getTagsList());
        case "tax_rule_ids" ->
            product.setTaxRuleIds(
                wanted.getTaxRuleIdsList().stream().map(Ids::parse).distinct().toList());
        case "track_stock" -> product.setTrackStock(wanted.getTrackStock());
        case "image_url" -> product.setImageUrl(wanted.getImageUrl());
        case "attributes" -> product.setAttributes(wanted.getAttributesMap());
        case "active" -> product.setActive(wanted.getActive());
        case "tax_exempt" -> product.setTaxExempt(wanted.getTaxExempt());
        default -> throw new IllegalArgumentException(path);
      }
    }
  }

  /** The product that the request describes: active, with everything else as it says. */
  static Product made(CreateProductRequest request) {
    Product product = new Product(Ids.orNext(request.getId()));
    id.laris.pos.v1.Product wanted =
        id.laris.pos.v1.Product.newBuilder()
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
            .setActive(true)
            .setTaxExempt(request.getTaxExempt())
            .build();
    take(product, wanted, UPDATABLE);
    return product;
  }
}
