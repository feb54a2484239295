package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import id.laris.pos.v1.ListStockMovementsRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.StockMovement;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The process dies at every step of finalizing, completing and voiding an order that holds stock.
 * After the next start the order and the stock agree within ten seconds, and a repetition of the
 * call completes the work, once.
 */
@Timeout(900)
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {

  private static final UUID TENANT = UUID.randomUUID();
  private static final long STOCK = 1000;
  private static final long QUANTITY = 3;

  private static final List<String> POINTS =
      List.of(
          // The commits are: the note of the reservation, the reservation, the OPEN order.
          "FinalizeOrder 1 before",
          "FinalizeOrder 1 after",
          "ReserveStock 1 before",
          "ReserveStock 1 after",
          "FinalizeOrder 2 before",
          "FinalizeOrder 2 after",
          "CompleteOrder 1 before",
          "CompleteOrder 1 after",
          "VoidOrder 1 before",
          "VoidOrder 1 after",
          // The commit is: the event of the order is applied to its stock.
          "inventory.orders 1 before",
          "inventory.orders 1 after");

  @TempDir Path temporary;

  private final List<String> orders = new ArrayList<>();
  private String location = "";
  private String variant = "";

  /** The call that the last crash interrupted, to be repeated. */
  private Consumer<Shop> unfinished = shop -> {};

  @Test
  void theOrderAndTheStockAgreeWhereverItDies() throws Exception {
    for (String point : POINTS) {
      try (SuiteProcess suite = start(point)) {
        try {
          Shop shop = new Shop(suite);
          shop.open();
          shop.assertTheBooksAgree();
          crash(suite, shop, point);
        } catch (StatusRuntimeException | AssertionError | ConditionTimeoutException e) {
          throw new AssertionError("before " + point + ": " + e + "\n" + suite.said(), e);
        }
      }
    }
    try (SuiteProcess suite = start("nothing 1 before")) {
      new Shop(suite).assertTheBooksAgree();
    }
  }

  private SuiteProcess start(String point) throws Exception {
    Files.deleteIfExists(armed());
    return SuiteProcess.start(
            CrashingSuite.class,
            temporary.resolve("data"),
            Map.of(
                "LOGGING_LEVEL_ID_LARIS_REQUESTS",
                "WARN",
                CrashingSuite.POINT,
                point,
                CrashingSuite.ARMED,
                armed().toString()))
        .awaitReady();
  }

  private Path armed() {
    return temporary.resolve("armed");
  }

  private void crash(SuiteProcess suite, Shop shop, String point) throws Exception {
    String what = point.substring(0, point.indexOf(' '));
    Order draft = shop.draft();
    boolean finalizing = what.equals("FinalizeOrder") || what.equals("ReserveStock");
    if (!finalizing) {
      shop.finalizeOrder(draft.getId());
    }
    Files.createFile(armed());
    Consumer<String> step =
        finalizing
            ? shop::finalizeOrder
            : what.equals("VoidOrder") ? shop::voidOrder : shop::payAndComplete;
    try {
      step.accept(draft.getId());
    } catch (StatusRuntimeException died) {
      // A till sees the crash as this exception.
    }
    assertThat(suite.endsWithin(30)).as("died at %s", point).isTrue();
    // The call is repeated after the next start, as a till does.
    unfinished = next -> repeat(next, draft.getId(), finalizing, what);
  }

  private static void repeat(Shop shop, String orderId, boolean finalizing, String what) {
    if (finalizing) {
      shop.finalizeOrder(orderId);
    } else if (what.equals("VoidOrder")) {
      shop.voidOrder(orderId);
    } else {
      shop.payAndComplete(orderId);
    }
  }

  private final class Shop {

    private final SalesServiceGrpc.SalesServiceBlockingStub sales;
    private final InventoryServiceGrpc.InventoryServiceBlockingStub inventory;
    private final Channel channel;

    Shop(SuiteProcess suite) {
      channel =
          ClientInterceptors.intercept(
              suite.channel(),
              MetadataUtils.newAttachHeadersInterceptor(TestCalls.headers(TENANT)));
      sales = SalesServiceGrpc.newBlockingStub(channel);
      inventory = InventoryServiceGrpc.newBlockingStub(channel);
    }

    void open() {
      if (!variant.isEmpty()) {
        return;
      }
      variant = TinyCatalog.countedVariant(channel);
      location =
          inventory
              .createLocation(
                  CreateLocationRequest.newBuilder().setCode("SHOP").setName("Shop").build())
              .getLocation()
              .getId();
      inventory.adjustStock(
          AdjustStockRequest.newBuilder()
              .setLocationId(location)
              .addAdjustments(
                  AdjustStockRequest.Adjustment.newBuilder()
                      .setVariantId(variant)
                      .setSetTo(STOCK)
                      .setReason("opening"))
              .build());
    }

    Order draft() {
      Order order =
          sales
              .createOrder(CreateOrderRequest.newBuilder().setLocationId(location).build())
              .getOrder();
      orders.add(order.getId());
      return sales
          .addOrderItem(
              AddOrderItemRequest.newBuilder()
                  .setOrderId(order.getId())
                  .setVariantId(variant)
                  .setQuantity(QUANTITY)
                  .build())
          .getOrder();
    }

    void finalizeOrder(String orderId) {
      var _ = sales.finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(orderId).build());
    }

    void payAndComplete(String orderId) {
      Order order = get(orderId);
      if (order.getDue().getAmount() > 0) {
        var _ =
            sales.addPayment(
                AddPaymentRequest.newBuilder()
                    .setOrderId(orderId)
                    .setPaymentType(Payment.Type.CASH)
                    .setAmount(order.getDue().getAmount())
                    .build());
      }
      var _ = sales.completeOrder(CompleteOrderRequest.newBuilder().setOrderId(orderId).build());
    }

    void voidOrder(String orderId) {
      var _ =
          sales.voidOrder(
              VoidOrderRequest.newBuilder().setOrderId(orderId).setReason("test").build());
    }

    private Order get(String orderId) {
      return sales.getOrder(GetOrderRequest.newBuilder().setOrderId(orderId).build()).getOrder();
    }

    /** The state is checked first as the crash left it, then after the repetition of the call. */
    void assertTheBooksAgree() {
      await().atMost(Duration.ofSeconds(10)).untilAsserted(this::assertStockIsThatOfTheOrders);
      unfinished.accept(this);
      unfinished = shop -> {};
      await().atMost(Duration.ofSeconds(10)).untilAsserted(this::assertStockIsThatOfTheOrders);
    }

    private void assertStockIsThatOfTheOrders() {
      List<Order> known = orders.stream().map(this::get).toList();
      assertThat(level())
          .returns(QUANTITY * count(known, Status.OPEN), StockLevel::getReserved)
          .returns(STOCK - QUANTITY * count(known, Status.COMPLETED), StockLevel::getOnHand);
      assertThat(
              inventory
                  .listStockMovements(
                      ListStockMovementsRequest.newBuilder()
                          .setType(StockMovement.Type.SALE)
                          .build())
                  .getMovementsList())
          .extracting(StockMovement::getReferenceId)
          .containsExactlyInAnyOrderElementsOf(
              known.stream()
                  .filter(order -> order.getStatus() == Status.COMPLETED)
                  .map(Order::getId)
                  .toList());
    }

    private static long count(List<Order> orders, Status status) {
      return orders.stream().filter(order -> order.getStatus() == status).count();
    }

    private StockLevel level() {
      return inventory
          .getStockLevel(
              GetStockLevelRequest.newBuilder()
                  .setLocationId(location)
                  .setVariantId(variant)
                  .build())
          .getStockLevel();
    }
  }
}
