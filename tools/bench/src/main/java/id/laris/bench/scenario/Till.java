package id.laris.bench.scenario;

import id.laris.bench.load.Stopwatch;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.client.IdempotencyKey;
import id.laris.client.LarisClient;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CalculateOrderRequest;
import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutResponse;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetProductRequest;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import java.util.UUID;

/** The operations of a till, each with the name it has in the table. */
public final class Till {

  public static final String WHOLE_SALE = "(six calls)";
  public static final String CHECKOUT = "Checkout";
  public static final String REPEATED_CHECKOUT = "Checkout (repeated)";

  private static final String SAME_ANSWER = "(is the answer the same?)";
  private static final int REPEATS = 2;

  /** Cash that covers any two items of an assortment; the rest is change. */
  private static final long ENOUGH_CASH = 100_000_000;

  private final LarisClient client;
  private final SalesServiceBlockingStub sales;
  private final Assortment assortment;

  Till(LarisClient connection, Assortment assortment) {
    this.client = connection.as(assortment.tenantId()).withKeys();
    this.sales = client.sales();
    this.assortment = assortment;
  }

  /** The six calls of a sale. */
  public void sale(Stopwatch stopwatch) throws CallFailedException {
    long start = stopwatch.begun();
    CreateOrderRequest draft =
        CreateOrderRequest.newBuilder()
            .setLocationId(assortment.locationId())
            .setCurrency(Shop.CURRENCY)
            .build();
    String id = stopwatch.time("CreateOrder", () -> sales.createOrder(draft)).getOrder().getId();
    addItem(stopwatch, id);
    addItem(stopwatch, id);
    FinalizeOrderRequest open = FinalizeOrderRequest.newBuilder().setOrderId(id).build();
    Money total =
        stopwatch.time("FinalizeOrder", () -> sales.finalizeOrder(open)).getOrder().getTotal();
    AddPaymentRequest payment =
        AddPaymentRequest.newBuilder()
            .setOrderId(id)
            .setPaymentType(Payment.Type.CASH)
            .setAmount(total.getAmount())
            .build();
    stopwatch.call("AddPayment", () -> sales.addPayment(payment));
    CompleteOrderRequest complete = CompleteOrderRequest.newBuilder().setOrderId(id).build();
    stopwatch.call("CompleteOrder", () -> sales.completeOrder(complete));
    stopwatch.took(WHOLE_SALE, System.nanoTime() - start);
  }

  private void addItem(Stopwatch stopwatch, String orderId) throws CallFailedException {
    AddOrderItemRequest item =
        AddOrderItemRequest.newBuilder()
            .setOrderId(orderId)
            .setVariantId(assortment.any().variantId())
            .setQuantity(1)
            .build();
    stopwatch.call("AddOrderItem", () -> sales.addOrderItem(item));
  }

  /** The same sale in one call. */
  public void checkout(Stopwatch stopwatch) throws CallFailedException {
    CheckoutRequest sale = basket();
    stopwatch.call(CHECKOUT, () -> sales.checkout(sale));
  }

  /**
   * A checkout whose answers get lost on the way twice, so that the till asks again with the same
   * key: it must be told the same, byte by byte.
   */
  void retriedCheckout(Stopwatch stopwatch) throws CallFailedException {
    CheckoutRequest sale = basket();
    SalesServiceBlockingStub keyed = IdempotencyKey.chosen(UUID.randomUUID().toString(), sales);
    CheckoutResponse first = stopwatch.time(CHECKOUT, () -> keyed.checkout(sale));
    for (int again = 0; again < REPEATS; again++) {
      CheckoutResponse repeated = stopwatch.time(REPEATED_CHECKOUT, () -> keyed.checkout(sale));
      stopwatch.require(
          SAME_ANSWER,
          first.toByteString().equals(repeated.toByteString()),
          () ->
              "the order was %s, and repeated %s"
                  .formatted(first.getOrder().getId(), repeated.getOrder().getId()));
    }
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

  private NewOrderItem.Builder item() {
    return NewOrderItem.newBuilder().setVariantId(assortment.any().variantId()).setQuantity(1);
  }

  void getProduct(Stopwatch stopwatch) throws CallFailedException {
    GetProductRequest request =
        GetProductRequest.newBuilder().setProductId(assortment.any().productId()).build();
    stopwatch.call("GetProduct", () -> client.catalog().getProduct(request));
  }

  void lookup(Stopwatch stopwatch) throws CallFailedException {
    LookupVariantRequest request =
        LookupVariantRequest.newBuilder().setSku(assortment.any().sku()).build();
    stopwatch.call("LookupVariant", () -> client.catalog().lookupVariant(request));
  }

  /** The prices of a basket that is not stored. */
  void calculate(Stopwatch stopwatch) throws CallFailedException {
    CalculateOrderRequest basket =
        CalculateOrderRequest.newBuilder()
            .setDraft(
                CalculateOrderRequest.Draft.newBuilder()
                    .setLocationId(assortment.locationId())
                    .setCurrency(Shop.CURRENCY)
                    .addItems(item())
                    .addItems(item()))
            .build();
    stopwatch.call("CalculateOrder", () -> sales.calculateOrder(basket));
  }

  /** The least that a call costs: it asks for nothing of the catalog or the sales. */
  void health(Stopwatch stopwatch) throws CallFailedException {
    stopwatch.call("Check", () -> client.health().check(CheckRequest.getDefaultInstance()));
  }
}
