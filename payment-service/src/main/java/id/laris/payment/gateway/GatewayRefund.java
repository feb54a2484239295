package id.laris.payment.gateway;

import id.laris.pos.v1.PaymentTransaction.Method;

/**
 * Money to give back.
 *
 * @param orderId our number of the payment
 * @param key ours for this refund, of {@code A-Za-z0-9-_}
 * @param amount minor units, whole rupiah
 */
public record GatewayRefund(
    String orderId, Method method, String key, long amount, String reason) {}
