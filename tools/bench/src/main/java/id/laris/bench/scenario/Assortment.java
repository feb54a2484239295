package id.laris.bench.scenario;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The goods that a tenant sells, and where: goods with stock at a location, or without both. */
public record Assortment(UUID tenantId, String locationId, List<Goods> goods) {

  /** A product with its one variant. */
  public record Goods(String productId, String variantId, String sku) {}

  public Goods any() {
    return any(goods);
  }

  static <T> T any(List<T> things) {
    return things.get(ThreadLocalRandom.current().nextInt(things.size()));
  }
}
