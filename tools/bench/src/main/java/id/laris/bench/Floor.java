package id.laris.bench;

import id.laris.bench.load.Plan;
import id.laris.bench.report.Result;
import java.util.Locale;

/** Statements that are replayed without Laris, and the scenario that they are compared with. */
enum Floor {
  CHECKOUT(Scenario.CHECKOUT, "checkout.sql", "the same statements over plain JDBC"),
  CHECKOUT_LEAST(
      Scenario.CHECKOUT, "checkout-least.sql", "the least that stores it, over plain JDBC"),
  SALE(Scenario.SALE, "sale.sql", "the same statements over plain JDBC");

  private final Scenario scenario;
  private final String file;
  private final String meaning;

  Floor(Scenario scenario, String file, String meaning) {
    this.scenario = scenario;
    this.file = file;
    this.meaning = meaning;
  }

  Scenario scenario() {
    return scenario;
  }

  /** Beside the class that replays it. */
  String file() {
    return file;
  }

  /** For people. */
  String meaning() {
    return meaning;
  }

  /** Its name in the table. */
  String label() {
    return "floor-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Only what was as fast as it could be. */
  boolean isComparedWith(Result result) {
    return result.scenario().equals(scenario.label()) && result.plannedPerSecond() == Plan.CLOSED;
  }
}
