package id.laris.bench;

import id.laris.bench.load.Measurements.Part;
import id.laris.bench.load.Measurements.Slice;
import id.laris.bench.scenario.Merchant;
import id.laris.bench.scenario.ReadMix;
import id.laris.bench.scenario.Scenario;
import id.laris.bench.scenario.Till;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws throughput and latency over time of what {@code --json} has written, without the empty RPC,
 * beside which all others are small.
 */
final class Plot {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 480;

  /** More lines cannot be told apart. */
  private static final int MOST_LINES = 6;

  /** Rows that stand for a scenario which has several. */
  private static final Set<String> WHOLES = Set.of(Till.WHOLE_SALE, Merchant.CHARGE, ReadMix.ALL);

  private Plot() {}

  static void draw(Report report, Path png) throws IOException {
    System.setProperty("java.awt.headless", "true");
    BitmapEncoder.saveBitmap(
        List.of(throughput(report), latency(report)), 2, 1, png.toString(), BitmapFormat.PNG);
  }

  static XYChart throughput(Report report) {
    return chart(report, "Operations in each second", "1/s", Part::ratePerSecond);
  }

  static XYChart latency(Report report) {
    return chart(report, "99 of 100 take no longer", "ms", Part::p99Ms);
  }

  private static XYChart chart(
      Report report, String title, String unit, ToDoubleFunction<Part> figure) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("seconds since the end of the warm-up")
            .yAxisTitle(unit)
            .build();
    chart
        .getStyler()
        .setYAxisMin(0.0)
        .setChartBackgroundColor(Color.WHITE)
        .setLegendPosition(LegendPosition.OutsideE);
    report.scenarios().stream()
        .filter(result -> !result.scenario().equals(Scenario.HEALTH.toString()))
        .filter(result -> !result.calls().isEmpty())
        .limit(MOST_LINES)
        .forEach(result -> line(chart, result, figure));
    return chart;
  }

  private static void line(XYChart chart, Result result, ToDoubleFunction<Part> figure) {
    String rpc =
        result.calls().stream()
            .map(Result.Row::rpc)
            .filter(WHOLES::contains)
            .findFirst()
            .orElse(result.calls().getFirst().rpc());
    List<Double> times = new ArrayList<>();
    List<Double> figures = new ArrayList<>();
    for (Slice slice : result.seconds()) {
      Part part = slice.byRpc().get(rpc);
      if (part != null) {
        times.add(slice.untilSeconds());
        figures.add(figure.applyAsDouble(part));
      }
    }
    if (!times.isEmpty()) {
      chart.addSeries(result.name(), times, figures).setMarker(SeriesMarkers.NONE);
    }
  }
}
