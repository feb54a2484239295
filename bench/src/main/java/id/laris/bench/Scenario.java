package id.laris.bench;

import id.laris.bench.Tallies.CallFailedException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the callers do, and how many there are where nothing else is said: those of the targets. */
enum Scenario {
  HEALTH(16),
  GET_PRODUCT(16),
  LOOKUP(16),
  SALE(8),
  STOCKED_SALE(8),
  CHECKOUT(8),
  STOCKED_CHECKOUT(8),
  EVENT_LATENCY(1),
  STOCK_LISTS(8),
  STOCK_VALUES(8);

  /** One of the things that a till does. */
  @FunctionalInterface
  private interface Work {
    void once(Till till, Tallies tallies) throws CallFailedException;
  }

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

  /** Those that run where none is named: not those that need the books of a big tenant. */
  static List<Scenario> usual() {
    return Arrays.stream(values())
        .filter(scenario -> scenario != STOCK_LISTS && scenario != STOCK_VALUES)
        .toList();
  }

  /**
   * Makes what the shop must have for this, and says how its callers come. The books are made when
   * the first of them does: what they leave to the database to tidy up would slow the others.
   */
  Caller.Opening opening(Shop shop, Bookkeeper bookkeeper) {
    return switch (this) {
      case HEALTH -> tills(shop, Assortment.NONE, Till::health);
      case GET_PRODUCT -> tills(shop, shop.withoutStock(), Till::getProduct);
      case LOOKUP -> tills(shop, shop.withoutStock(), Till::lookup);
      case SALE -> tills(shop, shop.withoutStock(), Till::sale);
      case STOCKED_SALE -> tills(shop, shop.withStock(), Till::sale);
      case CHECKOUT -> tills(shop, shop.withoutStock(), Till::checkout);
      case STOCKED_CHECKOUT -> tills(shop, shop.withStock(), Till::checkout);
      case EVENT_LATENCY -> () -> new EventLatency(shop.connect(), EventLatency.PATIENCE);
      case STOCK_LISTS -> () -> StockLists.open(bookkeeper.connect(), bookkeeper.books());
      case STOCK_VALUES -> () -> StockValues.open(bookkeeper.connect(), bookkeeper.books());
    };
  }

  private static Caller.Opening tills(Shop shop, Assortment assortment, Work work) {
    return () -> {
      Till till = new Till(shop.connect(), assortment);
      return new Caller() {
        @Override
        public void once(Tallies tallies) throws CallFailedException {
          work.once(till, tallies);
        }

        @Override
        public void close() {
          till.close();
        }
      };
    };
  }
}
