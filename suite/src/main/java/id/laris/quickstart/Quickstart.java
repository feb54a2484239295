package id.laris.quickstart;

import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.HealthServiceGrpc;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Receipt;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SetPriceRequest;
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
 * The sale of the getting-started guide: from a category to a receipt, with every request and
 * answer shown. The product has a SKU of its own at each run, so it can be run again.
 */
public final class Quickstart {

  private static final String DEFAULT_TARGET = "localhost:50053";

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
    CatalogItem latte = stockTheShelf();
    String orderId = takeTheOrder(latte);
    String receipt = payAndClose(orderId);
    out.printf("%n== The receipt%n%n%s%n", receipt);
  }

  /** What the order needs to name. */
  private record CatalogItem(String productId, String variantId) {}

  private CatalogItem stockTheShelf() {
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
                CreateOrderRequest.getDefaultInstance())
            .getOrder()
            .getId();
    calls.call(
        "Add a line",
        SalesServiceGrpc.getAddOrderItemMethod(),
        AddOrderItemRequest.newBuilder()
            .setOrderId(orderId)
            .setProductId(item.productId())
            .setVariantId(item.variantId())
            .setQuantity(2)
            .build());
    return orderId;
  }

  private String payAndClose(String orderId) {
    Order order =
        calls
            .call(
                "Finalize: prices and taxes are fixed now",
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
