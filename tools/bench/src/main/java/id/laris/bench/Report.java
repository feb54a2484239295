package id.laris.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
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
    List<Target> targets,
    StartUp.@Nullable Figures startUp) {

  /** The one that is written. */
  static final int FORMAT = 1;

  private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.toJson(this) + "\n");
  }

  static Report read(Path file) throws IOException {
    return JSON.fromJson(Files.readString(file), Report.class);
  }

  void print(PrintStream out) {
    out.printf("%n%s%n%n", machine.line());
    if (!scenarios.isEmpty()) {
      out.print(Result.tables(scenarios));
      shares.forEach(share -> out.println(share.line()));
      out.println();
    }
    targets.forEach(target -> out.println(target.line()));
    if (startUp != null && startUp.idleRssMegabytes() == null) {
      out.println("The memory of a process is read from /proc, which only Linux has.");
    }
  }
}
