package id.laris.bench.shop;

import id.laris.bench.shop.Assortment.Goods;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.AdjustStockRequest.Adjustment;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.SetPriceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A small shop, in a tenant that no run before had. Each of its assortments is made when the first
 * scenario needs it.
 */
public final class Shop {

  static final String CURRENCY = "IDR";

  private static final int PRODUCTS = 50;
  private static final long PRICE_STEP = 100_000;

  /** More than all tills together sell, however long they are measured. */
  private static final long PLENTY = 1_000_000_000;

  private final String target;
  private final UUID tenantId = UUID.randomUUID();
  private @Nullable Assortment withoutStock;
  private @Nullable Assortment withStock;

  public Shop(String target) {
    this.target = target;
  }

  /** A connection of one more caller in this shop. */
  public Connection connect() {
    return new Connection(target, tenantId);
  }

  /** Goods whose stock nobody counts, sold nowhere in particular. */
  public Assortment withoutStock() {
    if (withoutStock == null) {
      try (Connection connection = connect()) {
        withoutStock = new Assortment("", goods(connection.catalog(), "BENCH-", false));
      }
    }
    return withoutStock;
  }

  /** The like with stock, at a location. */
  public Assortment withStock() {
    if (withStock == null) {
      try (Connection connection = connect()) {
        List<Goods> goods = goods(connection.catalog(), "STOCKED-", true);
        withStock = new Assortment(locationOf(connection, goods), goods);
      }
    }
    return withStock;
  }

  private List<Goods> goods(
      CatalogServiceBlockingStub catalog, String skuPrefix, boolean trackStock) {
    if (withoutStock == null && withStock == null) {
      taxAndServe(catalog);
    }
    List<Goods> goods = new ArrayList<>();
    for (int number = 1; number <= PRODUCTS; number++) {
      goods.add(goods(catalog, number, skuPrefix + number, trackStock));
    }
    return List.copyOf(goods);
  }

  /** What is added to every sale of the tenant. */
  private static void taxAndServe(CatalogServiceBlockingStub catalog) {
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
  }

  private static Goods goods(
      CatalogServiceBlockingStub catalog, int number, String sku, boolean trackStock) {
    String productId =
        catalog
            .createProduct(
                CreateProductRequest.newBuilder()
                    .setName("Product " + number)
                    .setSku(sku)
                    .setTrackStock(trackStock)
                    .build())
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

  /** A location that has plenty of the goods. */
  private static String locationOf(Connection connection, List<Goods> goods) {
    String locationId =
        connection
            .inventory()
            .createLocation(
                CreateLocationRequest.newBuilder().setCode("BENCH").setName("Bench").build())
            .getLocation()
            .getId();
    AdjustStockRequest.Builder delivery = AdjustStockRequest.newBuilder().setLocationId(locationId);
    goods.forEach(
        one ->
            delivery.addAdjustments(
                Adjustment.newBuilder()
                    .setVariantId(one.variantId())
                    .setSetTo(PLENTY)
                    .setReason("opening")));
    var _ = connection.inventory().adjustStock(delivery.build());
    return locationId;
  }
}
