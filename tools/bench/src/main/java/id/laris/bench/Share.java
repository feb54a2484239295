package id.laris.bench;

import id.laris.bench.load.Plan;
import id.laris.bench.report.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The rate of a scenario beside that of something which is the least it could be.
 *
 * @param floor the name of that, as a scenario
 */
record Share(
    String scenario, String floor, String meaning, double rate, double floorRate, double percent) {

  /** All that the results allow: with floors at as many callers, and with empty RPCs. */
  static List<Share> of(List<Result> results) {
    List<Share> shares = new ArrayList<>();
    for (Result result : results) {
      for (Floor floor : Floor.values()) {
        if (floor.isComparedWith(result)) {
          results.stream()
              .filter(other -> other.scenario().equals(floor.label()))
              .filter(other -> other.callers() == result.callers())
              .forEach(other -> shares.add(of(result, other, floor.meaning())));
        }
      }
    }
    results.stream()
        .filter(empty -> empty.scenario().equals(Scenario.HEALTH.label()))
        .filter(empty -> empty.plannedPerSecond() == Plan.CLOSED)
        .forEach(
            empty ->
                results.stream()
                    .filter(result -> isOfLaris(result, empty))
                    .forEach(result -> shares.add(of(result, empty, "empty RPCs"))));
    return shares;
  }

  private static boolean isOfLaris(Result result, Result empty) {
    return !result.equals(empty)
        && result.plannedPerSecond() == Plan.CLOSED
        && !result.scenario().startsWith("floor");
  }

  private static Share of(Result result, Result floor, String meaning) {
    return new Share(
        result.scenario(),
        floor.scenario(),
        meaning,
        result.operationsPerSecond(),
        floor.operationsPerSecond(),
        100 * result.operationsPerSecond() / floor.operationsPerSecond());
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%s: %.1f/s is %.1f %% of %.1f/s, %s",
        scenario,
        rate,
        percent,
        floorRate,
        meaning);
  }
}
