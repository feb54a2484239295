package id.laris.bench.floor;

import id.laris.bench.shop.Assortment;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The values of one replay of a script, by name. What has no meaning here is an id that grows with
 * time, as those of Laris do, and the same wherever it is named again.
 */
final class Facts {

  /** Named by how many there are, such as "bytes900": answers, events and hashes. */
  private static final String BYTES = "bytes";

  private static final Map<String, byte[]> ALL_BYTES = new ConcurrentHashMap<>();

  private final Map<String, Object> values = new HashMap<>();

  Facts(UUID tenantId, Assortment assortment) {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    values.put("tenant", tenantId);
    values.put("now", now);
    values.put("tomorrow", now.plusDays(1));
    values.put("today", now.toLocalDate());
    for (String number : new String[] {"1", "2"}) {
      Assortment.Goods goods = assortment.any();
      values.put("variant" + number, UUID.fromString(goods.variantId()));
      values.put("product" + number, UUID.fromString(goods.productId()));
    }
  }

  Object get(String name) {
    return name.startsWith(BYTES)
        ? ALL_BYTES.computeIfAbsent(name, Facts::bytes)
        : values.computeIfAbsent(name, _ -> newId());
  }

  void keep(String name, Object value) {
    values.put(name, value);
  }

  /** A UUID of version 7. */
  private static UUID newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (System.currentTimeMillis() << 16) | 0x7000 | random.nextInt(0x1000);
    long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /** They hardly shrink when they are compressed, as ids do not. */
  private static byte[] bytes(String name) {
    int count = Integer.parseInt(name.substring(BYTES.length()));
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
