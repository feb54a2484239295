package id.laris.demo;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The contents of the tenant, with samples of them in no particular order.
 *
 * @param products with their menu
 * @param menu of the menu, what has no stock
 * @param productIds some products
 * @param skus of some variants
 * @param barcodes of some variants
 * @param orderIds some orders, completed ones
 * @param from when the first order was made
 * @param to when the last order was made
 */
public record Demo(
    UUID tenant,
    List<UUID> locations,
    List<UUID> employees,
    List<UUID> stockedVariants,
    int products,
    int orders,
    List<UUID> categories,
    List<Goods> menu,
    List<UUID> productIds,
    List<String> skus,
    List<String> barcodes,
    List<UUID> orderIds,
    Instant from,
    Instant to) {

  /** Something on the menu, in one size. */
  public record Goods(UUID productId, UUID variantId, String sku) {}
}
