package id.laris.torture;

import id.laris.torture.fault.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says.
 *
 * @param load how long each shape is under load, at least
 * @param faults which of them come
 * @param json where the figures go; null for nowhere
 * @param picture where pictures go; null for nowhere
 * @param draw figures of another run, of which only the pictures are wanted; null for a run
 * @param keep whether history, logs and data stay though nothing was found
 * @param directory in which a run makes its own
 * @param built what {@code ./pos build} made
 */
record Options(
    Duration load,
    long seed,
    int tills,
    int tenants,
    List<String> shapes,
    List<FaultKind> faults,
    @Nullable Path json,
    @Nullable Path picture,
    @Nullable Path draw,
    boolean keep,
    Path directory,
    Path built) {

  static final String USAGE =
      """
      Usage: torture [options]

        --minutes N      how long each shape is under load; at least until each fault has come (5)
        --seconds N      the same in seconds
        --seed N         repeats the plan of the run that printed it
        --tills N        tills that sell at the same time (12)
        --tenants N      tenants they belong to (3)
        --shape NAME     suite, services, or both (both)
        --faults A,B     only these of: %s;
                         or none
        --json FILE      writes the figures there too
        --picture DIR    writes a picture of each shape there
        --draw FILE      only draws the pictures of a file that --json wrote
        --keep           keeps history, logs and data even where nothing was found
        --directory DIR  where they are (target/torture)
        --laris DIR      what ./pos build made (suite/target/laris)

      Exit code: 0 if all checks hold; 1 if one does not; 2 if it could not run.
      """
          .formatted(List.of(FaultKind.values()));

  /** The command line cannot be understood. */
  static final class UsageException extends RuntimeException {
    UsageException(String message) {
      super(message);
    }
  }

  private static final int USUAL_MINUTES = 5;
  private static final int USUAL_TILLS = 12;
  private static final int USUAL_TENANTS = 3;
  private static final int MOST_SEED = 1_000_000_000;

  static Options parse(List<String> arguments) {
    Duration load = Duration.ofMinutes(USUAL_MINUTES);
    long seed = ThreadLocalRandom.current().nextInt(MOST_SEED);
    int tills = USUAL_TILLS;
    int tenants = USUAL_TENANTS;
    List<String> shapes = List.of("suite", "services");
    List<FaultKind> faults = List.of(FaultKind.values());
    Path json = null;
    Path picture = null;
    Path draw = null;
    boolean keep = false;
    Path directory = Path.of("target", "torture");
    Path built = Path.of("suite", "target", "laris");
    Iterator<String> rest = new ArrayList<>(arguments).iterator();
    while (rest.hasNext()) {
      String name = rest.next();
      try {
        switch (name) {
          case "--minutes" -> load = Duration.ofMinutes(whole(name, rest.next(), 1));
          case "--seconds" -> load = Duration.ofSeconds(whole(name, rest.next(), 1));
          case "--seed" -> seed = whole(name, rest.next(), 0);
          case "--tills" -> tills = whole(name, rest.next(), 1);
          case "--tenants" -> tenants = whole(name, rest.next(), 2);
          case "--shape" -> shapes = shapes(rest.next());
          case "--faults" -> faults = faults(rest.next());
          case "--json" -> json = Path.of(rest.next());
          case "--picture" -> picture = Path.of(rest.next());
          case "--draw" -> draw = Path.of(rest.next());
          case "--keep" -> keep = true;
          case "--directory" -> directory = Path.of(rest.next());
          case "--laris" -> built = Path.of(rest.next());
          default -> throw new UsageException("no option " + name);
        }
      } catch (NoSuchElementException e) {
        throw new UsageException(name + " needs a value");
      }
    }
    return new Options(
        load, seed, tills, tenants, shapes, faults, json, picture, draw, keep, directory, built);
  }

  private static List<FaultKind> faults(String value) {
    if (value.equals("none")) {
      return List.of();
    }
    try {
      return Arrays.stream(value.split(",", -1)).map(FaultKind::valueOf).toList();
    } catch (IllegalArgumentException e) {
      throw new UsageException("--faults does not know " + value);
    }
  }

  private static List<String> shapes(String value) {
    return switch (value) {
      case "both" -> List.of("suite", "services");
      case "suite", "services" -> List.of(value);
      default -> throw new UsageException("--shape is suite, services or both, not " + value);
    };
  }

  private static int whole(String name, String value, int least) {
    try {
      int number = Integer.parseInt(value);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(name + " must be a whole number, not " + value);
    }
    throw new UsageException(name + " must be at least " + least);
  }
}
