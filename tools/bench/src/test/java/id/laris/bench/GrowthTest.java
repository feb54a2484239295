package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.bench.load.Measurements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class GrowthTest {

  private static final int SAMPLES = 80;

  private static List<Soak.Sample> samples(
      IntToDoubleFunction resident, IntToDoubleFunction bytes) {
    List<Soak.Sample> samples = new ArrayList<>();
    for (int number = 0; number < SAMPLES; number++) {
      samples.add(
          new Soak.Sample(
              new Measurements.Slice(number * 10.0, Map.of()),
              resident.applyAsDouble(number),
              null,
              null,
              100,
              10,
              1.0 * number,
              List.of(
                  new Soak.Sample.Table(
                      "sales.receipt_counter", 1, 0, (long) bytes.applyAsDouble(number)),
                  new Soak.Sample.Table(
                      "sales.sales_order", 1_000L * (number + 1), 0, 500_000L * (number + 1)))));
    }
    return samples;
  }

  private static Growth of(List<Soak.Sample> samples, String what) {
    return Growth.of(samples).stream()
        .filter(growth -> growth.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatWarmsUpInTheFirstQuarterIsFlat() {
    List<Soak.Sample> samples =
        samples(number -> number < 20 ? 100 + number * 10 : 300, _ -> 8_192);

    Growth growth = of(samples, "memory of the JVM (RSS)");

    assertThat(growth.bad()).isFalse();
    assertThat(growth.line()).startsWith("flat").endsWith("+0.0 %");
  }

  @Test
  void whatGoesOnGrowingIsNot() {
    List<Soak.Sample> samples = samples(number -> 100 + number, number -> 5e6 + number * 1e5);

    assertThat(of(samples, "memory of the JVM (RSS)").line()).startsWith("GROWS");
    assertThat(of(samples, "sales.receipt_counter").bad()).isTrue();
  }

  @Test
  void aTableThatKeepsSalesMayGrowButNotItsRows() {
    List<Soak.Sample> samples = samples(_ -> 100, _ -> 8_192);

    assertThat(of(samples, "sales.sales_order").line()).startsWith("must grow");
    assertThat(of(samples, "sales.sales_order").bad()).isFalse();
    assertThat(of(samples, "sales.sales_order, each row").line()).startsWith("flat");
    assertThat(of(samples, "database").bad()).isFalse();
  }

  @Test
  void whatWasNotMeasuredIsNotJudged() {
    Growth growth = of(samples(_ -> 100, _ -> 8_192), "checkout p99");

    assertThat(growth.line()).isEqualTo("not measured  checkout p99");
    assertThat(growth.bad()).isFalse();
    assertThat(Growth.of(List.of())).allMatch(each -> !each.bad());
  }
}
