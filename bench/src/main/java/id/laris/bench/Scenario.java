package id.laris.bench;

import id.laris.bench.load.Caller;
import id.laris.bench.load.Load;
import id.laris.bench.load.Tallies;
import id.laris.bench.load.Tallies.CallFailedException;
import id.laris.bench.payment.Merchant;
import id.laris.bench.payment.Notifications;
import id.laris.bench.read.DemoTenant;
import id.laris.bench.shop.Assortment;
import id.laris.bench.shop.EventLatency;
import id.laris.bench.shop.Shop;
import id.laris.bench.shop.Till;
import id.laris.bench.stock.Bookkeeper;
import id.laris.bench.stock.StockLists;
import id.laris.bench.stock.StockValues;
import java.io.PrintStream;
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
  CHARGE(4),
  WEBHOOK(1),
  STOCK_LISTS(8),
  STOCK_VALUES(8),
  READ_MIX(16);

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
        .filter(
            scenario -> scenario != STOCK_LISTS && scenario != STOCK_VALUES && scenario != READ_MIX)
        .toList();
  }

  /** Measures it, when its turn comes. */
  @FunctionalInterface
  interface Run {
    Load.Measured run(int callers, Options options) throws Exception;
  }

  /**
   * Makes what the shop must have for this, and says how it is measured. The books are made when
   * their first reader comes: what they leave to the database to tidy up would slow the others.
   */
  Run prepare(
      Shop shop, Bookkeeper bookkeeper, Merchant merchant, DemoTenant demo, PrintStream out) {
    return switch (this) {
      case HEALTH -> tills(shop, Assortment.NONE, Till::health);
      case GET_PRODUCT -> tills(shop, shop.withoutStock(), Till::getProduct);
      case LOOKUP -> tills(shop, shop.withoutStock(), Till::lookup);
      case SALE -> tills(shop, shop.withoutStock(), Till::sale);
      case STOCKED_SALE -> tills(shop, shop.withStock(), Till::sale);
      case CHECKOUT -> tills(shop, shop.withoutStock(), Till::checkout);
      case STOCKED_CHECKOUT -> tills(shop, shop.withStock(), Till::checkout);
      case EVENT_LATENCY -> closed(() -> new EventLatency(shop.connect(), EventLatency.PATIENCE));
      case CHARGE -> closed(merchant.open()::till);
      case WEBHOOK -> notifications(merchant.open(), out);
      case STOCK_LISTS -> closed(() -> StockLists.open(bookkeeper.connect(), bookkeeper.books()));
      case READ_MIX -> closed(demo::reader);
      case STOCK_VALUES -> closed(() -> StockValues.open(bookkeeper.connect(), bookkeeper.books()));
    };
  }

  /** Each of the callers has one call under way. */
  private static Run closed(Caller.Opening opening) {
    return (callers, options) -> Load.run(callers, opening, options.warmup(), options.duration());
  }

  private static Run notifications(Merchant merchant, PrintStream out) {
    return (callers, options) ->
        new Notifications(merchant, options.webhook(), options.rate(), out)
            .run(options.warmup(), options.duration());
  }

  private static Run tills(Shop shop, Assortment assortment, Work work) {
    return closed(
        () -> {
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
        });
  }
}
