package id.laris.bench;

import com.google.gson.Gson;
import com.google.gson.JsonParser;
import id.laris.bench.load.Measurements.Part;
import id.laris.bench.load.Measurements.Slice;
import id.laris.bench.payment.Merchant;
import id.laris.bench.read.ReadMix;
import id.laris.bench.shop.Till;
import java.awt.Color;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws what {@code --json} has written: of latency, of throughput, and of Laris and its floor. */
record Plots(Path directory, PrintStream out) {

  /** The part of a soak's file that is drawn. */
  private record Soaked(List<Soak.Sample> samples) {}

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 480;

  /** For the columns of a scenario, with their figures. */
  private static final int COLUMNS_WIDTH = 140;

  /** More lines cannot be told apart. */
  private static final int MOST_LINES = 6;

  /** Rows that stand for a scenario which has several. */
  private static final Set<String> WHOLES = Set.of(Till.WHOLE_SALE, Merchant.CHARGE, ReadMix.ALL);

  void draw(List<Path> files) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Files.createDirectories(directory);
    for (Path file : files) {
      String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
      String json = Files.readString(file);
      if (JsonParser.parseString(json).getAsJsonObject().has("samples")) {
        List<Soak.Sample> samples = new Gson().fromJson(json, Soaked.class).samples();
        write(name + "-memory", memory(samples));
        write(name + "-latency", latencyOverTime(samples));
      } else {
        Report report = Report.read(file);
        List<Result> results =
            report.scenarios().stream()
                .filter(result -> !result.isFloor() && result.operations() > 0)
                .toList();
        write(name + "-latency", latency(results));
        write(name + "-throughput", throughput(results));
        write(name + "-floor", floor(report.shares()));
      }
    }
  }

  private void write(String name, IChart chart) throws IOException {
    Path file = directory.resolve(name + ".png");
    Files.write(file, ChartEncoder.getBytes(chart, "PNG"));
    out.println("drew " + file);
  }

  private static CategoryChart columns(String title, String unit, String categories, int count) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(Math.max(WIDTH, COLUMNS_WIDTH * count))
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(categories)
            .yAxisTitle(unit)
            .build();
    style(chart.getStyler().setLabelsVisible(true).setLabelsPosition(1));
    return chart;
  }

  private static void style(Styler styler) {
    styler
        .setDecimalPattern("#,##0.#")
        .setLocale(Locale.ROOT)
        .setChartBackgroundColor(Color.WHITE)
        .setLegendPosition(LegendPosition.OutsideS)
        .setLegendLayout(LegendLayout.Horizontal);
  }

  private static XYChart lines(String title, String unit, String time) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle(time)
            .yAxisTitle(unit)
            .build();
    style(chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0));
    return chart;
  }

  /** A line through the points that have a figure. */
  private static <T> void line(
      XYChart chart,
      String name,
      List<T> points,
      Function<T, Double> time,
      Function<T, @Nullable Double> figure) {
    List<T> known = points.stream().filter(point -> figure.apply(point) != null).toList();
    if (!known.isEmpty()) {
      chart
          .addSeries(
              name,
              known.stream().map(time).toList(),
              known.stream().map(figure).map(Objects::requireNonNull).toList())
          .setMarker(SeriesMarkers.NONE);
    }
  }

  /** The row of the whole of what a scenario does; else its first. */
  private static Result.Row main(Result result) {
    return result.calls().stream()
        .filter(row -> WHOLES.contains(row.rpc()))
        .findFirst()
        .orElseGet(() -> result.calls().getFirst());
  }

  static CategoryChart latency(List<Result> results) {
    CategoryChart chart =
        columns(
            "How long an operation takes",
            "ms",
            "scenario, with @ and the rate where it was fixed",
            results.size());
    List<String> names = results.stream().map(Result::name).toList();
    List<Result.Row> rows = results.stream().map(Plots::main).toList();
    if (!rows.isEmpty()) {
      chart.addSeries("p50", names, rows.stream().map(Result.Row::p50Ms).toList());
      chart.addSeries("p95", names, rows.stream().map(Result.Row::p95Ms).toList());
      chart.addSeries("p99", names, rows.stream().map(Result.Row::p99Ms).toList());
    }
    return chart;
  }

  /** Without the empty RPC, beside which all others are small. */
  static XYChart throughput(List<Result> results) {
    XYChart chart =
        lines("Operations in each second", "1/s", "seconds since the end of the warm-up");
    results.stream()
        .filter(result -> !result.scenario().equals(Scenario.HEALTH.label()))
        .filter(result -> result.seconds().size() > 1)
        .limit(MOST_LINES)
        .forEach(
            result ->
                line(
                    chart,
                    result.name(),
                    result.seconds(),
                    Slice::untilSeconds,
                    second -> figure(second, main(result).rpc(), Part::ratePerSecond)));
    return chart;
  }

  private static @Nullable Double figure(Slice slice, String rpc, Function<Part, Double> figure) {
    Part part = slice.byRpc().get(rpc);
    return part == null ? null : figure.apply(part);
  }

  private static CategoryChart floor(List<Share> shares) {
    List<Share> floors =
        shares.stream().filter(share -> share.floor().startsWith("floor")).toList();
    CategoryChart chart =
        columns(
            "Laris, and the database without Laris",
            "1/s",
            "as many callers, the same machine, durable commits",
            floors.size());
    List<String> names =
        floors.stream()
            .map(share -> "%.0f %% of %s".formatted(share.percent(), share.floor()))
            .toList();
    if (!floors.isEmpty()) {
      chart.addSeries("Laris", names, floors.stream().map(Share::rate).toList());
      chart.addSeries("plain JDBC", names, floors.stream().map(Share::floorRate).toList());
    }
    return chart;
  }

  private static XYChart memory(List<Soak.Sample> samples) {
    XYChart chart = lines("Memory over time", "MB", "minutes since the end of the warm-up");
    line(chart, "the JVM (RSS)", samples, Soak.Sample::minutes, Soak.Sample::residentMegabytes);
    line(chart, "heap, with garbage", samples, Soak.Sample::minutes, Soak.Sample::heapMegabytes);
    line(
        chart,
        "heap after a collection",
        samples,
        Soak.Sample::minutes,
        Soak.Sample::heapAfterCollectionMegabytes);
    return chart;
  }

  private static XYChart latencyOverTime(List<Soak.Sample> samples) {
    XYChart chart = lines("99 of 100 take no longer", "ms", "minutes since the end of the warm-up");
    line(chart, "a checkout", samples, Soak.Sample::minutes, sample -> sample.p99Ms(Till.CHECKOUT));
    line(
        chart,
        "a sale of six calls",
        samples,
        Soak.Sample::minutes,
        sample -> sample.p99Ms(Till.WHOLE_SALE));
    return chart;
  }
}
