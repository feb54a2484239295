package id.laris.sales.pricing;

import java.util.UUID;

/**
 * A charge on the discounted lines that bear it.
 *
 * @param rate a proportion of the discounted sum of those lines, or an amount for the whole order
 * @param taxable whether the part on a line is taxed with that line's taxes
 * @param inclusive whether the prices contain it: it is then reported and not added
 */
public record ServiceCharge(UUID id, String name, Rate rate, boolean taxable, boolean inclusive) {}
