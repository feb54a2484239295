package id.laris.bench.shop;

import id.laris.bench.load.Tallies;
import id.laris.bench.load.Tallies.CallFailedException;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutResponse;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetProductRequest;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import io.grpc.Status;
import java.util.UUID;

/** What a till does, each with the name it has in the table. */
public final class Till {

  public static final String WHOLE_SALE = "(six calls)";
  public static final String CHECKOUT = "Checkout";
  public static final String REPEATED_CHECKOUT = "Checkout (repeated)";
  private static final String SAME_ANSWER = "(is the answer the same?)";
  private static final int REPEATS = 2;

  /** Cash that covers any two items of an assortment; the rest is change. */
  private static final long ENOUGH_CASH = 100_000_000;

  private final Connection connection;
  private final SalesServiceBlockingStub sales;
  private final Assortment assortment;

  public Till(Connection connection, Assortment assortment) {
    this.connection = connection;
    this.sales = connection.sales();
    this.assortment = assortment;
  }

  /** The six calls of a sale. */
  public void sale(Tallies tallies) throws CallFailedException {
    long start = tallies.begun();
    String orderId =
        tallies
            .time(
                "CreateOrder",
                () ->
                    sales.createOrder(
                        CreateOrderRequest.newBuilder()
                            .setLocationId(assortment.locationId())
                            .setCurrency(Shop.CURRENCY)
                            .build()))
            .getOrder()
            .getId();
    addItem(tallies, orderId);
    addItem(tallies, orderId);
    Order open =
        tallies
            .time(
                "FinalizeOrder",
                () ->
                    sales.finalizeOrder(
                        FinalizeOrderRequest.newBuilder().setOrderId(orderId).build()))
            .getOrder();
    var _ =
        tallies.time(
            "AddPayment",
            () ->
                sales.addPayment(
                    AddPaymentRequest.newBuilder()
                        .setOrderId(orderId)
                        .setPaymentType(Payment.Type.CASH)
                        .setAmount(open.getTotal().getAmount())
                        .build()));
    var _ =
        tallies.time(
            "CompleteOrder",
            () ->
                sales.completeOrder(CompleteOrderRequest.newBuilder().setOrderId(orderId).build()));
    tallies.took(WHOLE_SALE, System.nanoTime() - start);
  }

  private void addItem(Tallies tallies, String orderId) throws CallFailedException {
    AddOrderItemRequest item =
        AddOrderItemRequest.newBuilder()
            .setOrderId(orderId)
            .setVariantId(assortment.any().variantId())
            .setQuantity(1)
            .build();
    var _ = tallies.time("AddOrderItem", () -> sales.addOrderItem(item));
  }

  /** The same sale in one call. */
  public void checkout(Tallies tallies) throws CallFailedException {
    CheckoutRequest sale = basket();
    var _ = tallies.time(CHECKOUT, () -> sales.checkout(sale));
  }

  /**
   * A checkout whose answers get lost on the way twice, so that the till asks again with the same
   * key: it must hear the same, byte by byte.
   */
  public void retriedCheckout(Tallies tallies) throws CallFailedException {
    CheckoutRequest sale = basket();
    SalesServiceBlockingStub keyed = sales.withOption(Connection.KEY, UUID.randomUUID().toString());
    CheckoutResponse first = tallies.time(CHECKOUT, () -> keyed.checkout(sale));
    for (int again = 0; again < REPEATS; again++) {
      CheckoutResponse repeated = tallies.time(REPEATED_CHECKOUT, () -> keyed.checkout(sale));
      var _ = tallies.untimed(SAME_ANSWER, () -> requireSame(first, repeated));
    }
  }

  private static boolean requireSame(CheckoutResponse first, CheckoutResponse repeated) {
    if (!first.toByteString().equals(repeated.toByteString())) {
      throw Status.DATA_LOSS
          .withDescription(
              "the order was %s, and repeated %s"
                  .formatted(first.getOrder().getId(), repeated.getOrder().getId()))
          .asRuntimeException();
    }
    return true;
  }

  private CheckoutRequest basket() {
    return CheckoutRequest.newBuilder()
        .setLocationId(assortment.locationId())
        .setCurrency(Shop.CURRENCY)
        .addItems(item())
        .addItems(item())
        .addPayments(
            CheckoutRequest.Tender.newBuilder()
                .setPaymentType(Payment.Type.CASH)
                .setAmount(ENOUGH_CASH))
        .build();
  }

  private NewOrderItem item() {
    return NewOrderItem.newBuilder()
        .setVariantId(assortment.any().variantId())
        .setQuantity(1)
        .build();
  }

  public void getProduct(Tallies tallies) throws CallFailedException {
    GetProductRequest request =
        GetProductRequest.newBuilder().setProductId(assortment.any().productId()).build();
    var _ = tallies.time("GetProduct", () -> connection.catalog().getProduct(request));
  }

  public void lookup(Tallies tallies) throws CallFailedException {
    LookupVariantRequest request =
        LookupVariantRequest.newBuilder().setSku(assortment.any().sku()).build();
    var _ = tallies.time("LookupVariant", () -> connection.catalog().lookupVariant(request));
  }

  /** The floor: what a call costs that asks for nothing of the catalog or the sales. */
  public void health(Tallies tallies) throws CallFailedException {
    CheckRequest request = CheckRequest.getDefaultInstance();
    var _ = tallies.time("Check", () -> connection.health().check(request));
  }
}
