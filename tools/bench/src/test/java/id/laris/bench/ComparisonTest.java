package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ComparisonTest extends BenchRun {

  /** Only what the comparison reads, as an earlier format may lack the rest. */
  private String figures(String name, String scenario, double rate) throws Exception {
    Path file = directory.resolve(name + ".json");
    Files.writeString(
        file,
        """
        {"format": 1, "scenarios": [{"scenario": "%s", "plannedPerSecond": 0, "operationsPerSecond": %s},
          {"scenario": "only-%s", "plannedPerSecond": 0, "operationsPerSecond": 1}]}
        """
            .formatted(scenario, rate, name));
    return file.toString();
  }

  @Test
  void printsMediansAndTheirRatio() throws Exception {
    assertThat(
            bench(
                "compare",
                "--before",
                figures("a", "sale", 40),
                "--before",
                figures("b", "sale", 100),
                "--before",
                figures("c", "sale", 1000),
                figures("d", "sale", 7),
                figures("e", "sale", 250),
                figures("f", "sale", 300)))
        .isZero();

    assertThat(output).contains("times as fast").contains("sale");
    assertThat(output.lines().skip(1))
        .as("scenarios that one side lacks are left out")
        .singleElement()
        .asString()
        .containsPattern("^sale +100\\.0 +250\\.0 +2\\.50$");
  }

  @Test
  void saysWhichFileCannotBeRead() throws Exception {
    Path broken = Files.writeString(directory.resolve("broken.json"), "{");

    assertThat(bench("compare", "--before", "" + broken, "" + broken)).isEqualTo(2);

    assertThat(output).contains("could not read what --json has written");
  }
}
