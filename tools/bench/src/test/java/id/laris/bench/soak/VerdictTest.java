package id.laris.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.bench.load.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final int SAMPLES = 80;

  private static List<Sample> samples(IntToDoubleFunction resident, IntToDoubleFunction bytes) {
    List<Sample> samples = new ArrayList<>();
    for (int number = 0; number < SAMPLES; number++) {
      samples.add(
          new Sample(
              new Slices.Slice(number * 10.0, Map.of()),
              resident.applyAsDouble(number),
              null,
              null,
              100,
              10,
              1.0 * number,
              List.of(
                  new Sample.Table(
                      "sales.receipt_counter", 1, 0, (long) bytes.applyAsDouble(number)),
                  new Sample.Table(
                      "sales.sales_order", 1_000L * (number + 1), 0, 500_000L * (number + 1)))));
    }
    return samples;
  }

  private static Verdict of(List<Sample> samples, String what) {
    return Verdict.of(samples).stream()
        .filter(verdict -> verdict.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatWarmsUpInTheFirstQuarterIsFlat() {
    List<Sample> samples = samples(number -> number < 20 ? 100 + number * 10 : 300, _ -> 8_192);

    Verdict verdict = of(samples, "memory of the JVM (RSS)");

    assertThat(verdict.bad()).isFalse();
    assertThat(verdict.line()).startsWith("flat").endsWith("+0.0 %");
  }

  @Test
  void whatGoesOnGrowingIsNot() {
    List<Sample> samples = samples(number -> 100 + number, number -> 5e6 + number * 1e5);

    assertThat(of(samples, "memory of the JVM (RSS)").line()).startsWith("GROWS");
    assertThat(of(samples, "sales.receipt_counter").bad()).isTrue();
  }

  @Test
  void aTableThatKeepsSalesMayGrowButNotItsRows() {
    List<Sample> samples = samples(_ -> 100, _ -> 8_192);

    assertThat(of(samples, "sales.sales_order").line()).startsWith("must grow");
    assertThat(of(samples, "sales.sales_order").bad()).isFalse();
    assertThat(of(samples, "sales.sales_order, each row").line()).startsWith("flat");
    assertThat(of(samples, "database").bad()).isFalse();
  }

  @Test
  void whatWasNotMeasuredIsNotJudged() {
    Verdict verdict = of(samples(_ -> 100, _ -> 8_192), "checkout p99");

    assertThat(verdict.line()).isEqualTo("not measured  checkout p99");
    assertThat(verdict.bad()).isFalse();
    assertThat(Verdict.of(List.of())).allMatch(each -> !each.bad());
  }
}
