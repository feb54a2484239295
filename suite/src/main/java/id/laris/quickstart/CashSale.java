package id.laris.quickstart;

import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.GetStockLevelRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.SubscribeRequest;
import java.io.PrintStream;

/**
 * The sale of the getting-started guide, in a shop that counts its stock: from a category to a
 * receipt, and the events that another system would receive.
 */
final class CashSale {

  /** The same at each run, so that there is one such shop. */
  private static final String SHOP_ID = "00000000-0000-0000-0000-000000000101";

  private static final long ON_THE_SHELF = 20;
  private static final long SOLD = 2;

  private final ShownCalls calls;
  private final PrintStream out;

  CashSale(ShownCalls calls, PrintStream out) {
    this.calls = calls;
    this.out = out;
  }

  void run() {
    Till till = new Till(calls);
    till.checkHealth();
    Till.Item latte = till.writeTheMenu(true);
    String levelId = stockTheShelf(latte);
    Order order = till.takeTheOrder(latte, SHOP_ID, SOLD);
    payAndClose(order);
    String receipt = till.receipt(order);
    listen(levelId);
    showStock("The stock that is left", latte);
    out.printf("%n== The receipt%n%n%s%n", receipt);
  }

  private String stockTheShelf(Till.Item item) {
    calls.call(
        "Open a shop, which counts its stock",
        InventoryServiceGrpc.getCreateLocationMethod(),
        CreateLocationRequest.newBuilder()
            .setId(SHOP_ID)
            .setCode("KEMANG")
            .setName("Kemang")
            .build());
    return calls
        .call(
            "Put %d on the shelf".formatted(ON_THE_SHELF),
            InventoryServiceGrpc.getAdjustStockMethod(),
            AdjustStockRequest.newBuilder()
                .setLocationId(SHOP_ID)
                .addAdjustments(
                    AdjustStockRequest.Adjustment.newBuilder()
                        .setVariantId(item.variantId())
                        .setSetTo(ON_THE_SHELF)
                        .setReason("opening stock"))
                .build())
        .getStockLevels(0)
        .getId();
  }

  private void showStock(String title, Till.Item item) {
    calls.call(
        title,
        InventoryServiceGrpc.getGetStockLevelMethod(),
        GetStockLevelRequest.newBuilder()
            .setVariantId(item.variantId())
            .setLocationId(SHOP_ID)
            .build());
  }

  /** Shows the goods as they arrived, were reserved and were sold. */
  private void listen(String levelId) {
    calls.stream(
        "Watch the events of the stock (Ctrl-C ends the stream)",
        EventServiceGrpc.getSubscribeMethod(),
        SubscribeRequest.newBuilder().addAggregateIds(levelId).build(),
        message -> isSale(message.getEvent()));
  }

  private static boolean isSale(Event event) {
    try {
      return event.getPayload().is(StockLevel.class)
          && event.getPayload().unpack(StockLevel.class).getOnHand() == ON_THE_SHELF - SOLD;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the payload of an event cannot be read", e);
    }
  }

  private void payAndClose(Order order) {
    calls.call(
        "Pay the total in cash",
        SalesServiceGrpc.getAddPaymentMethod(),
        AddPaymentRequest.newBuilder()
            .setOrderId(order.getId())
            .setPaymentType(Payment.Type.CASH)
            .setAmount(order.getTotal().getAmount())
            .build());
    calls.call(
        "Complete the order",
        SalesServiceGrpc.getCompleteOrderMethod(),
        CompleteOrderRequest.newBuilder().setOrderId(order.getId()).build());
  }
}
