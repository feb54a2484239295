package id.laris.torture.report;

import com.google.errorprone.annotations.FormatMethod;
import id.laris.torture.fault.FaultKind;
import id.laris.torture.fault.Struck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A round as a picture: sales second by second, with the faults below them, and how soon after each
 * kind of fault something was sold again.
 */
public final class Picture {

  private static final int WIDTH = 1000;
  private static final int LEFT = 250;
  private static final int RIGHT = 20;
  private static final int TOP = 40;
  private static final int SALES_HEIGHT = 140;
  private static final int ROW_HEIGHT = 16;
  private static final int GAP = 40;
  private static final double SECOND = 1000.0;

  private final Figures figures;
  private final StringBuilder svg = new StringBuilder();
  private final List<FaultKind> kinds;
  private final double pixelsPerSecond;

  private Picture(Figures figures) {
    this.figures = figures;
    this.kinds = figures.faults().stream().map(Struck::kind).distinct().sorted().toList();
    this.pixelsPerSecond = (WIDTH - LEFT - RIGHT) / (figures.loadMillis() / SECOND);
  }

  /** As SVG. */
  public static String of(Figures figures) {
    return new Picture(figures).draw();
  }

  private String draw() {
    int faultsTop = TOP + SALES_HEIGHT + GAP;
    int recoveryTop = faultsTop + kinds.size() * ROW_HEIGHT + GAP;
    int height = recoveryTop + kinds.size() * ROW_HEIGHT + GAP;
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d'"
            + " font-family='sans-serif' font-size='11'>",
        WIDTH, height, WIDTH, height);
    add("<rect width='100%%' height='100%%' fill='white'/>");
    text(
        10,
        20,
        "Laris as %s under torture, seed %d: %d sales acknowledged"
            .formatted(figures.shape(), figures.seed(), figures.sold()));
    sales();
    faults(faultsTop);
    recoveries(recoveryTop);
    add("</svg>");
    return svg.toString();
  }

  private void sales() {
    int most = figures.soldPerSecond().stream().mapToInt(Integer::intValue).max().orElse(1);
    double scale = SALES_HEIGHT / (double) Math.max(1, most);
    text(10, TOP + 14, "sales a second (at most %d)".formatted(most));
    for (int second = 0; second < figures.soldPerSecond().size(); second++) {
      double tall = figures.soldPerSecond().get(second) * scale;
      bar(
          LEFT + second * pixelsPerSecond,
          TOP + SALES_HEIGHT - tall,
          Math.max(0.5, pixelsPerSecond - 0.3),
          tall,
          "#2b7a4b");
    }
    add(
        "<line x1='%d' y1='%d' x2='%d' y2='%d' stroke='black'/>",
        LEFT, TOP + SALES_HEIGHT, WIDTH - RIGHT, TOP + SALES_HEIGHT);
    long minutes = figures.loadMillis() / 60_000;
    for (long minute = 0; minute <= minutes; minute++) {
      text(LEFT + minute * 60 * pixelsPerSecond, TOP + SALES_HEIGHT + 14, minute + " min");
    }
  }

  private void faults(int top) {
    for (int row = 0; row < kinds.size(); row++) {
      text(10, top + row * ROW_HEIGHT + 11, kinds.get(row).words());
      int y = top + row * ROW_HEIGHT;
      for (Struck one : figures.faults()) {
        if (one.kind() == kinds.get(row)) {
          double from = LEFT + one.fromMillis() / SECOND * pixelsPerSecond;
          double until = LEFT + one.untilMillis() / SECOND * pixelsPerSecond;
          double again =
              LEFT + Math.max(one.untilMillis(), one.recoveredMillis()) / SECOND * pixelsPerSecond;
          bar(from, y + 2, Math.max(2, until - from), ROW_HEIGHT - 4, "#b3261e");
          bar(Math.max(from + 2, until), y + 5, again - until, ROW_HEIGHT - 10, "#e6a19d");
        }
      }
    }
  }

  private void recoveries(int top) {
    Map<FaultKind, List<Long>> all = new TreeMap<>();
    for (Struck one : figures.faults()) {
      if (one.recoveredMillis() >= 0) {
        all.computeIfAbsent(one.kind(), kind -> new ArrayList<>()).add(one.recoveryMillis());
      }
    }
    long most =
        all.values().stream().flatMap(List::stream).mapToLong(Long::longValue).max().orElse(1);
    double scale = (WIDTH - LEFT - RIGHT - 60) / (double) Math.max(1, most);
    text(10, top - 10, "from the end of the fault to the next sale: median, and at most");
    for (int row = 0; row < kinds.size(); row++) {
      int y = top + row * ROW_HEIGHT;
      text(10, y + 11, kinds.get(row).words());
      List<Long> sorted = all.getOrDefault(kinds.get(row), List.of()).stream().sorted().toList();
      if (!sorted.isEmpty()) {
        bar(LEFT, y + 3, sorted.getLast() * scale, ROW_HEIGHT - 6, "#b9c9e8");
        bar(LEFT, y + 3, sorted.get(sorted.size() / 2) * scale, ROW_HEIGHT - 6, "#3b5ba5");
        text(
            LEFT + sorted.getLast() * scale + 4,
            y + 11,
            String.format(Locale.ROOT, "%.1f s", sorted.getLast() / SECOND));
      }
    }
  }

  private void bar(double x, double y, double width, double height, String fill) {
    if (width > 0 && height > 0) {
      add(
          "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>",
          x, y, width, height, fill);
    }
  }

  private void text(double x, double y, String text) {
    add("<text x='%.1f' y='%.1f'>%s</text>", x, y, text);
  }

  @FormatMethod
  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
