package id.laris.quickstart;

import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateLocationRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.GetStockLevelRequest;
import id.laris.pos.v1.HealthServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Receipt;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.SubscribeRequest;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * The sale of the getting-started guide, in a shop that counts its stock: from a category to a
 * receipt, with every request and answer shown, and what the shop next door would hear of it. The
 * product has a SKU of its own at each run, so it can be run again.
 */
public final class Quickstart {

  private static final String DEFAULT_TARGET = "localhost:50053";

  /** The same at each run, so that there is one such shop. */
  private static final String SHOP_ID = "00000000-0000-0000-0000-000000000101";

  private static final long ON_THE_SHELF = 20;
  private static final long SOLD = 2;

  private final ShownCalls calls;
  private final PrintStream out;

  private Quickstart(ShownCalls calls, PrintStream out) {
    this.calls = calls;
    this.out = out;
  }

  public static void main(String[] arguments) {
    String target =
        Optional.ofNullable(System.getenv("POS_TARGET"))
            .filter(given -> !given.isBlank())
            .orElse(DEFAULT_TARGET);
    ManagedChannel channel =
        Grpc.newChannelBuilder(target, InsecureChannelCredentials.create()).build();
    boolean sold;
    try {
      sold = run(channel, target, new PrintStream(System.out, true, StandardCharsets.UTF_8));
    } finally {
      channel.shutdownNow();
    }
    System.exit(sold ? 0 : 1);
  }

  /** Makes the sale; false where a call failed, and then the output says why. */
  static boolean run(Channel channel, String target, PrintStream out) {
    try {
      new Quickstart(new ShownCalls(channel, target, out), out).sell();
      return true;
    } catch (StatusRuntimeException e) {
      Status status = e.getStatus();
      out.println(
          status.getCode() == Status.Code.UNAVAILABLE
              ? "No Laris answers at %s: start it with ./pos run, or set POS_TARGET."
                  .formatted(target)
              : "The call failed: %s: %s".formatted(status.getCode(), status.getDescription()));
      return false;
    }
  }

  private void sell() {
    calls.callPublic(
        "Is it up?", HealthServiceGrpc.getCheckMethod(), CheckRequest.getDefaultInstance());
    CatalogItem latte = writeTheMenu();
    String levelId = stockTheShelf(latte);
    String orderId = takeTheOrder(latte);
    String receipt = payAndClose(orderId);
    listen(levelId);
    showStock("What is left on the shelf", latte);
    out.printf("%n== The receipt%n%n%s%n", receipt);
  }

  private String stockTheShelf(CatalogItem item) {
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

  private void showStock(String title, CatalogItem item) {
    calls.call(
        title,
        InventoryServiceGrpc.getGetStockLevelMethod(),
        GetStockLevelRequest.newBuilder()
            .setVariantId(item.variantId())
            .setLocationId(SHOP_ID)
            .build());
  }

  /** The goods as they came, were promised and were sold. */
  private void listen(String levelId) {
    calls.stream(
        "Hear what happened to the stock (it goes on: Ctrl-C ends it)",
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

  /** What the order needs to name. */
  private record CatalogItem(String productId, String variantId) {}

  private CatalogItem writeTheMenu() {
    String categoryId =
        calls
            .call(
                "Create a category",
                CatalogServiceGrpc.getCreateCategoryMethod(),
                CreateCategoryRequest.newBuilder().setName("Beverages").setSortOrder(1).build())
            .getCategory()
            .getId();
    String sku =
        "ICE-LATTE-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    String productId =
        calls
            .call(
                "Create a product",
                CatalogServiceGrpc.getCreateProductMethod(),
                CreateProductRequest.newBuilder()
                    .setName("Iced Latte")
                    .setSku(sku)
                    .setCategoryId(categoryId)
                    .setTrackStock(true)
                    .build())
            .getProduct()
            .getId();
    String variantId =
        calls
            .call(
                "Create a variant",
                CatalogServiceGrpc.getCreateVariantMethod(),
                CreateVariantRequest.newBuilder()
                    .setProductId(productId)
                    .setName("Regular")
                    .setSku(sku + "-REG")
                    .build())
            .getVariant()
            .getId();
    calls.call(
        "Set its price, Rp 25,000 in minor units",
        CatalogServiceGrpc.getSetPriceMethod(),
        SetPriceRequest.newBuilder()
            .setVariantId(variantId)
            .setAmount(2_500_000)
            .setCurrency("IDR")
            .build());
    return new CatalogItem(productId, variantId);
  }

  private String takeTheOrder(CatalogItem item) {
    String orderId =
        calls
            .call(
                "Create a draft order",
                SalesServiceGrpc.getCreateOrderMethod(),
                CreateOrderRequest.newBuilder().setLocationId(SHOP_ID).build())
            .getOrder()
            .getId();
    calls.call(
        "Add a line",
        SalesServiceGrpc.getAddOrderItemMethod(),
        AddOrderItemRequest.newBuilder()
            .setOrderId(orderId)
            .setProductId(item.productId())
            .setVariantId(item.variantId())
            .setQuantity(SOLD)
            .build());
    return orderId;
  }

  private String payAndClose(String orderId) {
    Order order =
        calls
            .call(
                "Finalize: prices and taxes are fixed now, and the stock is promised",
                SalesServiceGrpc.getFinalizeOrderMethod(),
                FinalizeOrderRequest.newBuilder().setOrderId(orderId).build())
            .getOrder();
    calls.call(
        "Pay what it costs, in cash",
        SalesServiceGrpc.getAddPaymentMethod(),
        AddPaymentRequest.newBuilder()
            .setOrderId(orderId)
            .setPaymentType(Payment.Type.CASH)
            .setAmount(order.getTotal().getAmount())
            .build());
    calls.call(
        "Complete the order",
        SalesServiceGrpc.getCompleteOrderMethod(),
        CompleteOrderRequest.newBuilder().setOrderId(orderId).build());
    return calls
        .call(
            "Get the receipt",
            SalesServiceGrpc.getGetReceiptMethod(),
            GetReceiptRequest.newBuilder()
                .setOrderId(orderId)
                .setFormat(Receipt.Format.TEXT)
                .build())
        .getReceipt()
        .getText();
  }
}
