package id.laris.payment.gateway;

import id.laris.pos.v1.ChargeItem;
import id.laris.pos.v1.PaymentCustomer;
import id.laris.pos.v1.PaymentTransaction.Method;
import java.time.Instant;
import java.util.List;

/**
 * A payment to ask for. Amounts are minor units and whole rupiah; the items sum to the amount.
 *
 * @param orderId our number of it, at most 50 of {@code A-Za-z0-9-_~.}
 * @param orderedAt when it was made, and the expiry counts from
 * @param expiresAt until when it can be paid
 * @param cardToken empty but for cards
 * @param callbackUrl empty for none
 */
public record GatewayCharge(
    String orderId,
    Method method,
    long amount,
    List<ChargeItem> items,
    PaymentCustomer customer,
    Instant orderedAt,
    Instant expiresAt,
    String cardToken,
    String callbackUrl) {

  public GatewayCharge {
    items = List.copyOf(items);
  }
}
