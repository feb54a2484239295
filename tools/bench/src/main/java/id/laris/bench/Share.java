package id.laris.bench;

import id.laris.bench.load.Plan;
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

  /** Statements that are replayed without Laris, and the scenario that they are compared with. */
  enum Floor {
    CHECKOUT(Scenario.CHECKOUT, "the same statements over plain JDBC"),
    CHECKOUT_LEAST(Scenario.CHECKOUT, "the least that stores it, over plain JDBC"),
    SALE(Scenario.SALE, "the same statements over plain JDBC");

    final Scenario scenario;
    final String meaning;

    Floor(Scenario scenario, String meaning) {
      this.scenario = scenario;
      this.meaning = meaning;
    }

    private String file() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Beside the class that replays it. */
    String script() {
      return file() + ".sql";
    }

    /** Its name in the table. */
    String label() {
      return "floor-" + file();
    }

    /** Only a closed loop was as fast as it could be. */
    boolean isComparedWith(Result result) {
      return result.scenario().equals(scenario.label()) && isClosed(result);
    }
  }

  /** All that the results allow: with floors at as many callers, and with empty RPCs. */
  static List<Share> of(List<Result> results) {
    List<Share> shares = new ArrayList<>();
    for (Result result : results) {
      for (Floor floor : Floor.values()) {
        results.stream()
            .filter(other -> floor.isComparedWith(result) && other.scenario().equals(floor.label()))
            .filter(other -> other.callers() == result.callers())
            .forEach(other -> shares.add(of(result, other, floor.meaning)));
      }
    }
    results.stream()
        .filter(empty -> empty.scenario().equals(Scenario.HEALTH.label()) && isClosed(empty))
        .forEach(
            empty ->
                results.stream()
                    .filter(result -> !result.equals(empty) && isClosed(result))
                    .filter(result -> !result.isFloor())
                    .forEach(result -> shares.add(of(result, empty, "empty RPCs"))));
    return shares;
  }

  private static boolean isClosed(Result result) {
    return result.plannedPerSecond() == Plan.CLOSED;
  }

  private static Share of(Result result, Result floor, String meaning) {
    double rate = result.operationsPerSecond();
    double floorRate = floor.operationsPerSecond();
    return new Share(
        result.scenario(), floor.scenario(), meaning, rate, floorRate, 100 * rate / floorRate);
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
