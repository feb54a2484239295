package id.laris.bench.scenario;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The goods that a tenant sells, and where: goods with stock at a location, or without both.
 *
 * @param members to whom they are sold; {@link Members#NONE} for strangers
 */
public record Assortment(UUID tenantId, String locationId, List<Goods> goods, Members members) {

  public Assortment(UUID tenantId, String locationId, List<Goods> goods) {
    this(tenantId, locationId, goods, Members.NONE);
  }

  /** Customers with more points than they can spend, and the reward that they get for them. */
  public record Members(List<String> customerIds, String rewardId) {

    static final Members NONE = new Members(List.of(), "");
  }

  /** A product with its one variant. */
  public record Goods(String productId, String variantId, String sku) {}

  public Goods any() {
    return any(goods);
  }

  static <T> T any(List<T> things) {
    return things.get(ThreadLocalRandom.current().nextInt(things.size()));
  }
}
