package id.laris.bench.scenario;

import id.laris.bench.load.Stopwatch;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.bench.scenario.Assortment.Members;
import id.laris.client.IdempotencyKey;
import id.laris.client.LarisClient;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CalculateOrderRequest;
import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutResponse;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateExchangeRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreateReturnRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetProductRequest;
import id.laris.pos.v1.IssueGiftCardRequest;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.ReturnedItem;
import id.laris.pos.v1.SalesReturn;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import java.util.UUID;

/** The operations of a till, each with the name it has in the table. */
public final class Till {

  public static final String WHOLE_SALE = "(six calls)";
  public static final String CHECKOUT = "Checkout";
  public static final String REPEATED_CHECKOUT = "Checkout (repeated)";

  private static final String REWARDED_CHECKOUT = "Checkout (with a reward)";
  private static final int REWARDED_OF = 10;

  /** Less than the cheapest two items of an assortment. */
  private static final long PART_BY_CARD = 150_000;

  private static final int PARTS_OF_CARD = 5;

  private static final String SAME_ANSWER = "(is the answer the same?)";
  private static final int REPEATS = 2;

  /** Cash that covers any two items of an assortment; the rest is change. */
  private static final long ENOUGH_CASH = 100_000_000;

  private final LarisClient client;
  private final SalesServiceBlockingStub sales;
  private final Assortment assortment;
  private int sold;
  private String cardCode = "";
  private int leftOnCard;

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
    CheckoutRequest sale = basket().addPayments(cash()).build();
    stopwatch.call(CHECKOUT, () -> sales.checkout(sale));
  }

  /** The same sale to a customer who earns points; each tenth gets a reward. */
  void checkoutOfMember(Stopwatch stopwatch) throws CallFailedException {
    Members members = assortment.members();
    boolean rewarded = ++sold % REWARDED_OF == 0;
    CheckoutRequest.Builder sale =
        basket().setCustomerId(Assortment.any(members.customerIds())).addPayments(cash());
    if (rewarded) {
      sale.addRewardIds(members.rewardId());
    }
    CheckoutRequest request = sale.build();
    stopwatch.call(rewarded ? REWARDED_CHECKOUT : CHECKOUT, () -> sales.checkout(request));
  }

  /**
   * The same sale, of which a gift card pays a part. One that is used up is followed by another.
   */
  void checkoutByGiftCard(Stopwatch stopwatch) throws CallFailedException {
    if (leftOnCard == 0) {
      IssueGiftCardRequest issue =
          IssueGiftCardRequest.newBuilder()
              .setAmount(PARTS_OF_CARD * PART_BY_CARD)
              .setCurrency(Shop.CURRENCY)
              .build();
      cardCode =
          stopwatch.time("IssueGiftCard", () -> client.customers().issueGiftCard(issue)).getCode();
      leftOnCard = PARTS_OF_CARD;
    }
    CheckoutRequest sale =
        basket()
            .addPayments(
                CheckoutRequest.Tender.newBuilder()
                    .setPaymentType(Payment.Type.GIFT_CARD)
                    .setAmount(PART_BY_CARD)
                    .setGiftCardCode(cardCode))
            .addPayments(cash())
            .build();
    // One that fails may have taken its part: the next sale has another card.
    int left = leftOnCard - 1;
    leftOnCard = 0;
    stopwatch.call(CHECKOUT, () -> sales.checkout(sale));
    leftOnCard = left;
  }

  /**
   * A checkout whose answers get lost on the way twice, so that the till asks again with the same
   * key: it must be told the same, byte by byte.
   */
  void retriedCheckout(Stopwatch stopwatch) throws CallFailedException {
    CheckoutRequest sale = basket().addPayments(cash()).build();
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

  /** A checkout of two lines, of which one comes back and the other is exchanged for the same. */
  void takeBack(Stopwatch stopwatch) throws CallFailedException {
    CheckoutRequest sale = basket().addPayments(cash()).build();
    Order sold = stopwatch.time(CHECKOUT, () -> sales.checkout(sale)).getOrder();
    CreateReturnRequest back =
        CreateReturnRequest.newBuilder()
            .setOrderId(sold.getId())
            .addLines(comesBack(sold.getItems(0)))
            .build();
    stopwatch.call("CreateReturn", () -> sales.createReturn(back));
    CreateExchangeRequest exchange =
        CreateExchangeRequest.newBuilder()
            .setOrderId(sold.getId())
            .addLines(comesBack(sold.getItems(1)))
            .addItems(
                NewOrderItem.newBuilder()
                    .setVariantId(sold.getItems(1).getVariantId())
                    .setQuantity(1))
            .build();
    stopwatch.call("CreateExchange", () -> sales.createExchange(exchange));
  }

  private static ReturnedItem comesBack(OrderItem line) {
    return ReturnedItem.newBuilder()
        .setItemId(line.getId())
        .setQuantity(line.getQuantity())
        .setReason(SalesReturn.Reason.WRONG_SIZE)
        .setRestock(SalesReturn.Restock.GOOD)
        .build();
  }

  private CheckoutRequest.Builder basket() {
    return CheckoutRequest.newBuilder()
        .setLocationId(assortment.locationId())
        .setCurrency(Shop.CURRENCY)
        .addItems(item())
        .addItems(item());
  }

  private static CheckoutRequest.Tender.Builder cash() {
    return CheckoutRequest.Tender.newBuilder()
        .setPaymentType(Payment.Type.CASH)
        .setAmount(ENOUGH_CASH);
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
