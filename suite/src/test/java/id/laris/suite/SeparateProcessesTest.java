package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.catalog.CatalogApplication;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.sales.SalesApplication;
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

/**
 * Catalog and sales as two processes against one Postgres, with the catalog gone in the middle of a
 * sale.
 */
@Timeout(180)
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
