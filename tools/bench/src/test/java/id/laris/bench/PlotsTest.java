package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PlotsTest extends BenchRun {

  /** A picture that is not one colour. */
  private void assertDrawn(String name) throws Exception {
    Path file = directory.resolve("plots").resolve(name);
    assertThat(output).contains(name);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isGreaterThan(500);
    long colours =
        Arrays.stream(
                image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
            .distinct()
            .count();
    assertThat(colours).isGreaterThan(10);
  }

  @Test
  void drawsLatencyThroughputAndFloorOfARun() throws Exception {
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

    assertThat(bench("plot", "" + json(), "--out", "" + directory.resolve("plots"))).isZero();

    List<Result> results = report().scenarios();
    assertThat(Plots.latency(results).getSeriesCollection())
        .extracting(series -> series.getName())
        .containsExactly("p50", "p95", "p99");
    assertThat(Plots.latency(results).getSeries("p99").getXData())
        .isEqualTo(List.of("checkout@50", "health"));
    assertThat(Plots.throughput(results).getSeriesCollection())
        .extracting(series -> series.getName())
        .containsExactly("checkout@50");
    assertDrawn("figures-latency.png");
    assertDrawn("figures-throughput.png");
    assertDrawn("figures-floor.png");
  }

  @Test
  void drawsASoak() throws Exception {
    Files.writeString(
        json(),
        """
        {"samples": [
          {"load": {"untilSeconds": 60, "byRpc": {"Checkout": {"count": 5, "ratePerSecond": 5, "p99Ms": 12}}},
           "residentMegabytes": 300, "heapMegabytes": 100, "heapAfterCollectionMegabytes": 80, "tables": []},
          {"load": {"untilSeconds": 120, "byRpc": {}}, "residentMegabytes": 310, "tables": []}]}
        """);

    assertThat(bench("plot", "" + json(), "--out", "" + directory.resolve("plots"))).isZero();

    assertDrawn("figures-memory.png");
    assertDrawn("figures-latency.png");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    assertThat(bench("plot")).isEqualTo(2);
    assertThat(output).contains("FILE.json", "Usage:");
    assertThat(bench("plots")).isEqualTo(2);
    assertThat(output).contains("no command plots");
  }
}
