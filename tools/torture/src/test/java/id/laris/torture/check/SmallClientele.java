package id.laris.torture.check;

import static id.laris.torture.check.SmallWorld.TENANT;

import id.laris.torture.check.CustomerState.BalanceRow;
import id.laris.torture.check.CustomerState.CustomerRow;
import id.laris.torture.check.CustomerState.EntryRow;
import id.laris.torture.check.CustomerState.FiguresRow;
import id.laris.torture.check.CustomerState.HoldRow;
import id.laris.torture.check.CustomerState.PointRow;
import id.laris.torture.check.CustomerState.PointsRow;
import id.laris.torture.check.CustomerState.PurchaseRow;
import id.laris.torture.check.CustomerState.RewardReservationRow;
import id.laris.torture.check.CustomerState.RewardRow;
import id.laris.torture.check.SystemState.ItemRow;
import id.laris.torture.history.CreditLimit;
import id.laris.torture.history.CustomerHistory;
import id.laris.torture.history.EarningRule;
import id.laris.torture.history.LedgerStep;
import id.laris.torture.history.Merge;
import id.laris.torture.history.Outcome;
import id.laris.torture.history.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Siti, who was merged into Budi; a sale to Siti of a gift card, with a reward and partly paid by
 * store credit; an open order of Budi, with a reward and partly on the account; and a gift card
 * that was issued by hand.
 */
final class SmallClientele {

  static final String SOLD = "order 4";
  static final String OPEN = "order 5";
  static final String SITI = "siti";
  static final String BUDI = "budi";

  private static final String VOUCHER = "voucher";
  private static final String TEA = "tea";

  final List<LedgerStep> steps = new ArrayList<>();
  final List<Merge> merges = new ArrayList<>();
  final List<CreditLimit> limits = new ArrayList<>();
  final List<EarningRule> rules = new ArrayList<>();

  final List<CustomerRow> customers = new ArrayList<>();
  final List<BalanceRow> balances = new ArrayList<>();
  final List<EntryRow> entries = new ArrayList<>();
  final List<HoldRow> holds = new ArrayList<>();
  final List<RewardRow> rewards = new ArrayList<>();
  final List<PointsRow> accounts = new ArrayList<>();
  final List<PointRow> points = new ArrayList<>();
  final List<RewardReservationRow> reservations = new ArrayList<>();
  final List<PurchaseRow> purchases = new ArrayList<>();
  final List<FiguresRow> figures = new ArrayList<>();

  SmallClientele(SmallWorld world) {
    merges.add(new Merge(TENANT, SITI, BUDI, Outcome.DONE));
    customers.add(new CustomerRow(TENANT, SITI, BUDI, false));
    customers.add(new CustomerRow(TENANT, BUDI, "", false));
    rules.add(new EarningRule(TENANT, 1, 100, 1, "voucher product", 2));
    limits.add(new CreditLimit(TENANT, SITI, 100));
    limits.add(new CreditLimit(TENANT, BUDI, 100));
    byHand();
    soldGiftCard(world);
    openOrder(world);
    balances.add(balance("credit", "STORE_CREDIT", 300, 0, ""));
    balances.add(balance("credit of siti", "STORE_CREDIT", 0, 0, "credit"));
    balances.add(balance("account", "ACCOUNT", 0, 150, ""));
    accounts.add(new PointsRow(TENANT, BUDI, 21, 3, false));
    figures.add(new FiguresRow(TENANT, BUDI, 1, 300));
  }

  private void byHand() {
    steps.add(new LedgerStep(TENANT, "gift", "IssueGiftCard", 1_000, Outcome.DONE));
    balances.add(card("gift", "", 1_000));
    entries.add(entry("entry 1", "gift", 1, "ISSUE", 1_000, 1_000, "", ""));
    steps.add(new LedgerStep(TENANT, "entry 2", "AdjustStoreCredit", 500, Outcome.DONE));
    entries.add(entry("entry 2", "credit", 1, "ADJUSTMENT", 500, 500, "", ""));
    steps.add(new LedgerStep(TENANT, "points 1", "AdjustPoints", 20, Outcome.DONE));
    points.add(point("points 1", "ADJUST", 20, "", ""));
    steps.add(new LedgerStep(TENANT, "refused", "SettleAccount", 70, Outcome.REFUSED));
  }

