package id.laris.torture.report;

import id.laris.torture.fault.FaultKind;
import id.laris.torture.fault.InjectedFault;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A round as a picture: sales second by second, with the faults below them, and how soon after each
 * kind of fault something was sold again.
 */
public final class Picture {

  private static final int WIDTH = 1200;
  private static final int HEIGHT = 520;
  private static final double SECOND = 1000.0;
  private static final float FAULT_WIDTH = 5;

  private Picture() {}

  /** Writes a PNG file. */
  public static void write(Figures figures, Path file) throws IOException {
    System.setProperty("java.awt.headless", "true");
    Files.deleteIfExists(file);
    BitmapEncoder.saveBitmap(
        List.of(sales(figures), recoveries(figures)),
        2,
        1,
        file.toString(),
        BitmapEncoder.BitmapFormat.PNG);
  }

  static XYChart sales(Figures figures) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(
                "Laris as %s under torture, seed %d: %d sales acknowledged"
                    .formatted(figures.shape(), figures.seed(), figures.sold()))
            .xAxisTitle("seconds of load; faults are below 0")
            .yAxisTitle("sales/s")
            .build();
    chart
        .getStyler()
        .setChartBackgroundColor(Color.WHITE)
        .setLegendPosition(LegendPosition.OutsideE);
    List<Integer> sold = figures.soldPerSecond();
    chart
        .addSeries("sales", IntStream.range(0, sold.size()).boxed().toList(), sold)
        .setMarker(SeriesMarkers.NONE);
    double row = sold.stream().mapToInt(Integer::intValue).max().orElse(1) / 20.0;
    List<FaultKind> kinds =
        figures.faults().stream().map(InjectedFault::kind).distinct().sorted().toList();
    for (FaultKind kind : kinds) {
      List<Double> times = new ArrayList<>();
      List<Double> places = new ArrayList<>();
      double place = -row * (kinds.indexOf(kind) + 1);
      for (InjectedFault fault : figures.faults()) {
        if (fault.kind() == kind) {
          // One that is over at once is drawn for half a second; nothing joins it to the next.
          double from = fault.fromMillis() / SECOND;
          double until = Math.max(from + 0.5, fault.untilMillis() / SECOND);
          times.addAll(List.of(from, until, until));
          places.addAll(List.of(place, place, Double.NaN));
        }
      }
      chart
          .addSeries(kind.words(), times, places)
          .setMarker(SeriesMarkers.NONE)
          .setLineWidth(FAULT_WIDTH);
    }
    return chart;
  }

  static CategoryChart recoveries(Figures figures) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("From the end of a fault to the next sale")
            .yAxisTitle("s")
            .build();
    chart
        .getStyler()
        .setXAxisLabelRotation(30)
        .setChartBackgroundColor(Color.WHITE)
        .setLegendPosition(LegendPosition.OutsideS);
    Map<FaultKind, List<Long>> all = figures.recoveriesMillis();
    if (!all.isEmpty()) {
      List<String> kinds = all.keySet().stream().map(FaultKind::words).toList();
      chart.addSeries(
          "median", kinds, all.values().stream().map(one -> Figures.median(one) / SECOND).toList());
      chart.addSeries(
          "most", kinds, all.values().stream().map(one -> one.getLast() / SECOND).toList());
    }
    return chart;
  }
}
