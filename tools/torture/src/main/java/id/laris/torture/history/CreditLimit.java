package id.laris.torture.history;

/** The amount that a customer may owe, in minor units, as somebody set it or tried to. */
public record CreditLimit(String tenant, String customer, long amount) {}
