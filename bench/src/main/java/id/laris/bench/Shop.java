package id.laris.bench;

import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.SetPriceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** What is sold: a small catalog in a tenant that no run before had. */
record Shop(UUID tenantId, List<Goods> goods) {

  /** A product with its one variant. */
  record Goods(String productId, String variantId, String sku) {}

  static final String CURRENCY = "IDR";

  private static final int PRODUCTS = 50;
  private static final long PRICE_STEP = 100_000;

  static Shop empty() {
    return new Shop(UUID.randomUUID(), List.of());
  }

  static Shop open(String target) {
    UUID tenantId = UUID.randomUUID();
    try (Connection connection = new Connection(target, tenantId)) {
      CatalogServiceBlockingStub catalog = connection.catalog();
      var _ =
          catalog.createTaxRule(
              CreateTaxRuleRequest.newBuilder()
                  .setName("PPN")
                  .setRatePpm(110_000)
                  .setInclusive(true)
                  .setAppliesToAll(true)
                  .build());
      var _ =
          catalog.createServiceCharge(
              CreateServiceChargeRequest.newBuilder()
                  .setName("Service")
                  .setRatePpm(50_000)
                  .setAppliesToAll(true)
                  .build());
      List<Goods> goods = new ArrayList<>();
      for (int number = 1; number <= PRODUCTS; number++) {
        goods.add(stock(catalog, number));
      }
      return new Shop(tenantId, List.copyOf(goods));
    }
  }

  private static Goods stock(CatalogServiceBlockingStub catalog, int number) {
    String sku = "BENCH-" + number;
    String productId =
        catalog
            .createProduct(
                CreateProductRequest.newBuilder().setName("Product " + number).setSku(sku).build())
            .getProduct()
            .getId();
    String variantId =
        catalog
            .createVariant(
                CreateVariantRequest.newBuilder()
                    .setProductId(productId)
                    .setName("Regular")
                    .setSku(sku)
                    .build())
            .getVariant()
            .getId();
    var _ =
        catalog.setPrice(
            SetPriceRequest.newBuilder()
                .setVariantId(variantId)
                .setAmount(number * PRICE_STEP)
                .setCurrency(CURRENCY)
                .build());
    return new Goods(productId, variantId, sku);
  }

  Goods any() {
    return goods.get(ThreadLocalRandom.current().nextInt(goods.size()));
  }
}
