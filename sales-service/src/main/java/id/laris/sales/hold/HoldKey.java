package id.laris.sales.hold;

import java.util.UUID;

/** One attempt at holding something for an order; the newest revision is valid. */
public record HoldKey(UUID orderId, long revision) {}
