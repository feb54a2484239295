package id.laris.bench.scenario;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import id.laris.bench.scenario.Assortment.Goods;
import id.laris.bench.scenario.Assortment.Members;
import id.laris.client.LarisClient;
import id.laris.demo.Demo;
import id.laris.pos.v1.AdjustPointsRequest;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.AdjustStockRequest.Adjustment;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateRewardRequest;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsRequest.Row;
import id.laris.pos.v1.ImportProductsResponse;
import id.laris.pos.v1.ImportProductsResponse.RowResult;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.LoyaltyProgram.AmountRule;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.SetLoyaltyProgramRequest;
import io.grpc.Status;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A small shop. Each of its assortments is made when the first scenario needs it. */
public final class Shop {

  static final String CURRENCY = "IDR";

  private static final int PRODUCTS = 50;
  private static final long PRICE_STEP = 100_000;

  private static final int MEMBERS = 100;
  private static final long REWARD_POINTS = 10;

  /** More than all tills together sell, however long they are measured. */
  private static final long PLENTY = 1_000_000_000;

  private final String target;
  private final UUID tenantId;
  private final Supplier<Assortment> withStock = Suppliers.memoize(() -> make(true));
  private final Supplier<Assortment> withoutStock;
  private final Supplier<Members> members = Suppliers.memoize(this::enrol);
  private final Supplier<Assortment> promoted = Suppliers.memoize(this::promote);
  private boolean taxed;

  /** A shop in a tenant that no run before had. */
  Shop(String target) {
    this.target = target;
    this.tenantId = UUID.randomUUID();
    this.withoutStock = Suppliers.memoize(() -> make(false));
  }

  /** The first shop of demo data, which sells what is on the menu. */
  Shop(String target, Demo demo) {
    this.target = target;
    this.tenantId = demo.tenant();
    List<Goods> menu =
        demo.menu().stream()
            .map(one -> new Goods("" + one.productId(), "" + one.variantId(), one.sku()))
            .toList();
    String locationId = demo.locations().getFirst().toString();
    this.withoutStock = () -> new Assortment(tenantId, locationId, menu);
    this.taxed = true;
  }

  /** A connection of one more caller in this shop, with a key on every write. */
  LarisClient connect() {
    return LarisClient.to(target).as(tenantId).withKeys();
  }

  /** For callers that neither sell nor look anything up. */
  Assortment nothing() {
    return new Assortment(tenantId, "", List.of());
  }

  /** Goods whose stock nobody counts, sold nowhere in particular. */
  public Assortment withoutStock() {
    return withoutStock.get();
  }

  /** Goods with stock, at a location. */
  public Assortment withStock() {
    return withStock.get();
  }

  /** Goods whose stock nobody counts, sold to customers who earn points and have many. */
  public Assortment withMembers() {
    Assortment goods = withoutStock();
    return new Assortment(goods.tenantId(), goods.locationId(), goods.goods(), members.get());
  }

  /** Goods whose stock nobody counts, in a tenant with twenty active promotions. */
  public Assortment withPromotions() {
    return promoted.get();
  }

  /** The loyalty program, a reward of it, and customers. */
  private Members enrol() {
    try (LarisClient client = connect()) {
      var _ =
          client
              .customers()
              .setLoyaltyProgram(
                  SetLoyaltyProgramRequest.newBuilder()
                      .setProgram(
                          LoyaltyProgram.newBuilder()
                              .setActive(true)
                              .setName("Club")
                              .setAmountRule(
                                  AmountRule.newBuilder()
                                      .setBase(LoyaltyProgram.Base.NET)
                                      .setPointsNumerator(1)
                                      .setAmountDenominator(PRICE_STEP)
                                      .setCurrency(CURRENCY)))
                      .build());
      String rewardId =
          client
              .customers()
              .createReward(
                  CreateRewardRequest.newBuilder()
                      .setName("Thanks")
                      .setPoints(REWARD_POINTS)
                      .setAmountOff(Money.newBuilder().setAmount(PRICE_STEP).setCurrency(CURRENCY))
                      .build())
              .getReward()
              .getId();
      List<String> customerIds =
          IntStream.range(0, MEMBERS).mapToObj(number -> member(client, number)).toList();
      return new Members(customerIds, rewardId);
    }
  }

  private Assortment promote() {
    Assortment goods = withoutStock();
    try (LarisClient client = connect()) {
      Offers.twenty(goods.goods())
          .forEach(
              offer -> {
                var _ = client.promotions().createPromotion(offer);
              });
    }
    return goods;
  }

  private static String member(LarisClient client, int number) {
    String customerId =
        client
            .customers()
            .createCustomer(
                CreateCustomerRequest.newBuilder().setDisplayName("Member " + number).build())
            .getCustomer()
            .getId();
    var _ =
        client
            .customers()
            .adjustPoints(
                AdjustPointsRequest.newBuilder()
                    .setCustomerId(customerId)
                    .setPoints(PLENTY)
                    .setReason("opening")
                    .build());
    return customerId;
  }

  private Assortment make(boolean tracked) {
    try (LarisClient client = connect()) {
      if (!taxed) {
        taxAndServiceCharge(client.catalog());
        taxed = true;
      }
      List<Goods> goods = goods(client.catalog(), tracked);
      return new Assortment(tenantId, tracked ? locationOf(client, goods) : "", goods);
    }
  }

  private static List<Goods> goods(CatalogServiceBlockingStub catalog, boolean tracked) {
    ImportProductsRequest.Builder rows = ImportProductsRequest.newBuilder();
    for (int number = 1; number <= PRODUCTS; number++) {
      rows.addRows(
          Row.newBuilder()
              .setName("Product " + number)
              .setSku((tracked ? "STOCKED-" : "BENCH-") + number)
              .setTrackStock(tracked)
              .setPrice(Money.newBuilder().setAmount(number * PRICE_STEP).setCurrency(CURRENCY)));
    }
    List<RowResult> made = imported(catalog, rows.build());
    return IntStream.range(0, PRODUCTS)
        .mapToObj(
            place ->
                new Goods(
                    made.get(place).getProductId(),
                    made.get(place).getVariantId(),
                    rows.getRows(place).getSku()))
        .toList();
  }

  /** Imports the products, or ends the run. */
  static List<RowResult> imported(CatalogServiceBlockingStub catalog, ImportProductsRequest rows) {
    ImportProductsResponse answer = catalog.importProducts(rows);
    if (!answer.getStored()) {
      throw Status.ABORTED
          .withDescription("the products were not imported: " + answer.getFailedCount())
          .asRuntimeException();
    }
    return answer.getResultsList();
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
    String locationId = location(client, "BENCH", "Bench");
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

  static String location(LarisClient client, String code, String name) {
    return client
        .inventory()
        .createLocation(CreateLocationRequest.newBuilder().setCode(code).setName(name).build())
        .getLocation()
        .getId();
  }
}
