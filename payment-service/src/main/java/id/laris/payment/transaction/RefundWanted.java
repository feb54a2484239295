package id.laris.payment.transaction;

import id.laris.pos.v1.PaymentRefund.Channel;

/**
 * A refund as it is asked for.
 *
 * @param key of the caller: the same key is the same refund
 * @param amount minor units
 */
record RefundWanted(String key, long amount, String reason, Channel channel) {}
