package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import id.laris.catalog.CatalogApplication;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.inventory.InventoryApplication;
import id.laris.payment.PaymentApplication;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.GetStockLevelRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SalesSettings;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.UpdateSalesSettingsRequest;
import id.laris.sales.SalesApplication;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.SimulatorSettings;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import id.laris.testkit.TestPostgres;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Catalog, sales, inventory and payment as processes of their own against one Postgres, with one of
 * them gone in the middle of a sale.
 */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class SeparateProcessesTest {

  private static final UUID TENANT = UUID.randomUUID();

  @TempDir Path temporary;

  @Test
  void aSaleOutlivesTheCatalog() throws Exception {
    DatabaseSettings database = TestPostgres.newDatabase();
    int catalogPort = ServiceProcess.freePort();
    try (ServiceProcess sales = startSales(database, catalogPort)) {
      String variant;
      Order draft;
      SalesServiceBlockingStub till = SalesServiceGrpc.newBlockingStub(asTenant(sales.channel()));
      try (ServiceProcess catalog = startCatalog(database, catalogPort)) {
        catalog.awaitReady();
        sales.awaitReady();
        sellWithoutPromotions(till);
        variant = TinyCatalog.variant(asTenant(catalog.channel()));
        draft = till.createOrder(CreateOrderRequest.getDefaultInstance()).getOrder();
        draft = till.addOrderItem(item(draft, variant)).getOrder();
        catalog.kill();
      }

      Order before = draft;
      Refusal refusal = Refusal.of(() -> till.addOrderItem(item(before, variant)));
      refusal.has(Reason.UNAVAILABLE);
      assertThat(refusal.saysWhenToRetry()).isTrue();
      assertThat(get(till, draft)).isEqualTo(draft);
      assertThat(till.createOrder(CreateOrderRequest.getDefaultInstance()).hasOrder()).isTrue();

      Order open;
      try (ServiceProcess catalog = startCatalog(database, catalogPort)) {
        catalog.awaitReady();
        open = finalizeWhenTheCatalogIsBack(till, draft);
      }
      till.addPayment(
          AddPaymentRequest.newBuilder()
              .setOrderId(open.getId())
              .setPaymentType(Payment.Type.CASH)
              .setAmount(5_000_000)
              .build());
      Order completed =
          till.completeOrder(CompleteOrderRequest.newBuilder().setOrderId(open.getId()).build())
              .getOrder();
      assertThat(completed.getStatus()).isEqualTo(Order.Status.COMPLETED);
      assertThat(completed.getItemsList()).hasSize(1);
      assertThat(completed.getTotal().getAmount()).isEqualTo(5_000_000);
    }
  }

  @Test
  void stockIsPromisedAndSoldAcrossProcessesAndWhatTheInventoryMissedItLearnsLater()
      throws Exception {
    DatabaseSettings database = TestPostgres.newDatabase();
    int catalogPort = ServiceProcess.freePort();
    int salesPort = ServiceProcess.freePort();
    int inventoryPort = ServiceProcess.freePort();
    Map<String, String> targets =
        Map.of(
            "POS_CATALOG_TARGET", "dns:///127.0.0.1:" + catalogPort,
            "POS_SALES_TARGET", "dns:///127.0.0.1:" + salesPort,
            "POS_INVENTORY_TARGET", "dns:///127.0.0.1:" + inventoryPort);
    try (ServiceProcess catalog =
            start(CatalogApplication.class, catalogPort, database, targets).awaitReady();
        ServiceProcess sales =
            start(SalesApplication.class, salesPort, database, targets).awaitReady()) {
      SalesServiceBlockingStub till = SalesServiceGrpc.newBlockingStub(asTenant(sales.channel()));
      sellWithoutPromotions(till);
      String variant = TinyCatalog.countedVariant(asTenant(catalog.channel()));
      String shop;
      Order open;
      try (ServiceProcess inventory =
          start(InventoryApplication.class, inventoryPort, database, targets).awaitReady()) {
        InventoryServiceBlockingStub stock =
            InventoryServiceGrpc.newBlockingStub(asTenant(inventory.channel()));
        shop = shopWith(stock, variant, 5);
        Order draft =
            till.createOrder(CreateOrderRequest.newBuilder().setLocationId(shop).build())
                .getOrder();
        draft = till.addOrderItem(item(draft, variant)).getOrder();
        open =
            till.finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(draft.getId()).build())
                .getOrder();
        assertThat(level(stock, shop, variant).getReserved()).isEqualTo(2);
        inventory.kill();
      }
      till.addPayment(
          AddPaymentRequest.newBuilder()
              .setOrderId(open.getId())
              .setPaymentType(Payment.Type.CASH)
              .setAmount(5_000_000)
              .build());
      till.completeOrder(CompleteOrderRequest.newBuilder().setOrderId(open.getId()).build());

      try (ServiceProcess inventory =
          start(InventoryApplication.class, inventoryPort, database, targets).awaitReady()) {
        InventoryServiceBlockingStub stock =
            InventoryServiceGrpc.newBlockingStub(asTenant(inventory.channel()));
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> level(stock, shop, variant).getOnHand() == 3);
        assertThat(level(stock, shop, variant).getReserved()).isZero();
      }
    }
  }

  @Test
  void aQrCodeIsPaidAcrossProcessesAndWhatPaymentsMissedTheyLearnLater() throws Exception {
    DatabaseSettings database = TestPostgres.newDatabase();
    int catalogPort = ServiceProcess.freePort();
    int salesPort = ServiceProcess.freePort();
    int paymentPort = ServiceProcess.freePort();
    try (MidtransSimulator midtrans =
        MidtransSimulator.start(SimulatorSettings.defaults().withPort(0))) {
      Map<String, String> settings =
          Map.of(
              "POS_CATALOG_TARGET", "dns:///127.0.0.1:" + catalogPort,
              "POS_SALES_TARGET", "dns:///127.0.0.1:" + salesPort,
              "POS_PAYMENT_TARGET", "dns:///127.0.0.1:" + paymentPort,
              "POS_MIDTRANS_URL", midtrans.url().toString());
      try (ServiceProcess catalog =
              start(CatalogApplication.class, catalogPort, database, settings).awaitReady();
          ServiceProcess sales =
              start(SalesApplication.class, salesPort, database, settings).awaitReady()) {
        sellWithoutPromotions(SalesServiceGrpc.newBlockingStub(asTenant(sales.channel())));
        String variant = TinyCatalog.variant(asTenant(catalog.channel()));
        String unpaid;
        try (ServiceProcess payment =
            start(PaymentApplication.class, paymentPort, database, settings).awaitReady()) {
          World.openAccount(asTenant(payment.channel()));
          Counter counter =
              new Counter(asTenant(sales.channel()), asTenant(payment.channel()), variant);
          String paid = counter.open().getId();
          counter.showQr(paid);
          midtrans.control().pay(counter.transactionsOf(paid).getFirst().getGatewayOrderId());
          await()
              .atMost(Duration.ofSeconds(30))
              .until(() -> counter.get(paid).getStatus() == Order.Status.COMPLETED);
          unpaid = counter.open().getId();
          counter.showQr(unpaid);
          payment.kill();
          counter.voidOrder(unpaid);
        }
        try (ServiceProcess payment =
            start(PaymentApplication.class, paymentPort, database, settings).awaitReady()) {
          Counter counter =
              new Counter(asTenant(sales.channel()), asTenant(payment.channel()), variant);
          await()
              .atMost(Duration.ofSeconds(30))
              .until(
                  () ->
                      counter.transactionsOf(unpaid).getFirst().getState()
                          == PaymentTransaction.State.CANCELLED);
        }
      }
    }
  }

  /** The shop sells on without promotion-service, which none of these tests starts. */
  private static void sellWithoutPromotions(SalesServiceBlockingStub sales) {
    var _ =
        sales.updateSalesSettings(
            UpdateSalesSettingsRequest.newBuilder()
                .setSettings(SalesSettings.newBuilder().setSellWithoutPromotions(true))
                .setUpdateMask(FieldMask.newBuilder().addPaths("sell_without_promotions"))
                .build());
  }

  private ServiceProcess start(
      Class<?> application, int port, DatabaseSettings database, Map<String, String> targets)
      throws IOException {
    Path log = temporary.resolve(application.getSimpleName() + ".log");
    return ServiceProcess.start(application, port, database, log, targets);
  }

  private static String shopWith(
      InventoryServiceBlockingStub stock, String variant, long quantity) {
    String shop =
        stock
            .createLocation(
                CreateLocationRequest.newBuilder().setCode("SHOP").setName("Shop").build())
            .getLocation()
            .getId();
    stock.adjustStock(
        AdjustStockRequest.newBuilder()
            .setLocationId(shop)
            .addAdjustments(
                AdjustStockRequest.Adjustment.newBuilder()
                    .setVariantId(variant)
                    .setSetTo(quantity)
                    .setReason("opening"))
            .build());
    return shop;
  }

  private static StockLevel level(InventoryServiceBlockingStub stock, String shop, String variant) {
    return stock
        .getStockLevel(
            GetStockLevelRequest.newBuilder().setLocationId(shop).setVariantId(variant).build())
        .getStockLevel();
  }

  private ServiceProcess startCatalog(DatabaseSettings database, int port) throws IOException {
    return ServiceProcess.start(
        CatalogApplication.class, port, database, temporary.resolve("catalog.log"), Map.of());
  }

  private ServiceProcess startSales(DatabaseSettings database, int catalogPort) throws IOException {
    return ServiceProcess.start(
        SalesApplication.class,
        ServiceProcess.freePort(),
        database,
        temporary.resolve("sales.log"),
        Map.of("POS_CATALOG_TARGET", "dns:///127.0.0.1:" + catalogPort));
  }

  private static Channel asTenant(Channel channel) {
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(TestCalls.headers(TENANT)));
  }

  private static AddOrderItemRequest item(Order order, String variant) {
    return AddOrderItemRequest.newBuilder()
        .setOrderId(order.getId())
        .setVariantId(variant)
        .setQuantity(2)
        .build();
  }

  private static Order get(SalesServiceBlockingStub till, Order order) {
    return till.getOrder(GetOrderRequest.newBuilder().setOrderId(order.getId()).build()).getOrder();
  }

  /** The circuit breaker lets calls through again after a while. */
  private static Order finalizeWhenTheCatalogIsBack(SalesServiceBlockingStub till, Order draft) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .ignoreException(StatusRuntimeException.class)
        .until(
            () ->
                till.finalizeOrder(
                        FinalizeOrderRequest.newBuilder().setOrderId(draft.getId()).build())
                    .getOrder(),
            order -> order.getStatus() == Order.Status.OPEN);
  }
}
