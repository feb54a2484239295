package id.laris.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.torture.check.SystemState.CounterRow;
import id.laris.torture.history.Sale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One thing is broken in the sales, and exactly the check for it fails. */
class ChecksCanFailTest {

  private static final String ACKNOWLEDGED = "acknowledged sales are stored as answered";
  private static final String DUPLICATES = "no duplicate orders";
  private static final String AMOUNTS = "lines add up to totals";
  private static final String PRICES = "sold at prices that were set";
  private static final String PAID = "completed orders are paid exactly";
  private static final String RECEIPTS = "receipt numbers without gaps or duplicates";
  private static final String KEYS = "same key, same answer";
  private static final String REFUSED = "ids of other tenants are not found";
  private static final String INTERNAL = "no INTERNAL errors";

  private final SmallWorld world = new SmallWorld();

  @Test
  void noCheckFailsWhereAllIsWell() {
    assertThat(world.failing()).isEmpty();
  }

  @Test
  void aCheckThatHasSeenNothingHasFailed() {
    SmallWorld empty = new SmallWorld();
    empty.calls.clear();

    assertThat(empty.failing()).containsExactly(KEYS, REFUSED, INTERNAL);
  }

  @Test
  void aLostSaleIsMissed() {
    world.orders.removeIf(order -> order.id().equals("order 3"));
    world.items.removeIf(item -> item.orderId().equals("order 3"));
    world.reservations.removeIf(row -> row.reference().equals("order 3"));

    assertThat(world.failing()).containsExactly(ACKNOWLEDGED);
  }

  @Test
  void anAnswerThatIsNotTrueAnyMoreIsMissed() {
    world.answered.put("order 1", "another");

    assertThat(world.failing()).containsExactly(ACKNOWLEDGED);
  }

  @Test
  void anOpenOrderThatWentAnotherWayIsSeen() {
    world.sales.set(2, acknowledged(world.sales.get(2), "OPEN", true));

    assertThat(world.failing()).containsExactly(ACKNOWLEDGED);
  }

  @Test
  void anOrderWhoseLastAnswerWasLostMayHaveGoneOn() {
    world.sales.set(2, acknowledged(world.sales.get(2), "OPEN", false));

    assertThat(world.failing()).isEmpty();
  }

  private static Sale acknowledged(Sale sale, String status, boolean certain) {
    return new Sale(
        sale.tenant(),
        sale.externalReference(),
        sale.location(),
        sale.customer(),
        sale.goods(),
        new Sale.Acknowledged("order 3", status, 500, "", "of then"),
        certain);
  }

  @Test
  void aSaleThatIsThereTwiceIsSeen() {
    world.orders.add(
        new SystemState.OrderRow(
            SmallWorld.TENANT,
            "order 6",
            "externalReference of order 1",
            "DRAFT",
            SmallWorld.SHOP,
            "",
            0,
            0,
            0,
            0,
            0,
            "",
            ""));

    assertThat(world.failing()).containsExactly(DUPLICATES);
  }

  @Test
  void aSaleThatWasRefusedAndIsThereIsSeen() {
    Sale sale = world.sales.get(2);
    world.sales.set(
        2,
        new Sale(
            sale.tenant(),
            sale.externalReference(),
            sale.location(),
            sale.customer(),
            sale.goods(),
            null,
            true));

    assertThat(world.failing()).containsExactly(DUPLICATES);
  }

  @Test
  void aChangedLineIsSeen() {
    world.items.set(
        2,
        new SystemState.ItemRow(
            SmallWorld.TENANT,
            "order 3",
            "coffee product",
            SmallWorld.COFFEE,
            false,
            1,
            500,
            500,
            100,
            0,
            0,
            400,
            0));

    assertThat(world.failing()).containsExactly(AMOUNTS);
  }

  @Test
  void aChangedTotalIsSeenByAllWhoKnowIt() {
    world.orders.set(0, SmallWorld.order("order 1", "COMPLETED", 900, "SHOP-20260501-0001"));

    assertThat(world.failing()).containsExactly(ACKNOWLEDGED, AMOUNTS, PAID);
  }

  @Test
  void otherGoodsThanWereAskedForAreSeen() {
    Sale sale = world.sales.getFirst();
    world.sales.set(
        0,
        new Sale(
            sale.tenant(),
            sale.externalReference(),
            sale.location(),
            sale.customer(),
            Map.of("tea", 2L),
            sale.acknowledged(),
            true));

    assertThat(world.failing()).containsExactly(AMOUNTS);
  }

  @Test
  void aPriceThatNobodySetIsSeen() {
    world.prices.clear();

    assertThat(world.failing()).containsExactly(PRICES);
  }

  @Test
  void aLostPaymentIsMissed() {
    world.payments.removeFirst();

    assertThat(world.failing()).containsExactly(PAID);
  }

  @Test
  void moneyThatIsKeptOfAVoidedOrderIsSeen() {
    world.payments.add(SmallWorld.payment("order 3", "CAPTURED", 500, ""));

    assertThat(world.failing()).containsExactly(PAID);
  }

  @Test
  void aGapInTheReceiptsIsSeen() {
    world.orders.set(1, SmallWorld.order("order 2", "COMPLETED", 500, "SHOP-20260501-0009"));
    world.sales.set(
        1,
        new Sale(
            SmallWorld.TENANT,
            "externalReference of order 2",
            SmallWorld.SHOP,
            "",
            Map.of(SmallWorld.COFFEE, 1L),
            new Sale.Acknowledged(
                "order 2", "COMPLETED", 500, "SHOP-20260501-0009", "digest of order 2"),
            true));

    assertThat(world.failing()).containsExactly(RECEIPTS);
  }

  @Test
  void aCounterThatIsAheadIsSeen() {
    world.counters.set(0, new CounterRow(SmallWorld.TENANT, "SHOP", "2026-05-01", 4));

    assertThat(world.failing()).containsExactly(RECEIPTS);
  }
}
