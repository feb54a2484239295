package id.laris.torture.load;

import id.laris.pos.v1.CalculateOrderRequest;
import id.laris.pos.v1.CalculateOrderResponse;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutResponse;
import id.laris.pos.v1.NewOrderDiscount;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.torture.world.SeededRandom;
import java.util.List;

/**
 * A sale in one call; and sometimes the same call again, or another under its key.
 *
 * <p>A part of it is sometimes paid by what the customer has with the shop.
 */
final class CheckoutSale implements Runnable {

  /** Cash that covers any basket; the rest is change. */
  private static final long ENOUGH_CASH = 1_000_000_000;

  /** Less than any basket costs. */
  private static final long SMALL_PART = 100_000;

  private final RetryingClient client;
  private final Shop shop;
  private final SeededRandom random;
  private final boolean repeated;

  /**
   * A sale that is repeated, of a customer, with a gift card, and paid by store credit in part: all
   * of it for certain, or each now and then.
   */
  CheckoutSale(RetryingClient client, Shop shop, boolean repeated) {
    this.client = client;
    this.shop = shop;
    this.random = client.random();
    this.repeated = repeated;
  }

  @Override
  public void run() {
    // With ids, with a key, or both: each alone makes a repetition harmless.
    boolean withIds = random.chance(70);
    String key = !repeated && withIds && random.chance(30) ? "" : random.uuid().toString();
    Basket basket = Basket.any(shop, random, client.conditions(), withIds);
    if (repeated) {
      basket = basket.withCustomerAndGiftCard(shop, random, client.conditions(), withIds);
    }
    SaleInProgress sale = new SaleInProgress(client, basket);
    CheckoutRequest request = request(basket, sale.externalReference(), withIds);
    Answer<CheckoutResponse> answer =
        client.call(SalesServiceGrpc.getCheckoutMethod(), request, key);
    var _ = sale.accept(answer, CheckoutResponse::getOrder);
    if (answer.done() && !key.isEmpty()) {
      repeat(request, key);
    }
    SoldCards.print(client, shop.clientele(), sale);
    sale.end();
  }

  private CheckoutRequest request(Basket basket, String externalReference, boolean withIds) {
    CheckoutRequest.Builder request =
        CheckoutRequest.newBuilder()
            .setLocationId(basket.location())
            .setCustomerId(basket.customer())
            .setExternalReference(externalReference)
            .setCurrency(ShopSetup.CURRENCY)
            .addAllItems(basket.items());
    if (random.chance(70)) {
      request.setRegisterId(shop.registerAt(basket.location()));
    }
    if (withIds) {
      request.setId(client.conditions().newId(random));
    }
    if (random.chance(20)) {
      NewOrderDiscount.Builder discount =
          NewOrderDiscount.newBuilder()
              .setPercentPpm(random.between(1, 9) * 10_000L)
              .setReason("regular");
      if (random.chance(50)) {
        discount.setItemIndex(random.below(basket.items().size()));
      }
      request.addDiscounts(discount);
    }
    if (!basket.customer().isEmpty() && !repeated && random.chance(20)) {
      request.addRewardIds(random.pick(shop.clientele().rewards()));
    }
    for (CheckoutRequest.Tender.Builder tender : tenders(basket, request)) {
      request.addPayments(tender.setId(withIds ? client.conditions().newId(random) : ""));
    }
    return request.build();
  }

  /** Cash, or a balance for a part of it, or for all. */
  private List<CheckoutRequest.Tender.Builder> tenders(
      Basket basket, CheckoutRequest.Builder request) {
    CheckoutRequest.Tender.Builder cash =
        CheckoutRequest.Tender.newBuilder()
            .setPaymentType(Payment.Type.CASH)
            .setAmount(ENOUGH_CASH);
    if (repeated) {
      return List.of(new BalancePayment(Payment.Type.STORE_CREDIT, "").tender(SMALL_PART), cash);
    }
    if (!random.chance(25)) {
      return List.of(cash);
    }
    BalancePayment payment = BalancePayment.any(shop.clientele(), random, basket.customer());
    long total = random.chance(30) ? total(request) : 0;
    return total > 0
        ? List.of(payment.tender(total))
        : List.of(payment.tender(SMALL_PART * random.between(1, 100)), cash);
  }

  /** The total that the till shows before the sale; 0 where it knows none. */
  private long total(CheckoutRequest.Builder request) {
    if (request.getRewardIdsCount() > 0) {
      return 0;
    }
    CalculateOrderRequest.Draft draft =
        CalculateOrderRequest.Draft.newBuilder()
            .setLocationId(request.getLocationId())
            .setCurrency(request.getCurrency())
            .addAllItems(request.getItemsList())
            .addAllDiscounts(request.getDiscountsList())
            .build();
    Answer<CalculateOrderResponse> answer =
        client.call(
            SalesServiceGrpc.getCalculateOrderMethod(),
            CalculateOrderRequest.newBuilder().setDraft(draft).build());
    return answer.done() ? answer.get().getOrder().getTotal().getAmount() : 0;
  }

  private void repeat(CheckoutRequest request, String key) {
    if (repeated || random.chance(10)) {
      var _ = client.call(SalesServiceGrpc.getCheckoutMethod(), request, key);
    }
    if (random.chance(4)) {
      CheckoutRequest other = request.toBuilder().setNotes("something else").build();
      var _ =
          client.call(SalesServiceGrpc.getCheckoutMethod(), other, key, "IDEMPOTENCY_KEY_REUSED");
    }
  }
}
