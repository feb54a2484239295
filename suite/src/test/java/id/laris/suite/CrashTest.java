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
import io.grpc.Channel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
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
class CrashTest implements CrashSeries.Life {

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
    new CrashSeries(TENANT, temporary, Map.of()).dieAt(POINTS, this);
  }

  @Override
  public void check(Channel channel) {
    Shop shop = new Shop(channel);
    shop.open();
    shop.assertTheBooksAgree();
  }

  @Override
  public Runnable begin(Channel channel, String point) {
    String what = CrashSeries.what(point);
    Shop shop = new Shop(channel);
    String order = shop.draft().getId();
    boolean finalizing = what.equals("FinalizeOrder") || what.equals("ReserveStock");
    if (!finalizing) {
      shop.finalizeOrder(order);
    }
    // The call is repeated after the next start, as a till does.
    unfinished = next -> step(next, order, finalizing, what);
    return () -> step(shop, order, finalizing, what);
  }

  private static void step(Shop shop, String orderId, boolean finalizing, String what) {
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

    Shop(Channel channel) {
      this.channel = channel;
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
