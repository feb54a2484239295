package id.laris.demo;

import java.util.UUID;

/**
 * A sale that Laris itself has made, to be repeated through the year.
 *
 * @param shop its place in {@link Shop#ALL}
 * @param part of the day that it suits
 * @param voided whether it is voided
 */
record SampleSale(UUID orderId, int shop, DayPart part, boolean voided) {}
