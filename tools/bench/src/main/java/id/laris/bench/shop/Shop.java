package id.laris.bench.shop;

import id.laris.bench.shop.Assortment.Goods;
import id.laris.client.LarisClient;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.AdjustStockRequest.Adjustment;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsRequest.Row;
import id.laris.pos.v1.ImportProductsResponse;
import id.laris.pos.v1.ImportProductsResponse.RowResult;
import id.laris.pos.v1.Money;
import io.grpc.Status;
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
  private final UUID tenantId;
  private @Nullable Assortment withoutStock;
  private @Nullable Assortment withStock;

  public Shop(String target) {
    this.target = target;
    this.tenantId = UUID.randomUUID();
  }

  /** One that is there already, and what it sells. */
  public Shop(String target, UUID tenantId, Assortment withoutStock) {
    this.target = target;
    this.tenantId = tenantId;
    this.withoutStock = withoutStock;
  }

  /** A connection of one more caller in this shop, with a key on every write. */
  public LarisClient connect() {
    return LarisClient.to(target).as(tenantId).withKeys();
  }

  public UUID tenantId() {
    return tenantId;
  }

  /** Goods whose stock nobody counts, sold nowhere in particular. */
  public Assortment withoutStock() {
    if (withoutStock == null) {
      try (LarisClient client = connect()) {
        withoutStock = new Assortment("", goods(client.catalog(), "BENCH-", false));
      }
    }
    return withoutStock;
  }

  /** Goods with stock, at a location. */
  public Assortment withStock() {
    if (withStock == null) {
      try (LarisClient client = connect()) {
        List<Goods> goods = goods(client.catalog(), "STOCKED-", true);
        withStock = new Assortment(locationOf(client, goods), goods);
      }
    }
    return withStock;
  }

  private List<Goods> goods(
      CatalogServiceBlockingStub catalog, String skuPrefix, boolean trackStock) {
    if (withoutStock == null && withStock == null) {
      taxAndServiceCharge(catalog);
    }
    ImportProductsRequest.Builder rows = ImportProductsRequest.newBuilder();
    for (int number = 1; number <= PRODUCTS; number++) {
      rows.addRows(
          Row.newBuilder()
              .setName("Product " + number)
              .setSku(skuPrefix + number)
              .setTrackStock(trackStock)
              .setPrice(Money.newBuilder().setAmount(number * PRICE_STEP).setCurrency(CURRENCY)));
    }
    ImportProductsResponse answer = imported(catalog, rows.build());
    List<Goods> goods = new ArrayList<>();
    for (int place = 0; place < PRODUCTS; place++) {
      RowResult made = answer.getResults(place);
      goods.add(new Goods(made.getProductId(), made.getVariantId(), rows.getRows(place).getSku()));
    }
    return List.copyOf(goods);
  }

  /** Imports the products, or ends the run. */
  public static ImportProductsResponse imported(
      CatalogServiceBlockingStub catalog, ImportProductsRequest rows) {
    ImportProductsResponse answer = catalog.importProducts(rows);
    if (!answer.getStored()) {
      throw Status.ABORTED
          .withDescription("the products were not imported: " + answer.getFailedCount())
          .asRuntimeException();
    }
    return answer;
  }

  /** The tax and the service charge of every sale of the tenant. */
  private static void taxAndServiceCharge(CatalogServiceBlockingStub catalog) {
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

  /** A location that has plenty of the goods. */
  private static String locationOf(LarisClient client, List<Goods> goods) {
    CreateLocationRequest location =
        CreateLocationRequest.newBuilder().setCode("BENCH").setName("Bench").build();
    String locationId = client.inventory().createLocation(location).getLocation().getId();
    AdjustStockRequest.Builder delivery = AdjustStockRequest.newBuilder().setLocationId(locationId);
    goods.forEach(
        one ->
            delivery.addAdjustments(
                Adjustment.newBuilder()
                    .setVariantId(one.variantId())
                    .setSetTo(PLENTY)
                    .setReason("opening")));
    var _ = client.inventory().adjustStock(delivery.build());
    return locationId;
  }
}
