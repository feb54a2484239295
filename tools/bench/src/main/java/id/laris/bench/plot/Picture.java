package id.laris.bench.plot;

import java.util.Locale;

/**
 * An SVG of axes and what is drawn between them. Its grey and its colours can be read on white and
 * on black alike.
 */
public final class Picture {

  /** One for each kind of thing in a picture, in their order. */
  private static final String[] COLOURS = {"#3b82c4", "#d9822b", "#2f9e6e", "#b4569e", "#8a7f2e"};

  /** How many kinds can be told apart. */
  public static final int COLOUR_COUNT = COLOURS.length;

  private static final String GREY = "#808890";

  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final int LEFT = 80;
  private static final int RIGHT = 40;
  private static final int TOP = 70;
  private static final int BOTTOM = 70;

  private static final int LINES = 5;

  private final StringBuilder svg = new StringBuilder();
  private final double top;
  private int keys;
  private double keyPlace = LEFT;

  /**
   * An empty one.
   *
   * @param unit of the vertical axis
   * @param most what is to fit below its upper end
   */
  public Picture(String title, String unit, double most) {
    this.top = roundUp(most);
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\" fill=\"%s\">%n"
            .formatted(WIDTH, HEIGHT, GREY));
    text(LEFT, 22, "start", "font-size=\"17\"", title);
    text(LEFT - 8.0, TOP - 10, "end", "", unit);
    for (int line = 0; line <= LINES; line++) {
      double value = top * line / LINES;
      double y = y(value);
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-opacity=\"0.35\"/>%n",
              LEFT,
              WIDTH - RIGHT,
              y,
              y,
              GREY));
      text(LEFT - 8.0, y + 4, "end", "", shortest(value));
    }
  }

  /** A round number that is no less. */
  private static double roundUp(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-9))));
    for (double step : new double[] {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8}) {
      if (value <= step * power) {
        return step * power;
      }
    }
    return 10 * power;
  }

  /** A place from 0 to 1 on the horizontal axis. */
  private static double x(double place) {
    return LEFT + place * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - Math.min(value / top, 1) * (HEIGHT - TOP - BOTTOM);
  }

  private static String colour(int kind) {
    return COLOURS[kind % COLOURS.length];
  }

  /** Says what the next colour means. */
  public void key(String meaning) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"36\" width=\"12\" height=\"12\" fill=\"%s\"/>%n",
            keyPlace,
            colour(keys++)));
    text(keyPlace + 17, 47, "start", "", meaning);
    keyPlace += 45 + meaning.length() * 7.2;
  }

  /** A column that stands on the axis, with its figure above it; places are from 0 to 1. */
  public void column(int kind, double from, double until, double value) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
            x(from),
            y(value),
            x(until) - x(from),
            y(0) - y(value),
            colour(kind)));
    text(x((from + until) / 2), y(value) - 4, "middle", "font-size=\"10\"", shortest(value));
  }

  /** A line through points whose places are from 0 to 1. */
  public void line(int kind, double[] places, double[] values) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < places.length; i++) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(places[i]), y(values[i])));
    }
    svg.append(
        "<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\" points=\"%s\"/>%n"
            .formatted(colour(kind), points.toString().strip()));
  }

  /** A word below the axis. */
  public void below(double place, String word) {
    text(x(place), HEIGHT - BOTTOM + 20.0, "middle", "", word);
  }

  /** A horizontal axis of time, from 0. */
  public void times(double end, String unit, String meaning) {
    for (int line = 0; line <= LINES; line++) {
      below(
          (double) line / LINES, shortest(Math.round(end * line / LINES * 10) / 10.0) + " " + unit);
    }
    axis(meaning);
  }

  /** What the horizontal axis is. */
  public void axis(String meaning) {
    text(x(0.5), HEIGHT - BOTTOM + 45.0, "middle", "", meaning);
  }

  private void text(double x, double y, String anchor, String more, String words) {
    String safe = words.replace("&", "&amp;").replace("<", "&lt;");
    svg.append(
        String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" ", x, y, anchor)
            + more
            + ">"
            + safe
            + "</text>\n");
  }

  /** With few digits, such as "0.5", "12" and "1.2k". */
  static String shortest(double value) {
    if (value >= 1_000) {
      return String.format(Locale.ROOT, "%.1f", value / 1_000).replaceFirst("\\.0$", "") + "k";
    }
    String format = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
    String digits = String.format(Locale.ROOT, format, value);
    return digits.contains(".") ? digits.replaceFirst("\\.?0+$", "") : digits;
  }

  public String svg() {
    return svg + "</svg>\n";
  }
}
