package id.laris.demo;

import id.laris.client.DatabaseAccess;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The data that are to be made, and where.
 *
 * @param target where Laris answers
 * @param database the one that this Laris keeps its data in
 * @param tenant who gets the data; null for a tenant of these numbers' own
 * @param seed the same makes the same data
 * @param orders how many, in the year before {@code until}
 * @param merchandise products beside the menu
 * @param until the day after the last sale
 */
public record DemoOptions(
    String target,
    DatabaseAccess database,
    @Nullable UUID tenant,
    long seed,
    int orders,
    int merchandise,
    LocalDate until) {

  public static final int LEAST_ORDERS = 100;
  public static final int MOST_ORDERS = 5_000_000;
  public static final int MOST_MERCHANDISE = 100_000;
  public static final int SMALL = 10_000;
  public static final int MIDDLE = 100_000;
  public static final int LARGE = 1_000_000;

  /** So many orders and products in this Laris, up to today. */
  public static DemoOptions of(
      String target, DatabaseAccess database, int orders, int merchandise) {
    return new DemoOptions(
        target, database, null, 1, orders, merchandise, LocalDate.now(ZoneOffset.UTC));
  }

  /** The tenant that gets the data. */
  public UUID tenantId() {
    return tenant != null
        ? tenant
        : UUID.nameUUIDFromBytes(
            "laris demo-data seed=%d orders=%d merchandise=%d"
                .formatted(seed, orders, merchandise)
                .getBytes(StandardCharsets.UTF_8));
  }

  public DemoOptions withTenant(@Nullable UUID other) {
    return new DemoOptions(target, database, other, seed, orders, merchandise, until);
  }

  public DemoOptions withSeed(long other) {
    return new DemoOptions(target, database, tenant, other, orders, merchandise, until);
  }

  public DemoOptions withUntil(LocalDate other) {
    return new DemoOptions(target, database, tenant, seed, orders, merchandise, other);
  }
}
