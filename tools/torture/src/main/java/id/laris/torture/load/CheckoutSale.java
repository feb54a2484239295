package id.laris.torture.load;

import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutResponse;
import id.laris.pos.v1.NewOrderDiscount;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.torture.world.SeededRandom;

/** A sale in one call; and sometimes the same call again, or another under its key. */
final class CheckoutSale implements Runnable {

  /** Cash that covers any basket; the rest is change. */
  private static final long ENOUGH_CASH = 1_000_000_000;

  private final RetryingClient client;
  private final Shop shop;
  private final SeededRandom random;
  private final boolean repeated;

  /** A sale that is repeated for certain, or now and then. */
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
    SaleInProgress sale = new SaleInProgress(client, basket);
    CheckoutRequest request = request(basket, sale.externalReference(), withIds);
    Answer<CheckoutResponse> answer =
        client.call(SalesServiceGrpc.getCheckoutMethod(), request, key);
    var _ = sale.accept(answer, CheckoutResponse::getOrder);
    if (answer.done() && !key.isEmpty()) {
      repeat(request, key);
    }
    sale.end();
  }

  private CheckoutRequest request(Basket basket, String externalReference, boolean withIds) {
    CheckoutRequest.Tender.Builder cash =
        CheckoutRequest.Tender.newBuilder()
            .setPaymentType(Payment.Type.CASH)
            .setAmount(ENOUGH_CASH);
    CheckoutRequest.Builder request =
        CheckoutRequest.newBuilder()
            .setLocationId(basket.location())
            .setExternalReference(externalReference)
            .setCurrency(ShopSetup.CURRENCY)
            .addAllItems(basket.items());
    if (withIds) {
      request.setId(client.conditions().newId(random));
      cash.setId(client.conditions().newId(random));
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
    return request.addPayments(cash).build();
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
