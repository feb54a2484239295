package id.laris.bench;

import com.google.common.math.Quantiles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A scenario of two Larises that were measured by turns.
 *
 * @param before median of the operations per second of the earlier one
 * @param now the same of the later one
 */
record Comparison(String scenario, double before, double now) {

  private static final String HEAD =
      """
      scenario               before/s      now/s   times as fast
      """;

  /** The table of the scenarios that were measured on both sides. */
  static String of(List<Report> before, List<Report> now) {
    return HEAD
        + before.getFirst().scenarios().stream()
            .map(Result::name)
            .flatMap(name -> of(name, before, now).stream())
            .map(Comparison::line)
            .collect(Collectors.joining());
  }

  private static Optional<Comparison> of(String scenario, List<Report> before, List<Report> now) {
    List<Double> earlier = rates(scenario, before);
    List<Double> later = rates(scenario, now);
    return earlier.isEmpty() || later.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Comparison(
                scenario, Quantiles.median().compute(earlier), Quantiles.median().compute(later)));
  }

  private static List<Double> rates(String scenario, List<Report> reports) {
    return reports.stream()
        .flatMap(report -> report.scenarios().stream())
        .filter(result -> result.name().equals(scenario))
        .map(Result::operationsPerSecond)
        .toList();
  }

  private String line() {
    return String.format(
        Locale.ROOT, "%-20s %10.1f %10.1f %15.2f%n", scenario, before, now, now / before);
  }
}
