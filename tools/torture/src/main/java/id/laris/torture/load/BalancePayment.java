package id.laris.torture.load;

import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentResponse;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.torture.world.SeededRandom;

/**
 * A payment by what a customer has with the shop: a gift card, store credit, or the account.
 *
 * @param card id of the gift card; empty for the others
 */
record BalancePayment(Payment.Type type, String card) {

  /** Minor units. */
  private static final long RUPIAH = 100;

  /** A gift card where there is no customer. */
  static BalancePayment any(Clientele clientele, SeededRandom random, String customer) {
    int kind = customer.isEmpty() ? 0 : random.below(3);
    return switch (kind) {
      case 0 -> new BalancePayment(Payment.Type.GIFT_CARD, clientele.card(random));
      case 1 -> new BalancePayment(Payment.Type.STORE_CREDIT, "");
      default -> new BalancePayment(Payment.Type.ON_ACCOUNT, "");
    };
  }

  /** All of an amount now and then, else a part of it, in whole rupiah as the gateway wants it. */
  private static long share(long due, SeededRandom random) {
    long rupiah = due / RUPIAH;
    return random.chance(30) || rupiah == 0
        ? due
        : RUPIAH * random.between(1, Math.clamp(rupiah, 1, Integer.MAX_VALUE - 1));
  }

  CheckoutRequest.Tender.Builder tender(long amount) {
    return CheckoutRequest.Tender.newBuilder()
        .setPaymentType(type)
        .setAmount(amount)
        .setGiftCardId(card);
  }

  /** Pays a part of the order, or all. Where it is refused, the customer pays otherwise. */
  boolean pay(RetryingClient client, SaleInProgress sale, String id, String key) {
    AddPaymentRequest request =
        AddPaymentRequest.newBuilder()
            .setId(id)
            .setOrderId(sale.order().getId())
            .setPaymentType(type)
            .setAmount(share(sale.order().getDue().getAmount(), client.random()))
            .setGiftCardId(card)
            .build();
    return sale.accept(
        client.call(SalesServiceGrpc.getAddPaymentMethod(), request, key),
        AddPaymentResponse::getOrder);
  }
}
