package id.laris.suite;

import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.SetPriceRequest;
import io.grpc.Channel;

/** A catalog with one product. */
final class TinyCatalog {

  static final long PRICE = 2_500_000;

  private TinyCatalog() {}

  /** Makes it, and returns the id of its variant. */
  static String variant(Channel channel) {
    return variant(channel, false);
  }

  /** The same, with its stock counted. */
  static String countedVariant(Channel channel) {
    return variant(channel, true);
  }

  private static String variant(Channel channel, boolean trackStock) {
    CatalogServiceBlockingStub catalog = CatalogServiceGrpc.newBlockingStub(channel);
    String product =
        catalog
            .createProduct(
                CreateProductRequest.newBuilder()
                    .setName("Iced Latte")
                    .setTrackStock(trackStock)
                    .build())
            .getProduct()
            .getId();
    String variant =
        catalog
            .createVariant(
                CreateVariantRequest.newBuilder().setProductId(product).setName("Regular").build())
            .getVariant()
            .getId();
    catalog.setPrice(
        SetPriceRequest.newBuilder()
            .setVariantId(variant)
            .setAmount(PRICE)
            .setCurrency("IDR")
            .build());
    return variant;
  }
}
