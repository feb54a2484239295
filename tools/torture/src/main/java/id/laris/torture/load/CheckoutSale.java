package id.laris.torture.load;

import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutResponse;
import id.laris.pos.v1.NewOrderDiscount;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.torture.world.Dice;

/** A sale in one call; and sometimes the same call again, or another under its key. */
final class CheckoutSale implements Runnable {

  /** Cash that covers any basket; the rest is change. */
  private static final long ENOUGH_CASH = 1_000_000_000;

  private final Line line;
  private final Shop shop;
  private final Dice dice;
  private final boolean repeated;

  /** A sale that is repeated for certain, or now and then. */
  CheckoutSale(Line line, Shop shop, boolean repeated) {
    this.line = line;
    this.shop = shop;
    this.dice = line.dice();
    this.repeated = repeated;
  }

  @Override
  public void run() {
    // With ids, with a key, or both: each alone makes a repetition harmless.
    boolean withIds = dice.chance(70);
    String key = !repeated && withIds && dice.chance(30) ? "" : dice.uuid().toString();
    Basket basket = Basket.any(shop, dice, line.conditions(), withIds);
    SaleNotes notes = new SaleNotes(line, basket);
    CheckoutRequest request = request(basket, notes.wish(), withIds);
    Answer<CheckoutResponse> answer = line.call(SalesServiceGrpc.getCheckoutMethod(), request, key);
    var _ = notes.heard(answer, CheckoutResponse::getOrder);
    if (answer.done() && !key.isEmpty()) {
      repeat(request, key);
    }
    notes.end();
  }

  private CheckoutRequest request(Basket basket, String wish, boolean withIds) {
    CheckoutRequest.Tender.Builder cash =
        CheckoutRequest.Tender.newBuilder()
            .setPaymentType(Payment.Type.CASH)
            .setAmount(ENOUGH_CASH);
    CheckoutRequest.Builder request =
        CheckoutRequest.newBuilder()
            .setLocationId(basket.location())
            .setExternalReference(wish)
            .setCurrency(ShopOpening.CURRENCY)
            .addAllItems(basket.items());
    if (withIds) {
      request.setId(line.conditions().newId(dice));
      cash.setId(line.conditions().newId(dice));
    }
    if (dice.chance(20)) {
      NewOrderDiscount.Builder discount =
          NewOrderDiscount.newBuilder()
              .setPercentPpm(dice.between(1, 9) * 10_000L)
              .setReason("regular");
      if (dice.chance(50)) {
        discount.setItemIndex(dice.below(basket.items().size()));
      }
      request.addDiscounts(discount);
    }
    return request.addPayments(cash).build();
  }

  private void repeat(CheckoutRequest request, String key) {
    if (repeated || dice.chance(10)) {
      var _ = line.call(SalesServiceGrpc.getCheckoutMethod(), request, key);
    }
    if (dice.chance(4)) {
      CheckoutRequest other = request.toBuilder().setNotes("something else").build();
      var _ = line.call(SalesServiceGrpc.getCheckoutMethod(), other, key, "IDEMPOTENCY_KEY_REUSED");
    }
  }
}
