package id.laris.payment.transaction;

import id.laris.pos.v1.PaymentRefund.Channel;

/**
 * A refund as the caller asks for it.
 *
 * @param key the caller's refund_key: the same key is the same refund
 * @param amount in minor units
 */
record RequestedRefund(String key, long amount, String reason, Channel channel) {}
