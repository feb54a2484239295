package id.laris.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the callers do, and how many there are where nothing else is said: those of the targets. */
enum Scenario {
  HEALTH(16),
  GET_PRODUCT(16),
  LOOKUP(16),
  SALE(8),
  CHECKOUT(8);

  private final int callers;

  Scenario(int callers) {
    this.callers = callers;
  }

  int callers() {
    return callers;
  }

  /** Its name on the command line and in the table. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Scenario of(String label) {
    return Arrays.stream(values())
        .filter(scenario -> scenario.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new Options.UsageException("no scenario " + label + "; " + labels()));
  }

  static String labels() {
    return Arrays.stream(values()).map(Scenario::label).collect(Collectors.joining(", "));
  }

  Caller open(String target, Shop shop) {
    Till till = new Till(new Connection(target, shop.tenantId()), shop);
    return new Caller() {
      @Override
      public void once(Tallies tallies) throws Tallies.CallFailedException {
        switch (Scenario.this) {
          case HEALTH -> till.health(tallies);
          case GET_PRODUCT -> till.getProduct(tallies);
          case LOOKUP -> till.lookup(tallies);
          case SALE -> till.sale(tallies);
          case CHECKOUT -> till.checkout(tallies);
        }
      }

      @Override
      public void close() {
        till.close();
      }
    };
  }
}
