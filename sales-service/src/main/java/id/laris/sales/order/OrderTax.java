package id.laris.sales.order;

import java.util.UUID;

/**
 * A tax of an order, over all lines that bear it.
 *
 * @param ratePpm parts per million; 0 for an amount per unit
 * @param base minor units that it is computed on
 * @param amount minor units
 */
public record OrderTax(
    UUID taxRuleId, String name, long ratePpm, boolean inclusive, long base, long amount) {}
