package id.laris.customer.hold;

import java.util.UUID;

/** An amount that is held for a payment of an order. */
record Hold(UUID orderId, UUID paymentId, UUID balanceId, long amount) {}
