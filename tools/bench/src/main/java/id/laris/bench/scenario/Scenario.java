package id.laris.bench.scenario;

import id.laris.bench.load.Caller;
import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The scenarios, with the callers that there are where nothing else is said. */
public enum Scenario {
  HEALTH(16, in -> in.shops.tills(Shop::nothing, Till::health)),
  GET_PRODUCT(16, in -> in.shops.tills(Shop::withoutStock, Till::getProduct)),
  LOOKUP(16, in -> in.shops.tills(Shop::withoutStock, Till::lookup)),
  CALCULATE(16, in -> in.shops.tills(Shop::withoutStock, Till::calculate)),
  SALE(8, in -> in.shops.tills(Shop::withoutStock, Till::sale)),
  STOCKED_SALE(8, in -> in.shops.tills(Shop::withStock, Till::sale)),
  CHECKOUT(8, in -> in.shops.tills(Shop::withoutStock, Till::checkout)),
  STOCKED_CHECKOUT(8, in -> in.shops.tills(Shop::withStock, Till::checkout)),
  IDEMPOTENT_RETRY(8, in -> in.shops.tills(Shop::withoutStock, Till::retriedCheckout)),
  EVENT_LATENCY(1, in -> () -> new EventLatency(in.shops.first().connect(), EventLatency.PATIENCE)),
  CHARGE(4, Merchant.RATE, in -> by(in.merchant.get()::till)),
  WEBHOOK(
      200, Notifications.RATE, in -> new Notifications(in.merchant.get(), in.webhook, in.out)::run),
  STOCK_LISTS(8, in -> () -> new StockReads(in.shops.target(), in.stock.get()).lists()),
  STOCK_VALUES(8, in -> () -> new StockReads(in.shops.target(), in.stock.get()).values()),
  IMPORT(1, in -> () -> Imports.open(in.shops.target())),
  READ_MIX(16, in -> ReadMix.readers(in.shops.target(), in.demo.get())),
  CUSTOMER_SEARCH(1, in -> () -> CustomerSearches.open(in.shops.target(), in.clientele.get())),
  CHECKOUT_LOYALTY(8, in -> in.shops.tills(Shop::withMembers, Till::checkoutOfMember)),
  GIFT_CARD(8, in -> in.shops.tills(Shop::withoutStock, Till::checkoutByGiftCard)),
  CHECKOUT_PROMOTIONS(8, in -> in.shops.tills(Shop::withPromotions, Till::checkout)),
  RETURN(8, in -> in.shops.tills(Shop::withStock, Till::takeBack)),
  CLOSE_SHIFT(1, in -> () -> LargeShift.open(in.shops.first())),
  SIGN_IN(4, in -> new SignIns(in.shops.target())::byPassword),
  REFRESH_TOKEN(4, in -> new SignIns(in.shops.target())::byRefreshToken),
  PIN(4, in -> new SignIns(in.shops.target())::byPin);

  /** Measures a scenario, when its turn comes. */
  @FunctionalInterface
  public interface Run {
    Load.Measured run(Plan plan) throws Exception;
  }

  /** The scenarios that run if none is named: sales, and the least that a call costs. */
  public static final List<Scenario> USUAL =
      List.of(HEALTH, SALE, CHECKOUT, STOCKED_SALE, IDEMPOTENT_RETRY, CHARGE);

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

  public int callers() {
    return callers;
  }

  /** Where nothing else is said; mostly a closed loop. */
  public int ratePerSecond() {
    return ratePerSecond;
  }

  /** The scripts of its statements, which are replayed without Laris to compare it with. */
  public List<String> floors() {
    return switch (this) {
      case CHECKOUT -> List.of("checkout", "checkout-least");
      case SALE -> List.of("sale");
      default -> List.of();
    };
  }

  /** Its name on the command line and in the table. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Makes what the tenants must have for this, and says how it is measured. */
  public Run prepare(Setting setting) {
    return preparation.apply(setting);
  }
}
