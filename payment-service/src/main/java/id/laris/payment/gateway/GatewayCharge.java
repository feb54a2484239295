package id.laris.payment.gateway;

import id.laris.pos.v1.ChargeItem;
import id.laris.pos.v1.PaymentCustomer;
import id.laris.pos.v1.PaymentTransaction.Method;
import java.time.Instant;
import java.util.List;

/**
 * A charge to send to the gateway. Amounts are minor units and whole rupiah; the items sum to the
 * amount.
 *
 * @param orderId our order id of the payment, at most 50 of {@code A-Za-z0-9-_~.}
 * @param orderedAt the time it was made, from which the expiry counts
 * @param expiresAt the end of the time to pay
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
