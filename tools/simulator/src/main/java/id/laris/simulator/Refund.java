package id.laris.simulator;

import java.time.Instant;

/** One refund of a transaction. */
record Refund(
    long number, String key, long amount, String reason, Instant createdAt, boolean online) {}
