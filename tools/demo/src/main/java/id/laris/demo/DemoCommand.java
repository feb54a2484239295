package id.laris.demo;

import io.grpc.StatusRuntimeException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The command {@code ./pos demo-data}. */
public final class DemoCommand {

  static final String USAGE =
      """
      Usage: ./pos demo-data [options]

      Fills a tenant of a running Laris with a chain of cafes and a year of its sales, to look around in.

        --size S|M|L       10,000, 100,000 or 1,000,000 orders (S)
        --orders N         another number of orders
        --products N       also so many products of merchandise, up to 100,000 (0)
        --seed N           other numbers make other data; the same make the same (1)
        --tenant UUID      who gets the data; must have no orders (a tenant of these numbers' own)
        --until DATE       the day after the last sale, such as 2026-01-31 (today)
        --target HOST:PORT where Laris answers (POS_TARGET, else localhost and POS_PORT)

      The database is found as ./pos run finds it: by POS_DB_URL, POS_DB_OWNER_USER and POS_DB_OWNER_PASSWORD, or
      the embedded one by POS_DATA_DIR.
      """;

  private static final int WRONG_USE = 2;

  private final Map<String, String> environment;
  private final PrintStream out;
  private int orders = DemoOptions.SMALL;
  private int merchandise;
  private long seed = 1;
  private @Nullable UUID tenant;
  private @Nullable String target;
  private @Nullable LocalDate until;

  private DemoCommand(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  /** Runs and ends the process with the exit code. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), System.getenv(), out));
  }

  static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
    if (arguments.contains("--help")) {
      out.print(USAGE);
      return 0;
    }
    try {
      new DemoCommand(environment, out).run(arguments);
      return 0;
    } catch (IllegalArgumentException | DateTimeParseException | NoSuchElementException e) {
      out.println("demo-data: " + e.getMessage() + "\n\n" + USAGE);
      return WRONG_USE;
    } catch (DemoException e) {
      out.println("demo-data: " + e.getMessage());
    } catch (StatusRuntimeException e) {
      out.println("demo-data: Laris refused a call: " + e.getMessage());
    }
    return 1;
  }

  private void run(List<String> arguments) {
    read(arguments);
    refuseWhereItIsEarnest();
    DemoOptions options = options();
    out.println(
        "This writes demo data for the tenant %s into the database %s."
            .formatted(options.tenantId(), options.database()));
    long began = System.nanoTime();
    Demo demo = DemoData.make(options, out::println);
    out.printf("Done in %.0f s.%n%n", (System.nanoTime() - began) / 1e9);
    out.print(Guide.of(demo, options.target()));
  }

  private void read(List<String> arguments) {
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String name = rest.next();
      if (!name.startsWith("--") || !rest.hasNext()) {
        throw new IllegalArgumentException(
            name.startsWith("--") ? name + " needs a value" : "what is " + name + "?");
      }
      take(name, rest.next());
    }
  }

  private void take(String name, String value) {
    switch (name) {
      case "--size" -> orders = size(value);
      case "--orders" ->
          orders = whole(name, value, DemoOptions.LEAST_ORDERS, DemoOptions.MOST_ORDERS);
      case "--products" -> merchandise = whole(name, value, 0, DemoOptions.MOST_MERCHANDISE);
      case "--seed" -> seed = whole(name, value, 0, Integer.MAX_VALUE);
      case "--tenant" -> tenant = UUID.fromString(value);
      case "--until" -> until = LocalDate.parse(value);
      case "--target" -> target = value;
      default -> throw new IllegalArgumentException("no option " + name);
    }
  }

  private static int size(String name) {
    return switch (name) {
      case "S" -> DemoOptions.SMALL;
      case "M" -> DemoOptions.MIDDLE;
      case "L" -> DemoOptions.LARGE;
      default -> throw new IllegalArgumentException("--size must be S, M or L, not " + name);
    };
  }

  private static int whole(String name, String value, int least, int most) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a whole number, not " + value, e);
    }
    throw new IllegalArgumentException(
        "%s must be from %d to %d, not %s".formatted(name, least, most, value));
  }

  private DemoOptions options() {
    DemoOptions options =
        DemoOptions.in(environment, orders, merchandise).withSeed(seed).withTenant(tenant);
    if (target != null) {
      options = options.withTarget(target);
    }
    return until == null ? options : options.withUntil(until);
  }

  /** Demo data have no place among real ones; and where callers must say who they are it cannot. */
  private void refuseWhereItIsEarnest() {
    if (environment.getOrDefault("POS_ENV", "").equals("production")) {
      throw new DemoException("POS_ENV says production: demo data have no place there.");
    }
    if (environment.getOrDefault("POS_AUTH_ENABLED", "").equals("true")) {
      throw new DemoException(
          "POS_AUTH_ENABLED is true: demo data are made in development mode only.");
    }
  }
}
