package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The picture of the latencies shows the figures of the table in docs/performance.md. */
class PicturesTest {

  private static final Path DOCS = Path.of("../../docs");

  /** The scenario of each row of the table, by how the row begins. */
  private static final Map<String, String> ROWS =
      Map.of(
          "`Checkout`, a sale in one call", "checkout",
          "the same at a fixed 300 a second", "checkout@300",
          "a sale of six calls", "sale",
          "the same with two stocked lines", "stocked-sale",
          "a checkout, and the same twice more", "idempotent-retry",
          "`Charge`", "charge@100",
          "health check", "health");

  private static final Pattern FIGURE = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");
  private static final Pattern BAR =
      Pattern.compile(
          "<rect [^>]*width=\"26\\.7\" height=\"([0-9.]+)\"[^>]*/>\\s*<text [^>]*>([0-9.]+)</text>");
  private static final Pattern SCENARIO =
      Pattern.compile("text-anchor=\"middle\" >([a-z]+[a-z0-9@-]*)</text>");
  private static final Pattern GRID =
      Pattern.compile("y2=\"([0-9.]+)\"[^>]*/>\\s*<text x=\"72\\.0\"[^>]*>([0-9]+)</text>");

  @Test
  void everyBarIsTheFigureOfItsScenario() throws Exception {
    String svg = Files.readString(DOCS.resolve("pictures/sales-latency.svg"));
    Map<String, List<BigDecimal>> table = table();
    Map<String, List<BigDecimal>> plotted = plotted(svg);

    assertThat(plotted.keySet()).containsExactlyInAnyOrderElementsOf(table.keySet());
    plotted.forEach(
        (scenario, bars) ->
            assertThat(bars)
                .as(scenario)
                .usingElementComparator(PicturesTest::toThePrecisionOfTheTable)
                .isEqualTo(table.get(scenario)));
  }

  @Test
  void everyBarIsAsHighAsItSays() throws Exception {
    String svg = Files.readString(DOCS.resolve("pictures/sales-latency.svg"));
    double heightOfOne = heightOfOne(svg);

    Matcher bar = BAR.matcher(svg);
    while (bar.find()) {
      double height = Double.parseDouble(bar.group(2)) * heightOfOne;
      // Three digits are written.
      assertThat(Double.parseDouble(bar.group(1)))
          .as(bar.group(2))
          .isCloseTo(height, within(0.2 + height * 0.005));
    }
  }

  /** p50, p95 and p99 of each scenario. */
  private static Map<String, List<BigDecimal>> table() throws Exception {
    Map<String, List<BigDecimal>> table = new LinkedHashMap<>();
    for (String line : Files.readAllLines(DOCS.resolve("performance.md"))) {
      ROWS.forEach(
          (beginning, scenario) -> {
            if (line.startsWith("| " + beginning)) {
              String[] cells = line.split("\\|", -1);
              table.putIfAbsent(
                  scenario, List.of(figure(cells[4]), figure(cells[5]), figure(cells[6])));
            }
          });
    }
    return table;
  }

  private static BigDecimal figure(String cell) {
    Matcher figure = FIGURE.matcher(cell);
    assertThat(figure.find()).as(cell).isTrue();
    return new BigDecimal(figure.group());
  }

  private static Map<String, List<BigDecimal>> plotted(String svg) {
    Map<String, List<BigDecimal>> plotted = new LinkedHashMap<>();
    List<BigDecimal> bars = new ArrayList<>();
    for (String part : svg.split("(?=<rect )", -1)) {
      Matcher bar = BAR.matcher(part);
      if (bar.find()) {
        bars.add(new BigDecimal(bar.group(2)));
      }
      Matcher scenario = SCENARIO.matcher(part);
      if (scenario.find()) {
        plotted.put(scenario.group(1), bars);
        bars = new ArrayList<>();
      }
    }
    return plotted;
  }

  private static double heightOfOne(String svg) {
    Matcher grid = GRID.matcher(svg);
    assertThat(grid.find()).isTrue();
    double zero = Double.parseDouble(grid.group(1));
    assertThat(grid.find()).isTrue();
    return (zero - Double.parseDouble(grid.group(1))) / Double.parseDouble(grid.group(2));
  }

  private static int toThePrecisionOfTheTable(BigDecimal plotted, BigDecimal figure) {
    return plotted.setScale(figure.scale(), RoundingMode.HALF_UP).compareTo(figure);
  }
}
