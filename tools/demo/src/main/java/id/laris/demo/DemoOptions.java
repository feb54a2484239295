package id.laris.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be made, and where.
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
    Access database,
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

  /** The way into the database as the owner of its tables. */
  public record Access(String url, String user, String password) {

    /** Without the password, as it may end up in a message. */
    @Override
    public String toString() {
      return url + " as " + user;
    }
  }

  /** So many orders and products in the Laris that the environment variables speak of. */
  public static DemoOptions in(Map<String, String> environment, int orders, int merchandise) {
    String target =
        given(environment, "POS_TARGET", "localhost:" + given(environment, "POS_PORT", "50053"));
    return of(target, access(environment), orders, merchandise);
  }

  /** So many orders and products in this Laris, up to today. */
  public static DemoOptions of(String target, Access database, int orders, int merchandise) {
    return new DemoOptions(
        target, database, null, 1, orders, merchandise, LocalDate.now(ZoneOffset.UTC));
  }

  private static Access access(Map<String, String> environment) {
    String url = given(environment, "POS_DB_URL", "");
    return url.isEmpty()
        ? embedded(environment)
        : new Access(
            url,
            given(environment, "POS_DB_OWNER_USER", given(environment, "POS_DB_USER", "")),
            given(environment, "POS_DB_OWNER_PASSWORD", given(environment, "POS_DB_PASSWORD", "")));
  }

  /** The Postgres that Laris has brought along. */
  private static Access embedded(Map<String, String> environment) {
    Path directory =
        Path.of(given(environment, "POS_DATA_DIR", System.getProperty("user.home") + "/.laris"));
    try {
      return new Access(
          "jdbc:postgresql://127.0.0.1:" + read(directory.resolve("postgres.port")) + "/laris",
          "postgres",
          read(directory.resolve("postgres.password")));
    } catch (IOException e) {
      throw new DemoException(
          "there is no database of Laris in %s: start Laris with ./pos run, or set POS_DATA_DIR or POS_DB_URL as it has them."
              .formatted(directory),
          e);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }

  private static String given(Map<String, String> environment, String name, String otherwise) {
    String value = environment.getOrDefault(name, "");
    return value.isBlank() ? otherwise : value;
  }

  /** Who gets the data. */
  public UUID tenantId() {
    return tenant != null
        ? tenant
        : UUID.nameUUIDFromBytes(
            "laris demo-data seed=%d orders=%d merchandise=%d"
                .formatted(seed, orders, merchandise)
                .getBytes(StandardCharsets.UTF_8));
  }

  public DemoOptions withTarget(String other) {
    return new DemoOptions(other, database, tenant, seed, orders, merchandise, until);
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
