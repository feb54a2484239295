package id.laris.torture.check;

import static id.laris.torture.check.SmallClientele.BUDI;
import static id.laris.torture.check.SmallClientele.OPEN;
import static id.laris.torture.check.SmallClientele.SITI;
import static id.laris.torture.check.SmallClientele.SOLD;
import static id.laris.torture.check.SmallClientele.balance;
import static id.laris.torture.check.SmallClientele.card;
import static id.laris.torture.check.SmallClientele.entry;
import static id.laris.torture.check.SmallClientele.point;
import static id.laris.torture.check.SmallWorld.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.torture.check.CustomerState.BalanceRow;
import id.laris.torture.check.CustomerState.CustomerRow;
import id.laris.torture.check.CustomerState.EntryRow;
import id.laris.torture.check.CustomerState.FiguresRow;
import id.laris.torture.check.CustomerState.HoldRow;
import id.laris.torture.check.CustomerState.PointsRow;
import id.laris.torture.check.CustomerState.PurchaseRow;
import id.laris.torture.check.CustomerState.RewardReservationRow;
import id.laris.torture.history.LedgerStep;
import id.laris.torture.history.Merge;
import id.laris.torture.history.Outcome;
import org.junit.jupiter.api.Test;

/** The same for customers: their balances, points, rewards, purchases and merges. */
class CustomerChecksCanFailTest {

  private static final String LEDGER = "balances are the sum of their entries";
  private static final String LIMITS = "no balance is overdrawn";
  private static final String TAKEN = "payments by balance are taken once";
  private static final String CARDS = "gift cards that were sold are issued once";
  private static final String STEPS = "balances and points change only as requested";
  private static final String POINTS = "points are the sum of their entries";
  private static final String EARNED = "completed orders earn points once";
  private static final String REWARDS = "rewards are paid with points once";
  private static final String PURCHASES = "purchases of customers add up";
  private static final String MERGES = "customers are merged as requested";
  private static final String LISTED = "orders are listed under their customers";

  private final SmallWorld world = new SmallWorld();
  private final SmallClientele clientele = world.clientele;

  @Test
  void aBalanceThatItsEntriesDoNotExplainIsSeen() {
    replaceBalance("credit", balance("credit", "STORE_CREDIT", 301, 0, ""));

    assertThat(world.failing()).containsExactly(LEDGER);
  }

  @Test
  void aGapInTheNumbersOfEntriesIsSeen() {
    replaceEntry("entry 3", entry("entry 3", "credit", 3, "SPEND", -200, 300, SOLD, "by credit"));

    assertThat(world.failing()).containsExactly(LEDGER);
  }

  @Test
  void aWrongBalanceAfterAnEntryIsSeen() {
    replaceEntry("entry 3", entry("entry 3", "credit", 2, "SPEND", -200, 299, SOLD, "by credit"));

    assertThat(world.failing()).containsExactly(LEDGER);
  }

  @Test
  void anAmountThatIsHeldForNoPaymentIsSeen() {
    replaceBalance("credit", balance("credit", "STORE_CREDIT", 300, 1, ""));

    assertThat(world.failing()).containsExactly(LEDGER);
  }

  @Test
  void whatIsLeftOnABalanceThatWasMergedIsSeen() {
    replaceBalance("credit of siti", balance("credit of siti", "STORE_CREDIT", 7, 0, "credit"));
    clientele.entries.add(entry("late", "credit of siti", 1, "ADJUSTMENT", 7, 7, "", ""));
    clientele.steps.add(new LedgerStep(TENANT, "late", "AdjustStoreCredit", 7, Outcome.DONE));

    assertThat(world.failing()).containsExactly(LEDGER);
  }

  @Test
  void aBalanceBelowZeroIsSeen() {
    replaceBalance("credit", balance("credit", "STORE_CREDIT", -1, 0, ""));
    replaceEntry("entry 2", entry("entry 2", "credit", 1, "ADJUSTMENT", 199, 199, "", ""));
    replaceEntry("entry 3", entry("entry 3", "credit", 2, "SPEND", -200, -1, SOLD, "by credit"));
    clientele.steps.set(
        1, new LedgerStep(TENANT, "entry 2", "AdjustStoreCredit", 199, Outcome.DONE));

    assertThat(world.failing()).containsExactly(LIMITS);
  }

