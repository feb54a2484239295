package id.laris.demo;

import id.laris.client.DatabaseAccess;
import id.laris.client.LarisClient;
import id.laris.client.NobodyAnswersException;
import io.grpc.StatusRuntimeException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ./pos demo-data}. */
@Command(
    name = "./pos demo-data",
    sortOptions = false,
    description =
        "Fills a tenant of a running Laris with a chain of cafes and a year of its sales, to look around in.%n",
    footer =
        "%nThe database is found as ./pos run finds it: by POS_DB_URL, POS_DB_OWNER_USER and POS_DB_OWNER_PASSWORD, or the embedded one by POS_DATA_DIR.")
public final class DemoCommand implements Callable<Integer> {

  /** The sizes, with their number of orders. */
  enum Size {
    S(DemoOptions.SMALL),
    M(DemoOptions.MIDDLE),
    L(DemoOptions.LARGE);

    private final int orders;

    Size(int orders) {
      this.orders = orders;
    }
  }

  private static final int WIDTH = 120;

  private final Map<String, String> environment;
  private final PrintStream out;

  @Spec private CommandSpec spec;

  @Option(names = "--help", usageHelp = true, description = "prints this")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(names = "--size", description = "S, M or L: 10,000, 100,000 or 1,000,000 orders (S)")
  private Size size = Size.S;

  @Option(names = "--orders", description = "another number of orders")
  private @Nullable Integer orders;

  @Option(
      names = "--products",
      description = "also so many products of merchandise, up to 100,000 (0)")
  private int merchandise;

  @Option(
      names = "--seed",
      description = "other numbers make other data; the same make the same (1)")
  private int seed = 1;

  @Option(
      names = "--tenant",
      description = "who gets the data; must have no orders (a tenant of these numbers' own)")
  private @Nullable UUID tenant;

  @Option(
      names = "--until",
      description = "the day after the last sale, such as 2026-01-31 (today)")
  private LocalDate until = LocalDate.now(ZoneOffset.UTC);

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      description = "where Laris answers (POS_TARGET, else localhost and POS_PORT)")
  private @Nullable String target;

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
    PrintWriter writer = new PrintWriter(out, true, out.charset());
    return new CommandLine(new DemoCommand(environment, out))
        .setOverwrittenOptionsAllowed(true)
        .setUsageHelpWidth(WIDTH)
        .setOut(writer)
        .setErr(writer)
        .setExecutionExceptionHandler((e, _, _) -> failed(e, out))
        .execute(arguments.toArray(String[]::new));
  }

  private static int failed(Exception failure, PrintStream out) throws Exception {
    switch (failure) {
      case NobodyAnswersException e -> out.println("demo-data: " + e.getMessage());
      case DemoException e -> out.println("demo-data: " + e.getMessage());
      case StatusRuntimeException e ->
          out.println("demo-data: Laris refused a call: " + e.getMessage());
      default -> throw failure;
    }
    return 1;
  }

  @Override
  public Integer call() {
    int wanted = orders == null ? size.orders : orders;
    require("--orders", wanted, DemoOptions.LEAST_ORDERS, DemoOptions.MOST_ORDERS);
    require("--products", merchandise, 0, DemoOptions.MOST_MERCHANDISE);
    require("--seed", seed, 0, Integer.MAX_VALUE);
    refuseProduction();
    DemoOptions options =
        new DemoOptions(target(), database(), tenant, seed, wanted, merchandise, until);
    try (LarisClient laris = LarisClient.to(options.target())) {
      laris.requireAnswer();
    }
    out.println(
        "This writes demo data for the tenant %s into the database %s."
            .formatted(options.tenantId(), options.database()));
    long began = System.nanoTime();
    Demo demo = DemoData.make(options, out::println);
    out.printf("Done in %.0f s.%n%n", (System.nanoTime() - began) / 1e9);
    out.print(Guide.of(demo, options.target()));
    return 0;
  }

  private void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(),
          "%s must be from %d to %d, not %d".formatted(option, least, most, value));
    }
  }

  /** Refuses production: demo data must not be mixed with real data, and need development mode. */
  private void refuseProduction() {
    if (environment.getOrDefault("POS_ENV", "").strip().equalsIgnoreCase("production")) {
      throw new DemoException("POS_ENV says production: demo data have no place there.");
    }
    if (environment.getOrDefault("POS_AUTH_ENABLED", "").strip().equalsIgnoreCase("true")) {
      throw new DemoException(
          "POS_AUTH_ENABLED is true: demo data are made in development mode only.");
    }
  }

  private String target() {
    return target != null ? target : given("POS_TARGET", "localhost:" + given("POS_PORT", "50053"));
  }

  private String given(String name, String otherwise) {
    String value = environment.getOrDefault(name, "");
    return value.isBlank() ? otherwise : value;
  }

  private DatabaseAccess database() {
    return DatabaseAccess.of(environment)
        .orElseThrow(
            () ->
                new DemoException(
                    "there is no database of Laris in %s: start Laris with ./pos run, or set POS_DATA_DIR or POS_DB_URL as it has them."
                        .formatted(DatabaseAccess.dataDirectory(environment))));
  }
}
