package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class PlotsTest extends BenchRun {

  private String svg(String name) throws Exception {
    Path file = directory.resolve("plots").resolve(name);
    Document picture = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse("" + file);
    assertThat(picture.getDocumentElement().getTagName()).isEqualTo("svg");
    return Files.readString(file);
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

    assertThat(output).contains("figures-latency.svg");
    assertThat(svg("figures-latency.svg")).contains(">checkout@50<", ">health<", ">ms<", "(p99)");
    assertThat(svg("figures-throughput.svg")).contains("<polyline", ">1/s<", ">checkout@50<");
    assertThat(svg("figures-floor.svg")).contains("plain JDBC");
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

    assertThat(svg("figures-memory.svg")).contains("the JVM (RSS)", ">2 min<", ">MB<");
    assertThat(svg("figures-latency.svg")).contains("a sale of six calls");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    assertThat(bench("plot")).isEqualTo(2);
    assertThat(output).contains("plot needs files that --json has written");
    assertThat(bench("plots")).isEqualTo(2);
    assertThat(output).contains("no command plots");
  }
}