  @Test
  void anAccountOverItsLimitIsSeen() {
    clientele.limits.removeLast();

    assertThat(world.failing()).containsExactly(LIMITS);
  }

  @Test
  void anEntryThatTookMoreThanThereWasIsSeen() {
    EntryRow flagged =
        new EntryRow(TENANT, "entry 3", "credit", 2, "SPEND", -200, 300, SOLD, "by credit", true);
    replaceEntry("entry 3", flagged);

    assertThat(world.failing()).containsExactly(LIMITS);
  }

  @Test
  void aPaymentThatWasNotTakenIsMissed() {
    clientele.entries.removeIf(entry -> entry.id().equals("entry 3"));
    replaceBalance("credit", balance("credit", "STORE_CREDIT", 500, 0, ""));

    assertThat(world.failing()).containsExactly(TAKEN);
  }

  @Test
  void aPaymentThatWasTakenTwiceIsSeen() {
    clientele.entries.add(entry("again", "credit", 3, "SPEND", -200, 100, SOLD, "by credit"));
    replaceBalance("credit", balance("credit", "STORE_CREDIT", 100, 0, ""));

    assertThat(world.failing()).containsExactly(TAKEN);
  }

  @Test
  void aPaymentThatWasTakenFromAnotherBalanceIsSeen() {
    replaceEntry("entry 3", entry("entry 3", "gift", 2, "SPEND", -200, 800, SOLD, "by credit"));
    replaceBalance("gift", card("gift", "", 1_000, 800));
    replaceBalance("credit", balance("credit", "STORE_CREDIT", 500, 0, ""));

    assertThat(world.failing()).containsExactly(TAKEN);
  }

  @Test
  void aVoidedPaymentThatWasTakenIsSeen() {
    voidOpenOrder();
    clientele.holds.clear();
    replaceBalance("account", balance("account", "ACCOUNT", -150, 0, ""));
    clientele.entries.add(entry("charged", "account", 1, "CHARGE", -150, -150, OPEN, "on account"));

    assertThat(world.failing()).containsExactly(TAKEN);
  }

  @Test
  void whatIsStillHeldForAVoidedOrderIsSeen() {
    voidOpenOrder();

    assertThat(world.failing()).containsExactly(TAKEN);
  }

  @Test
  void whatIsNotHeldForAnOpenOrderIsMissed() {
    clientele.holds.clear();
    replaceBalance("account", balance("account", "ACCOUNT", 0, 0, ""));

    assertThat(world.failing()).containsExactly(TAKEN);
  }

  @Test
  void whatIsHeldForAPaymentThatNoOrderHasIsSeen() {
    clientele.holds.add(new HoldRow(TENANT, "order 9", "of nobody", "gift", 10));
    replaceBalance(
        "gift", new BalanceRow(TENANT, "gift", "GIFT_CARD", "", 1_000, 10, false, "", "", 1_000));

    assertThat(world.failing()).containsExactly(TAKEN);
  }

  @Test
  void aSoldCardThatWasNotIssuedIsMissed() {
    clientele.balances.removeIf(balance -> balance.id().equals("sold card"));
    clientele.entries.removeIf(entry -> entry.balance().equals("sold card"));

    assertThat(world.failing()).containsExactly(CARDS);
  }

  @Test
  void aPieceThatBecameTwoCardsIsSeen() {
    clientele.balances.add(card("second card", SOLD, 300));
    clientele.entries.add(entry("entry 5", "second card", 1, "ISSUE", 300, 300, SOLD, ""));

    assertThat(world.failing()).containsExactly(CARDS);
  }

  @Test
  void aCardThatWasIssuedTwiceIsSeen() {
    clientele.entries.add(entry("entry 5", "sold card", 2, "ISSUE", 300, 600, SOLD, ""));
    replaceBalance("sold card", card("sold card", SOLD, 300, 600));

    assertThat(world.failing()).containsExactly(CARDS);
  }

  @Test
  void aCardOfAnOrderThatIsNotCompletedIsSeen() {
    clientele.balances.add(card("early card", OPEN, 300));
    clientele.entries.add(entry("entry 5", "early card", 1, "ISSUE", 300, 300, OPEN, ""));

    assertThat(world.failing()).containsExactly(CARDS);
  }

