package id.laris.payment.gateway;

import id.laris.pos.v1.PaymentTransaction.Method;

/**
 * A refund to send to the gateway.
 *
 * @param orderId our order id of the payment
 * @param key our key of this refund, of {@code A-Za-z0-9-_}
 * @param amount in minor units, whole rupiah
 */
public record GatewayRefund(
    String orderId, Method method, String key, long amount, String reason) {}
