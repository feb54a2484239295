package id.laris.catalog.quote;

import java.util.Set;
import java.util.UUID;

/**
 * A product, as far as a quote needs it.
 *
 * @param categoryPath its category and those above it; empty where it has none
 * @param taxRuleIds the tax rules that it names itself
 * @param sellable whether it is active and not deleted
 */
record QuotedProduct(
    UUID id,
    String name,
    String sku,
    String categoryId,
    Set<UUID> categoryPath,
    Set<UUID> taxRuleIds,
    boolean taxExempt,
    boolean trackStock,
    boolean sellable) {}
