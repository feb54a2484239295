package id.laris.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import id.laris.bench.meter.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was found out, as {@code --json} writes it; docs/performance.md describes it.
 *
 * @param format grows when the format changes so that readers must know
 * @param at when the run ended
 * @param loadAverageBefore of the machine in the last minute before the run; negative where the
 *     system does not tell
 * @param samples of a soak
 */
record Report(
    int format,
    String at,
    Machine machine,
    double loadAverageBefore,
    String target,
    int tenants,
    List<Result> scenarios,
    StartUp.@Nullable Figures startUp,
    @Nullable List<Soak.Sample> samples) {

  /** The one that is written. */
  static final int FORMAT = 2;

  private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();

  /** Writes it beside the file first: whoever reads it meanwhile finds it whole. */
  void write(Path file) throws IOException {
    Path whole = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(whole, JSON.toJson(this) + "\n");
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
  }

  static Report read(Path file) throws IOException {
    return JSON.fromJson(Files.readString(file), Report.class);
  }

  static List<Report> readAll(List<Path> files) throws IOException {
    List<Report> reports = new ArrayList<>();
    for (Path file : files) {
      reports.add(read(file));
    }
    return reports;
  }

  void print(PrintStream out) {
    out.printf("%n%s%n%n", machine.line());
    if (!scenarios.isEmpty()) {
      out.println(Result.tables(scenarios));
    }
    if (startUp != null) {
      out.printf(
          "ready after %s s, memory at rest (RSS, which only Linux tells) %s MB%n",
          Result.decimals(2, startUp.readySeconds()),
          Result.decimals(0, startUp.idleRssMegabytes()));
    }
    if (samples != null) {
      out.println(Soak.comparison(samples));
    }
  }
}
