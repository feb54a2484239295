package id.laris.sales.order;

import java.util.UUID;

/**
 * A service charge of an order, over all lines that bear it.
 *
 * @param ratePpm parts per million; 0 for a fixed amount
 * @param base minor units that it is computed on
 * @param amount minor units
 */
public record OrderServiceCharge(
    UUID serviceChargeId, String name, long ratePpm, boolean inclusive, long base, long amount) {}
