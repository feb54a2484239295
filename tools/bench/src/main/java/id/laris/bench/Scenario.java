package id.laris.bench;

import id.laris.bench.load.Caller;
import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.payment.Merchant;
import id.laris.bench.payment.Notifications;
import id.laris.bench.read.DemoTenant;
import id.laris.bench.shop.Assortment;
import id.laris.bench.shop.EventLatency;
import id.laris.bench.shop.Shop;
import id.laris.bench.shop.Shops;
import id.laris.bench.shop.Till;
import id.laris.bench.stock.LargeStockSetup;
import id.laris.bench.stock.StockReads;
import java.io.PrintStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/**
 * The scenarios, with the callers that there are where nothing else is said: those of the targets.
 */
enum Scenario {
  HEALTH(16, in -> in.shops.tills(_ -> Assortment.NONE, Till::health)),
  GET_PRODUCT(16, in -> in.shops.tills(Shop::withoutStock, Till::getProduct)),
  LOOKUP(16, in -> in.shops.tills(Shop::withoutStock, Till::lookup)),
  SALE(8, in -> in.shops.tills(Shop::withoutStock, Till::sale)),
  STOCKED_SALE(8, in -> in.shops.tills(Shop::withStock, Till::sale)),
  CHECKOUT(8, in -> in.shops.tills(Shop::withoutStock, Till::checkout)),
  STOCKED_CHECKOUT(8, in -> in.shops.tills(Shop::withStock, Till::checkout)),
  IDEMPOTENT_RETRY(8, in -> in.shops.tills(Shop::withoutStock, Till::retriedCheckout)),
  EVENT_LATENCY(1, in -> () -> new EventLatency(in.shops.first().connect(), EventLatency.PATIENCE)),
  CHARGE(4, Merchant.RATE, in -> by(in.merchant.open()::till)),
  WEBHOOK(
      200,
      Notifications.RATE,
      in -> new Notifications(in.merchant.open(), in.webhook, in.out)::run),
  STOCK_LISTS(8, in -> () -> StockReads.lists(in.stock.connect(), in.stock.stock())),
  STOCK_VALUES(8, in -> () -> StockReads.values(in.stock.connect(), in.stock.stock())),
  READ_MIX(16, in -> in.demo.readers());

  /** Measures a scenario, when its turn comes. */
  @FunctionalInterface
  interface Run {
    Load.Measured run(Plan plan) throws Exception;
  }

  /** Where scenarios take place. */
  record Setting(
      Shops shops,
      LargeStockSetup stock,
      Merchant merchant,
      DemoTenant demo,
      URI webhook,
      PrintStream out) {}

  private final int callers;
  private final int ratePerSecond;

  @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
  private final Function<Setting, Run> preparation;

  Scenario(int callers, Function<Setting, Caller.Opening> opening) {
    this(callers, Plan.CLOSED, in -> by(opening.apply(in)));
  }

  /** One that has a rate by nature. */
  Scenario(int callers, int ratePerSecond, Function<Setting, Run> preparation) {
    this.callers = callers;
    this.ratePerSecond = ratePerSecond;
    this.preparation = preparation;
  }

  private static Run by(Caller.Opening opening) {
    return plan -> Load.run(plan, opening);
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
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "no scenario " + label + "; " + labels(List.of(values()))));
  }

  static String labels(List<Scenario> scenarios) {
    return scenarios.stream().map(Scenario::label).collect(Collectors.joining(", "));
  }

  /**
   * The scenarios that run where none is named: what a shop lives on, and what a call costs at
   * least.
   */
  static List<Scenario> usual() {
    return List.of(HEALTH, SALE, CHECKOUT, STOCKED_SALE, IDEMPOTENT_RETRY, CHARGE);
  }

  /**
   * Makes what the shop must have for this, and says how it is measured. The large stock is made
   * when its first reader comes: what it leaves to the database to tidy up would slow the others.
   */
  Run prepare(Setting setting) {
    return preparation.apply(setting);
  }
}
