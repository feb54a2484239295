package id.laris.torture;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import id.laris.torture.report.Figures;
import id.laris.torture.report.Picture;
import id.laris.torture.report.Table;
import id.laris.torture.world.Programs;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Random load while faults are injected, and the checks that must hold afterwards. */
public final class Torture {

  /** Everything that was found out, as {@code --json} writes it. */
  record Report(int processors, List<Figures> rounds) {}

  private static final int CHECK_FAILED = 1;
  private static final int COULD_NOT_RUN = 2;

  private Torture() {}

  /** Runs and ends the process with the exit code. */
  public static void main(String[] arguments) {
    // The run records all failures of calls, so the libraries need not log them.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Logger.getLogger("").setLevel(Level.OFF);
    System.exit(run(List.of(arguments), System.out));
  }

  private static int run(List<String> arguments, PrintStream out) {
    PrintWriter writer = new PrintWriter(out, true, out.charset());
    CommandLine line = Options.commandLine().setOut(writer).setErr(writer);
    return line.setExecutionStrategy(parsed -> run(line, out))
        .execute(arguments.toArray(String[]::new));
  }

  private static int run(CommandLine line, PrintStream out) {
    Integer helped = CommandLine.executeHelpRequest(line.getParseResult());
    if (helped != null) {
      return helped;
    }
    Options options = line.getCommand();
    try {
      var _ = options.faults();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line, String.valueOf(e.getMessage()));
    }
    try {
      if (options.draw != null) {
        draw(read(options.draw), options.picture);
        return 0;
      }
      return run(options, Programs.built(options.built.toAbsolutePath()), out, laris -> {});
    } catch (Exception e) {
      out.println("the torture test could not run: " + e);
      e.printStackTrace(out);
      return COULD_NOT_RUN;
    }
  }

  static int run(Options options, Programs programs, PrintStream out, Round.Tampering tampering)
      throws Exception {
    List<Figures> rounds = new ArrayList<>();
    out.println("seed " + options.seed);
    for (String shape : options.shapes()) {
      Path directory = directory(options, shape);
      out.printf("%s: history and logs in %s%n", shape, directory);
      Figures figures = new Round(options, programs, directory, out, tampering).run(shape);
      new Table(out).print(figures);
      rounds.add(figures);
      if (figures.passed() && !options.keep) {
        delete(directory);
      } else {
        out.printf(
            "%n%s: kept in %s; again with --seed %d --shape %s%n",
            shape, directory, options.seed, shape);
      }
    }
    if (options.json != null) {
      Files.writeString(
          options.json,
          new GsonBuilder()
              .setPrettyPrinting()
              .create()
              .toJson(new Report(Runtime.getRuntime().availableProcessors(), rounds)));
    }
    draw(rounds, options.picture);
    return rounds.stream().allMatch(Figures::passed) ? 0 : CHECK_FAILED;
  }

  private static List<Figures> read(Path json) throws IOException {
    return new Gson().fromJson(Files.readString(json), Report.class).rounds();
  }

  private static void draw(List<Figures> rounds, @Nullable Path directory) throws IOException {
    if (directory == null) {
      return;
    }
    Files.createDirectories(directory);
    for (Figures figures : rounds) {
      Picture.write(figures, directory.resolve("torture-%s.png".formatted(figures.shape())));
    }
  }

  /** Empty, and open to the user whom Postgres runs as where this one is root. */
  private static Path directory(Options options, String shape) throws IOException {
    Path directory = options.directory.toAbsolutePath().resolve(shape + "-" + options.seed);
    delete(directory);
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    return directory;
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
