package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.bench.load.Measurements;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class PlotTest extends BenchRun {

  private int plot() throws Exception {
    return bench("plot", "" + json(), "--out", "" + directory.resolve("plots"));
  }

  @Test
  void drawsThroughputAndLatencyOfARun() throws Exception {
    try (FakeLaris laris = new FakeLaris(0, 0)) {
      assertThat(
              bench(
                  "--target",
                  laris.target(),
                  "--scenario",
                  "checkout@50",
                  "--scenario",
                  "health",
                  "--warmup",
                  "0",
                  "--duration",
                  "3",
                  "--json",
                  "" + json()))
          .isZero();
    }

    assertThat(plot()).isZero();

    List<Measurements.Slice> seconds = result("checkout").seconds();
    for (XYChart chart : List.of(Plot.throughput(report()), Plot.latency(report()))) {
      assertThat(chart.getSeriesCollection())
          .extracting(series -> series.getName())
          .containsExactly("checkout@50");
      assertThat(chart.getSeriesCollection())
          .allMatch(series -> series.getXData().length == seconds.size());
    }
    Path file = directory.resolve("plots").resolve("figures.png");
    assertThat(output).contains("drew " + file);
    BufferedImage image = ImageIO.read(file.toFile());
    int width = image.getWidth();
    assertThat(width).isGreaterThan(500);
    assertThat(
            Arrays.stream(image.getRGB(0, 0, width, image.getHeight(), null, 0, width))
                .distinct()
                .count())
        .as("colours")
        .isGreaterThan(10);
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    assertThat(bench("plot")).isEqualTo(2);
    assertThat(output).contains("FILE.json", "Usage:");
    Files.writeString(json(), "{broken");
    assertThat(plot()).isEqualTo(2);
    assertThat(output).contains("could not read what --json has written");
    assertThat(bench("plots")).isEqualTo(2);
    assertThat(output).contains("no command plots");
  }
}
