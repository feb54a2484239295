package id.laris.torture;

import id.laris.torture.fault.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of a run. */
@Command(
    name = "torture",
    sortOptions = false,
    description =
        "Kills and disturbs a Laris of its own while tills sell, and checks that nothing was lost, doubled or mixed.%n",
    footer = "%nExit code: 0 if all checks hold; 1 if one does not; 2 if it could not run.")
final class Options {

  /** A whole number of at least 1. */
  private static class Positive implements ITypeConverter<Integer> {

    private final int least;

    Positive() {
      this(1);
    }

    private Positive(int least) {
      this.least = least;
    }

    @Override
    public Integer convert(String value) {
      if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < least) {
        throw new TypeConversionException(
            "must be a whole number of at least %d, not %s".formatted(least, value));
      }
      return Integer.valueOf(value);
    }
  }

  /** The intruder needs a second tenant. */
  private static final class Tenants extends Positive {
    Tenants() {
      super(2);
    }
  }

  /** The processes that Laris runs as. */
  enum Shape {
    SUITE,
    SERVICES,
    BOTH
  }

  /** The names of all kinds of fault, and a word for none of them. */
  private static final class FaultNames extends ArrayList<String> {
    FaultNames() {
      super(Stream.of(FaultKind.values()).map(Enum::name).toList());
      add(NONE);
    }
  }

  private static final String NONE = "none";
  private static final int WIDTH = 120;
  private static final int MOST_SEED = 1_000_000_000;

  @Option(names = "--help", usageHelp = true, description = "prints this")
  @SuppressWarnings("UnusedVariable") // picocli reads it
  private boolean help;

  @Option(
      names = "--minutes",
      converter = Positive.class,
      description = "how long each shape is under load; at least until each fault has come (5)")
  private int minutes = 5;

  @Option(names = "--seconds", converter = Positive.class, description = "the same in seconds")
  private int seconds;

  @Option(names = "--seed", description = "repeats the plan of the run that printed it")
  int seed = ThreadLocalRandom.current().nextInt(MOST_SEED);

  @Option(
      names = "--tills",
      converter = Positive.class,
      description = "tills that sell at the same time (12)")
  int tills = 12;

  @Option(
      names = "--tenants",
      converter = Tenants.class,
      description = "tenants they belong to (3)")
  int tenants = 3;

  @Option(names = "--shape", description = "suite, services or both (both)")
  private Shape shape = Shape.BOTH;

  @Option(
      names = "--faults",
      paramLabel = "A,B",
      split = ",",
      completionCandidates = FaultNames.class,
      description = "only these: ${COMPLETION-CANDIDATES}")
  private List<String> faults = List.of();

  @Option(names = "--json", paramLabel = "FILE", description = "writes the figures there too")
  @Nullable Path json;

  @Option(
      names = "--picture",
      paramLabel = "DIR",
      description = "writes a PNG picture of each shape there")
  @Nullable Path picture;

  @Option(
      names = "--draw",
      paramLabel = "FILE",
      description = "only draws the pictures of a file that --json wrote")
  @Nullable Path draw;

  @Option(
      names = "--keep",
      description = "keeps history, logs and data even where nothing was found")
  boolean keep;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "where they are (target/torture)")
  Path directory = Path.of("target", "torture");

  @Option(
      names = "--laris",
      paramLabel = "DIR",
      description = "the build of ./pos build (suite/target/laris)")
  Path built = Path.of("suite", "target", "laris");

  /** A command line that reads options. */
  static CommandLine commandLine() {
    return new CommandLine(new Options())
        .setUsageHelpWidth(WIDTH)
        .setOverwrittenOptionsAllowed(true)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  Duration load() {
    return seconds > 0 ? Duration.ofSeconds(seconds) : Duration.ofMinutes(minutes);
  }

  List<String> shapes() {
    return shape == Shape.BOTH
        ? List.of("suite", "services")
        : List.of(shape.name().toLowerCase(Locale.ROOT));
  }

  /**
   * The kinds of fault that come.
   *
   * @throws IllegalArgumentException where there is no such kind
   */
  List<FaultKind> faults() {
    return faults.isEmpty()
        ? List.of(FaultKind.values())
        : faults.stream().filter(name -> !name.equals(NONE)).map(Options::fault).toList();
  }

  private static FaultKind fault(String name) {
    return Stream.of(FaultKind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("--faults does not know " + name));
  }
}