  private void soldGiftCard(SmallWorld world) {
    world.prices.add(new Price(TENANT, VOUCHER, 300));
    world.orders.add(SmallWorld.order(SOLD, "COMPLETED", BUDI, 300, "SHOP-20260501-0003"));
    world.items.add(item(SOLD, VOUCHER, true, 300));
    world.payments.add(SmallWorld.payment(SOLD, "CAPTURED", 100, ""));
    world.payments.add(SmallWorld.payment("by credit", SOLD, "STORE_CREDIT", "CAPTURED", 200, ""));
    world.told(SOLD, "COMPLETED", 300, "SHOP-20260501-0003", SITI, Map.of(VOUCHER, 1L));
    world.event(SOLD, "OrderCompleted", 1);
    entries.add(entry("entry 3", "credit", 2, "SPEND", -200, 300, SOLD, "by credit"));
    balances.add(card("sold card", SOLD, 300));
    entries.add(entry("entry 4", "sold card", 1, "ISSUE", 300, 300, SOLD, ""));
    rewards.add(new RewardRow(TENANT, SOLD, "reward", 5));
    reservations.add(new RewardReservationRow(TENANT, SOLD, BUDI, 5, "SPENT"));
    points.add(point("points 2", "SPEND", -5, SOLD, "reward"));
    // 3 for the amount, 1 for the visit, 2 for the piece.
    points.add(point("points 3", "EARN", 6, SOLD, ""));
    purchases.add(new PurchaseRow(TENANT, SOLD, BUDI, 300));
  }

  private void openOrder(SmallWorld world) {
    world.prices.add(new Price(TENANT, TEA, 400));
    world.orders.add(SmallWorld.order(OPEN, "OPEN", BUDI, 400, ""));
    world.items.add(item(OPEN, TEA, false, 400));
    world.payments.add(SmallWorld.payment("on account", OPEN, "ON_ACCOUNT", "CAPTURED", 150, ""));
    world.told(OPEN, "OPEN", 400, "", BUDI, Map.of(TEA, 1L));
    world.event(OPEN, "OrderFinalized", 1);
    holds.add(new HoldRow(TENANT, OPEN, "on account", "account", 150));
    rewards.add(new RewardRow(TENANT, OPEN, "reward", 3));
    reservations.add(new RewardReservationRow(TENANT, OPEN, BUDI, 3, "HELD"));
  }

  private static ItemRow item(String order, String variant, boolean isGiftCard, long price) {
    return new ItemRow(
        TENANT,
        order,
        variant + " product",
        variant,
        isGiftCard,
        1,
        price,
        price,
        0,
        0,
        0,
        price,
        0);
  }

  static BalanceRow balance(String id, String kind, long amount, long held, String mergedInto) {
    return new BalanceRow(TENANT, id, kind, BUDI, amount, held, false, mergedInto, "", 0);
  }

  static BalanceRow card(String id, String order, long issued) {
    return card(id, order, issued, issued);
  }

  static BalanceRow card(String id, String order, long issued, long amount) {
    return new BalanceRow(TENANT, id, "GIFT_CARD", "", amount, 0, false, "", order, issued);
  }

  static EntryRow entry(
      String id,
      String balance,
      long number,
      String kind,
      long amount,
      long after,
      String order,
      String payment) {
    return new EntryRow(TENANT, id, balance, number, kind, amount, after, order, payment, false);
  }

  static PointRow point(String id, String kind, long points, String order, String reward) {
    return new PointRow(TENANT, id, BUDI, kind, points, order, reward);
  }

  CustomerHistory history() {
    return new CustomerHistory(steps, merges, limits, rules);
  }

  CustomerState state() {
    return new CustomerState(
        customers,
        balances,
        entries,
        holds,
        rewards,
        accounts,
        points,
        reservations,
        purchases,
        figures);
  }
}
