package id.laris.bench.shop;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The goods that are sold, and where: goods with stock at a location, or without both. */
public record Assortment(String locationId, List<Goods> goods) {

  /** A product with its one variant. */
  public record Goods(String productId, String variantId, String sku) {}

  /** For callers that neither sell nor look anything up. */
  public static final Assortment NONE = new Assortment("", List.of());

  public Goods any() {
    return goods.get(ThreadLocalRandom.current().nextInt(goods.size()));
  }
}
