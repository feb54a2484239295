package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.ListOrdersResponse;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * kill -9 in the middle of a stream of sales: every acknowledged sale is there, and no half one.
 */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class KilledWhileSellingTest {

  private static final UUID TENANT = UUID.randomUUID();
  private static final int TILLS = 8;
  private static final int SALES_BEFORE_THE_KILL = 200;

  @TempDir Path temporary;

  private final Map<String, Order> acknowledged = new ConcurrentHashMap<>();

  @Test
  void everyAcknowledgedSaleIsThereAndNoHalfSale() throws Exception {
    Path data = temporary.resolve("data");
    // Nobody reads the output of the process once it is ready.
    Map<String, String> quiet = Map.of("LOGGING_LEVEL_ID_LARIS_REQUESTS", "WARN");
    try (SuiteProcess suite = SuiteProcess.start(data, quiet).awaitReady()) {
      String variant = TinyCatalog.variant(asTenant(suite));
      SalesServiceBlockingStub sales = SalesServiceGrpc.newBlockingStub(asTenant(suite));
      List<Thread> tills =
          IntStream.range(0, TILLS)
              .mapToObj(
                  till ->
                      Thread.startVirtualThread(
                          () -> sellUntilKilled(sales, variant, till % 2 == 0)))
              .toList();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> acknowledged.size() >= SALES_BEFORE_THE_KILL);
      suite.kill();
      for (Thread till : tills) {
        till.join();
      }
    }
    try (SuiteProcess suite = SuiteProcess.start(data, quiet).awaitReady()) {
      assertBooks(allOrders(SalesServiceGrpc.newBlockingStub(asTenant(suite))));
    }
  }

  private void sellUntilKilled(SalesServiceBlockingStub sales, String variant, boolean stepByStep) {
    try {
      while (true) {
        Order completed = stepByStep ? sell(sales, variant) : checkout(sales, variant);
        acknowledged.put(completed.getId(), completed);
      }
    } catch (StatusRuntimeException killed) {
      // A till sees the crash as this exception.
    }
  }

  private static Order checkout(SalesServiceBlockingStub sales, String variant) {
    return sales
        .checkout(
            CheckoutRequest.newBuilder()
                .addItems(NewOrderItem.newBuilder().setVariantId(variant).setQuantity(1))
                .addPayments(
                    CheckoutRequest.Tender.newBuilder()
                        .setPaymentType(Payment.Type.CASH)
                        .setAmount(TinyCatalog.PRICE))
                .build())
        .getOrder();
  }

  private static Order sell(SalesServiceBlockingStub sales, String variant) {
    String order = sales.createOrder(CreateOrderRequest.getDefaultInstance()).getOrder().getId();
    sales.addOrderItem(
        AddOrderItemRequest.newBuilder()
            .setOrderId(order)
            .setVariantId(variant)
            .setQuantity(1)
            .build());
    sales.finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(order).build());
    sales.addPayment(
        AddPaymentRequest.newBuilder()
            .setOrderId(order)
            .setPaymentType(Payment.Type.CASH)
            .setAmount(TinyCatalog.PRICE)
            .build());
    return sales
        .completeOrder(CompleteOrderRequest.newBuilder().setOrderId(order).build())
        .getOrder();
  }

  private void assertBooks(List<Order> orders) {
    Map<String, Order> byId =
        orders.stream().collect(Collectors.toMap(Order::getId, Function.identity()));
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(SALES_BEFORE_THE_KILL);
    acknowledged.forEach((id, order) -> assertThat(byId.get(id)).isEqualTo(order));

    List<Order> completed =
        orders.stream().filter(order -> order.getStatus() == Order.Status.COMPLETED).toList();
    assertThat(completed.size() - acknowledged.size())
        .as("completed, but nobody was told")
        .isBetween(0, TILLS);
    assertThat(completed)
        .allSatisfy(
            order -> {
              assertThat(order.getItemsList()).hasSize(1);
              assertThat(order.getTotal().getAmount()).isEqualTo(TinyCatalog.PRICE);
              assertThat(order.getPaidTotal()).isEqualTo(order.getTotal());
            });
    // By day: midnight may come during the test.
    completed.stream()
        .collect(Collectors.groupingBy(Order::getBusinessDate))
        .forEach(
            (day, sales) ->
                assertThat(
                        sales.stream().map(KilledWhileSellingTest::receiptSerial).sorted().toList())
                    .as("receipt numbers, without a gap")
                    .isEqualTo(IntStream.rangeClosed(1, sales.size()).boxed().toList()));
  }

  private static int receiptSerial(Order order) {
    String number = order.getReceiptNumber();
    return Integer.parseInt(number.substring(number.lastIndexOf('-') + 1));
  }

  private static List<Order> allOrders(SalesServiceBlockingStub sales) {
    List<Order> orders = new ArrayList<>();
    String token = "";
    do {
      ListOrdersResponse page =
          sales.listOrders(
              ListOrdersRequest.newBuilder()
                  .setPagination(
                      PaginationRequest.newBuilder().setPageSize(100).setPageToken(token))
                  .build());
      orders.addAll(page.getOrdersList());
      token = page.getPagination().getNextPageToken();
    } while (!token.isEmpty());
    return orders;
  }

  private static Channel asTenant(SuiteProcess suite) {
    return ClientInterceptors.intercept(
        suite.channel(), MetadataUtils.newAttachHeadersInterceptor(TestCalls.headers(TENANT)));
  }
}
