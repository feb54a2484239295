package id.laris.torture.history;

/** A price that somebody set, or tried to set. */
public record Price(String tenant, String variant, long amount) {}
