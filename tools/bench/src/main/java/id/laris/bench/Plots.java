package id.laris.bench;

import com.google.gson.JsonParser;
import id.laris.bench.load.Slices;
import id.laris.bench.payment.Charges;
import id.laris.bench.plot.Picture;
import id.laris.bench.read.ReadMix;
import id.laris.bench.report.Result;
import id.laris.bench.report.Row;
import id.laris.bench.shop.Till;
import id.laris.bench.soak.SoakPlots;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Draws what {@code --json} has written: of latency, of throughput, and of Laris and its floor. */
final class Plots {

  /** Rows that stand for a scenario which has several. */
  private static final Set<String> WHOLES = Set.of(Till.WHOLE_SALE, Charges.CHARGE, ReadMix.ALL);

  private final Path directory;
  private final PrintStream out;

  Plots(Path directory, PrintStream out) {
    this.directory = directory;
    this.out = out;
  }

  void draw(List<String> files) throws IOException {
    if (files.isEmpty()) {
      throw new Options.UsageException("plot needs files that --json has written");
    }
    Files.createDirectories(directory);
    for (String file : files) {
      Path path = Path.of(file);
      String name = String.valueOf(path.getFileName()).replaceFirst("\\.json$", "");
      if (JsonParser.parseString(Files.readString(path)).getAsJsonObject().has("samples")) {
        write(name + "-memory.svg", SoakPlots.memory(path));
        write(name + "-latency.svg", SoakPlots.latency(path));
      } else {
        Report report = Report.read(path);
        List<Result> ofLaris =
            report.scenarios().stream()
                .filter(result -> !result.scenario().startsWith("floor"))
                .filter(result -> result.operations() > 0)
                .toList();
        write(name + "-latency.svg", latency(ofLaris));
        write(name + "-throughput.svg", throughput(ofLaris));
        write(name + "-floor.svg", floor(report.shares()));
      }
    }
  }

  private void write(String name, Picture picture) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, picture.svg());
    out.println("drew " + file);
  }

  /** The row of the whole of what a scenario does; else its first. */
  private static Row main(Result result) {
    return result.calls().stream()
        .filter(row -> WHOLES.contains(row.rpc()))
        .findFirst()
        .orElseGet(() -> result.calls().getFirst());
  }

  private static String name(Result result) {
    return Row.name(result.scenario(), result.plannedPerSecond());
  }

  private static Picture latency(List<Result> results) {
    double most = results.stream().mapToDouble(result -> main(result).p99Ms()).max().orElse(1);
    Picture picture = new Picture("How long the whole of it takes", "ms", most * 1.05);
    List.of("half (p50)", "95 of 100 (p95)", "99 of 100 (p99)").forEach(picture::key);
    double width = 1.0 / Math.max(1, results.size());
    for (int i = 0; i < results.size(); i++) {
      Row row = main(results.get(i));
      double[] figures = {row.p50Ms(), row.p95Ms(), row.p99Ms()};
      for (int kind = 0; kind < figures.length; kind++) {
        double from = width * (i + 0.1 + 0.27 * kind);
        picture.column(kind, from, from + 0.24 * width, figures[kind]);
      }
      picture.below(width * (i + 0.5), name(results.get(i)));
    }
    picture.axis("scenario, with @ and the rate where it was fixed");
    return picture;
  }

  /** Of those scenarios that are few enough to be told apart, without the empty RPC. */
  private static Picture throughput(List<Result> results) {
    List<Result> shown =
        results.stream()
            .filter(result -> !result.scenario().equals(Scenario.HEALTH.label()))
            .filter(result -> result.seconds().size() > 1)
            .limit(Picture.COLOUR_COUNT)
            .toList();
    double most =
        shown.stream()
            .flatMap(result -> result.seconds().stream().map(second -> rate(result, second)))
            .mapToDouble(rate -> rate)
            .max()
            .orElse(1);
    double end =
        shown.stream()
            .mapToDouble(result -> result.seconds().getLast().untilSeconds())
            .max()
            .orElse(1);
    Picture picture = new Picture("What is done in each second", "1/s", most * 1.05);
    for (int kind = 0; kind < shown.size(); kind++) {
      Result result = shown.get(kind);
      picture.key(name(result));
      picture.line(
          kind,
          result.seconds().stream().mapToDouble(second -> second.untilSeconds() / end).toArray(),
          result.seconds().stream().mapToDouble(second -> rate(result, second)).toArray());
    }
    picture.times(end, "s", "seconds since the end of the warm-up");
    return picture;
  }

  private static double rate(Result result, Slices.Slice second) {
    return Optional.ofNullable(second.byRpc().get(main(result).rpc()))
        .map(Slices.Part::ratePerSecond)
        .orElse(0.0);
  }

  private static Picture floor(List<Share> shares) {
    List<Share> floors =
        shares.stream().filter(share -> share.floor().startsWith("floor")).toList();
    double most = floors.stream().mapToDouble(Share::floorRate).max().orElse(1);
    Picture picture = new Picture("Laris, and the database without Laris", "1/s", most * 1.05);
    List.of("Laris", "plain JDBC").forEach(picture::key);
    double width = 1.0 / Math.max(1, floors.size());
    for (int i = 0; i < floors.size(); i++) {
      Share share = floors.get(i);
      picture.column(0, width * (i + 0.2), width * (i + 0.48), share.rate());
      picture.column(1, width * (i + 0.52), width * (i + 0.8), share.floorRate());
      picture.below(
          width * (i + 0.5),
          String.format(
              Locale.ROOT, "%s: %.0f %% of %s", share.scenario(), share.percent(), share.floor()));
    }
    picture.axis("as many callers, the same machine, durable commits");
    return picture;
  }
}
