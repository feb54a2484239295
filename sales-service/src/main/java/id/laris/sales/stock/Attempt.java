package id.laris.sales.stock;

import java.util.UUID;

/** One attempt at holding the stock of an order; the newest revision is the one that counts. */
record Attempt(UUID orderId, long revision) {}
