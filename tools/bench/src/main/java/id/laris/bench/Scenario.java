package id.laris.bench;

import id.laris.bench.load.Caller;
import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.payment.Charges;
import id.laris.bench.payment.Merchant;
import id.laris.bench.payment.Notifications;
import id.laris.bench.read.DemoTenant;
import id.laris.bench.shop.Assortment;
import id.laris.bench.shop.EventLatency;
import id.laris.bench.shop.Shop;
import id.laris.bench.shop.Shops;
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
  IDEMPOTENT_RETRY(8),
  EVENT_LATENCY(1),
  CHARGE(4, Charges.RATE),
  WEBHOOK(200, Notifications.RATE),
  STOCK_LISTS(8),
  STOCK_VALUES(8),
  READ_MIX(16);

  private final int callers;
  private final int ratePerSecond;

  Scenario(int callers) {
    this(callers, Plan.CLOSED);
  }

  /** One that has a rate by nature. */
  Scenario(int callers, int ratePerSecond) {
    this.callers = callers;
    this.ratePerSecond = ratePerSecond;
  }

  int callers() {
    return callers;
  }

  /** Where nothing else is said; mostly a closed loop. */
  int ratePerSecond() {
    return ratePerSecond;
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

  /** Those that run where none is named: what a shop lives on, and what a call costs at least. */
  static List<Scenario> usual() {
    return List.of(HEALTH, SALE, CHECKOUT, STOCKED_SALE, IDEMPOTENT_RETRY, CHARGE);
  }

  /** Measures it, when its turn comes. */
  @FunctionalInterface
  interface Run {
    Load.Measured run(Plan plan) throws Exception;
  }

  /**
   * Makes what the shop must have for this, and says how it is measured. The books are made when
   * their first reader comes: what they leave to the database to tidy up would slow the others.
   */
  Run prepare(
      Shops shops,
      Bookkeeper bookkeeper,
      Merchant merchant,
      DemoTenant demo,
      Options options,
      PrintStream out)
      throws InterruptedException {
    return switch (this) {
      case HEALTH -> by(shops.tills(_ -> Assortment.NONE, Till::health));
      case GET_PRODUCT -> by(shops.tills(Shop::withoutStock, Till::getProduct));
      case LOOKUP -> by(shops.tills(Shop::withoutStock, Till::lookup));
      case SALE -> by(shops.tills(Shop::withoutStock, Till::sale));
      case STOCKED_SALE -> by(shops.tills(Shop::withStock, Till::sale));
      case CHECKOUT -> by(shops.tills(Shop::withoutStock, Till::checkout));
      case STOCKED_CHECKOUT -> by(shops.tills(Shop::withStock, Till::checkout));
      case IDEMPOTENT_RETRY -> by(shops.tills(Shop::withoutStock, Till::retriedCheckout));
      case EVENT_LATENCY ->
          by(() -> new EventLatency(shops.first().connect(), EventLatency.PATIENCE));
      case CHARGE -> by(merchant.open()::till);
      case WEBHOOK -> new Notifications(merchant.open(), options.webhook(), out)::run;
      case STOCK_LISTS -> by(() -> StockLists.open(bookkeeper.connect(), bookkeeper.books()));
      case STOCK_VALUES -> by(() -> StockValues.open(bookkeeper.connect(), bookkeeper.books()));
      case READ_MIX -> by(demo.readers());
    };
  }

  private static Run by(Caller.Opening opening) {
    return plan -> Load.run(plan, opening);
  }
}