  @Test
  void anAcknowledgedChangeThatIsNotThereIsMissed() {
    clientele.steps.add(new LedgerStep(TENANT, "lost", "AdjustStoreCredit", 7, Outcome.DONE));

    assertThat(world.failing()).containsExactly(STEPS);
  }

  @Test
  void aRefusedChangeThatIsThereIsSeenAndOneWithoutAnAnswerMayBe() {
    clientele.steps.set(
        1, new LedgerStep(TENANT, "entry 2", "AdjustStoreCredit", 500, Outcome.UNKNOWN));
    assertThat(world.failing()).isEmpty();

    clientele.steps.set(
        1, new LedgerStep(TENANT, "entry 2", "AdjustStoreCredit", 500, Outcome.REFUSED));
    assertThat(world.failing()).containsExactly(STEPS);
  }

  @Test
  void pointsThatNobodyGaveAreSeen() {
    clientele.points.add(point("points 4", "ADJUST", 7, "", ""));
    clientele.accounts.set(0, new PointsRow(TENANT, BUDI, 28, 3, false));

    assertThat(world.failing()).containsExactly(STEPS);
  }

  @Test
  void pointsThatTheirEntriesDoNotExplainAreSeen() {
    clientele.accounts.set(0, new PointsRow(TENANT, BUDI, 22, 3, false));

    assertThat(world.failing()).containsExactly(POINTS);
  }

  @Test
  void heldPointsWithoutAReservationAreSeen() {
    clientele.accounts.set(0, new PointsRow(TENANT, BUDI, 21, 4, false));

    assertThat(world.failing()).containsExactly(POINTS);
  }

  @Test
  void pointsBelowZeroAreSeen() {
    clientele.points.set(0, point("points 1", "ADJUST", -2, "", ""));
    clientele.steps.set(2, new LedgerStep(TENANT, "points 1", "AdjustPoints", -2, Outcome.DONE));
    clientele.accounts.set(0, new PointsRow(TENANT, BUDI, -1, 3, true));

    assertThat(world.failing()).containsExactly(POINTS);
  }

  @Test
  void anOrderThatEarnedNothingIsMissed() {
    clientele.points.removeIf(entry -> entry.kind().equals("EARN"));
    clientele.accounts.set(0, new PointsRow(TENANT, BUDI, 15, 3, false));

    assertThat(world.failing()).containsExactly(EARNED);
  }

  @Test
  void anOrderThatEarnedTwiceIsSeen() {
    clientele.points.add(point("points 4", "EARN", 6, SOLD, ""));
    clientele.accounts.set(0, new PointsRow(TENANT, BUDI, 27, 3, false));

    assertThat(world.failing()).containsExactly(EARNED);
  }

  @Test
  void anOrderThatEarnedOtherPointsThanTheRuleGivesIsSeen() {
    clientele.points.set(2, point("points 3", "EARN", 7, SOLD, ""));
    clientele.accounts.set(0, new PointsRow(TENANT, BUDI, 22, 3, false));

    assertThat(world.failing()).containsExactly(EARNED);
  }

  @Test
  void anOpenOrderThatEarnedIsSeen() {
    clientele.points.add(point("points 4", "EARN", 5, OPEN, ""));
    clientele.accounts.set(0, new PointsRow(TENANT, BUDI, 26, 3, false));

    assertThat(world.failing()).containsExactly(EARNED);
  }

  @Test
  void aRewardThatCostNothingIsSeen() {
    clientele.points.removeIf(entry -> entry.kind().equals("SPEND"));
    clientele.accounts.set(0, new PointsRow(TENANT, BUDI, 26, 3, false));

    assertThat(world.failing()).containsExactly(REWARDS);
  }

  @Test
  void aRewardThatWasPaidTwiceIsSeen() {
    clientele.points.add(point("points 4", "SPEND", -5, SOLD, "reward"));
    clientele.accounts.set(0, new PointsRow(TENANT, BUDI, 16, 3, false));

    assertThat(world.failing()).containsExactly(REWARDS);
  }

  @Test
  void pointsThatAreStillHeldForACompletedOrderAreSeen() {
    clientele.reservations.set(0, new RewardReservationRow(TENANT, SOLD, BUDI, 5, "HELD"));
    clientele.accounts.set(0, new PointsRow(TENANT, BUDI, 21, 8, false));

    assertThat(world.failing()).containsExactly(REWARDS);
  }

