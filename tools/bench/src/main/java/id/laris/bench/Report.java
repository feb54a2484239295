package id.laris.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import id.laris.bench.process.StartUp;
import id.laris.bench.report.Machine;
import id.laris.bench.report.Result;
import id.laris.bench.report.Row;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was found out, as {@code --json} writes it; docs/performance.md describes it.
 *
 * @param format grows when the format changes so that readers must know
 * @param at when the run ended
 * @param loadAverageBefore of the machine in the last minute before the run; negative where the
 *     system does not tell
 */
record Report(
    int format,
    String at,
    Machine machine,
    double loadAverageBefore,
    String target,
    int tenants,
    List<Result> scenarios,
    List<Share> shares,
    List<Targets.Outcome> targets,
    StartUp.@Nullable Figures startUp) {

  /** The one that is written. */
  static final int FORMAT = 1;

  private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();

  /** Whether any call has. */
  boolean failed() {
    return scenarios.stream()
        .flatMap(scenario -> scenario.calls().stream())
        .anyMatch(row -> !row.errors().isEmpty());
  }

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.toJson(this) + "\n");
  }

  static Report read(Path file) throws IOException {
    return JSON.fromJson(Files.readString(file), Report.class);
  }

  void print(PrintStream out) {
    out.println();
    out.println(machine.line());
    out.println();
    if (!scenarios.isEmpty()) {
      out.println(Row.head());
      scenarios.forEach(one -> one.calls().forEach(row -> out.println(row.line())));
      out.println();
      out.println(Result.costHead());
      scenarios.forEach(one -> out.println(one.costLine()));
      out.println();
      scenarios.stream().map(Result::backlog).filter(line -> !line.isEmpty()).forEach(out::println);
      shares.forEach(share -> out.println(share.line()));
      out.println();
    }
    targets.forEach(outcome -> out.println(outcome.line()));
    if (startUp != null && startUp.idleRssMegabytes() == null) {
      out.println("The memory of a process is read from /proc, which only Linux has.");
    }
  }
}