  @Test
  void pointsThatAreNotHeldForAnOpenOrderAreMissed() {
    clientele.reservations.set(1, new RewardReservationRow(TENANT, OPEN, BUDI, 3, "RELEASED"));
    clientele.accounts.set(0, new PointsRow(TENANT, BUDI, 21, 0, false));

    assertThat(world.failing()).containsExactly(REWARDS);
  }

  @Test
  void pointsThatAreHeldForNoOrderAreSeen() {
    clientele.reservations.add(new RewardReservationRow(TENANT, "order 9", BUDI, 2, "HELD"));
    clientele.accounts.set(0, new PointsRow(TENANT, BUDI, 21, 5, false));

    assertThat(world.failing()).containsExactly(REWARDS);
  }

  @Test
  void aPurchaseThatWasNotBookedIsMissed() {
    clientele.purchases.clear();
    clientele.purchases.add(new PurchaseRow(TENANT, "order 1", BUDI, 300));

    assertThat(world.failing()).containsExactly(PURCHASES);
  }

  @Test
  void figuresThatCountAPurchaseTwiceAreSeen() {
    clientele.figures.set(0, new FiguresRow(TENANT, BUDI, 2, 600));

    assertThat(world.failing()).containsExactly(PURCHASES);
  }

  @Test
  void aPurchaseThatAMergeLeftBehindIsSeen() {
    clientele.purchases.set(0, new PurchaseRow(TENANT, SOLD, SITI, 300));

    assertThat(world.failing()).containsExactly(PURCHASES);
  }

  @Test
  void anAcknowledgedMergeThatIsUndoneIsMissed() {
    clientele.merges.add(new Merge(TENANT, BUDI, "tuti", Outcome.DONE));

    assertThat(world.failing()).containsExactly(MERGES);
  }

  @Test
  void aMergeThatNobodyAskedForIsSeen() {
    clientele.customers.add(new CustomerRow(TENANT, "tuti", BUDI, false));

    assertThat(world.failing()).containsExactly(MERGES);
  }

  @Test
  void aMergeThatWasRefusedAndHappenedIsSeen() {
    clientele.merges.set(0, new Merge(TENANT, SITI, BUDI, Outcome.REFUSED));

    assertThat(world.failing()).containsExactly(MERGES);
  }

  @Test
  void anOrderThatAMergeLeftBehindIsSeenUnlessTheMergeWasLately() {
    world.orders.set(4, SmallWorld.order(OPEN, "OPEN", SITI, 400, ""));
    assertThat(world.failing()).containsExactly(LISTED);

    clientele.customers.set(0, new CustomerRow(TENANT, SITI, BUDI, true));
    assertThat(world.failing()).isEmpty();
  }

  @Test
  void anOrderThatGotACustomerByItselfIsSeen() {
    world.orders.set(2, SmallWorld.order("order 3", "VOIDED", BUDI, 500, ""));

    assertThat(world.failing()).containsExactly(LISTED);
  }

  /** The open order was voided, and its points are given back. */
  private void voidOpenOrder() {
    world.orders.set(4, SmallWorld.order(OPEN, "VOIDED", BUDI, 400, ""));
    world.payments.replaceAll(
        payment ->
            payment.id().equals("on account")
                ? SmallWorld.payment("on account", OPEN, "ON_ACCOUNT", "VOIDED", 150, "")
                : payment);
    world.sales.removeLast();
    world.told(OPEN, "VOIDED", 400, "", BUDI, world.sales.getLast().goods());
    world.event(OPEN, "OrderVoided", 2);
    clientele.reservations.set(1, new RewardReservationRow(TENANT, OPEN, BUDI, 3, "RELEASED"));
    clientele.accounts.set(0, new PointsRow(TENANT, BUDI, 21, 0, false));
  }

  private void replaceBalance(String id, BalanceRow row) {
    clientele.balances.replaceAll(one -> one.id().equals(id) ? row : one);
  }

  private void replaceEntry(String id, EntryRow row) {
    clientele.entries.replaceAll(one -> one.id().equals(id) ? row : one);
  }
}
