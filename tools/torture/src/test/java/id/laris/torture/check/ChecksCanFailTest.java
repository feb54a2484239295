package id.laris.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.torture.check.Books.CounterRow;
import id.laris.torture.history.Sale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One thing is broken in the sales, and exactly the check shouts that is there for it. */
class ChecksCanFailTest {

  private static final String ACKNOWLEDGED = "what was acknowledged is so";
  private static final String ONCE = "nothing is there twice";
  private static final String AMOUNTS = "lines add up to totals";
  private static final String PRICES = "sold at prices that were set";
  private static final String PAID = "completed is paid, exactly";
  private static final String RECEIPTS = "receipts without gap or double";
  private static final String KEYS = "same key, same answer";
  private static final String REFUSED = "ids of others are not found";
  private static final String FORESEEN = "no error that nobody foresaw";

  private final SmallWorld world = new SmallWorld();

  @Test
  void nobodyShoutsWhereAllIsWell() {
    assertThat(world.shouting()).isEmpty();
  }

  @Test
  void aCheckThatHasSeenNothingHasFailed() {
    SmallWorld empty = new SmallWorld();
    empty.calls.clear();

    assertThat(empty.shouting()).containsExactly(KEYS, REFUSED, FORESEEN);
  }

  @Test
  void aLostSaleIsMissed() {
    world.orders.removeIf(order -> order.id().equals("order 3"));
    world.items.removeIf(item -> item.orderId().equals("order 3"));
    world.reservations.removeIf(row -> row.reference().equals("order 3"));

    assertThat(world.shouting()).containsExactly(ACKNOWLEDGED);
  }

  @Test
  void anAnswerThatIsNotTrueAnyMoreIsMissed() {
    world.answered.put("order 1", "another");

    assertThat(world.shouting()).containsExactly(ACKNOWLEDGED);
  }

  @Test
  void anOpenOrderThatWentAnotherWayIsSeen() {
    world.sales.set(2, acknowledged(world.sales.get(2), "OPEN", true));

    assertThat(world.shouting()).containsExactly(ACKNOWLEDGED);
  }

  @Test
  void anOrderWhoseLastAnswerWasLostMayHaveGoneOn() {
    world.sales.set(2, acknowledged(world.sales.get(2), "OPEN", false));

    assertThat(world.shouting()).isEmpty();
  }

  private static Sale acknowledged(Sale sale, String status, boolean certain) {
    return new Sale(
        sale.tenant(),
        sale.wish(),
        sale.location(),
        sale.goods(),
        new Sale.Acknowledged("order 3", status, 500, "", "of then"),
        certain);
  }

  @Test
  void aSaleThatIsThereTwiceIsSeen() {
    world.orders.add(
        new Books.OrderRow(
            SmallWorld.TENANT,
            "order 4",
            "wish of order 1",
            "DRAFT",
            SmallWorld.SHOP,
            0,
            0,
            0,
            0,
            0,
            "",
            ""));

    assertThat(world.shouting()).containsExactly(ONCE);
  }

  @Test
  void aSaleThatWasRefusedAndIsThereIsSeen() {
    Sale sale = world.sales.get(2);
    world.sales.set(
        2, new Sale(sale.tenant(), sale.wish(), sale.location(), sale.goods(), null, true));

    assertThat(world.shouting()).containsExactly(ONCE);
  }

  @Test
  void aChangedLineIsSeen() {
    world.items.set(
        2,
        new Books.ItemRow(
            SmallWorld.TENANT, "order 3", SmallWorld.COFFEE, 1, 500, 500, 100, 0, 0, 400));

    assertThat(world.shouting()).containsExactly(AMOUNTS);
  }

  @Test
  void aChangedTotalIsSeenByAllWhoKnowIt() {
    world.orders.set(0, SmallWorld.order("order 1", "COMPLETED", 900, "SHOP-20260501-0001"));

    assertThat(world.shouting()).containsExactly(ACKNOWLEDGED, AMOUNTS, PAID);
  }

  @Test
  void otherGoodsThanWereAskedForAreSeen() {
    Sale sale = world.sales.getFirst();
    world.sales.set(
        0,
        new Sale(
            sale.tenant(),
            sale.wish(),
            sale.location(),
            Map.of("tea", 2L),
            sale.acknowledged(),
            true));

    assertThat(world.shouting()).containsExactly(AMOUNTS);
  }

  @Test
  void aPriceThatNobodySetIsSeen() {
    world.prices.clear();

    assertThat(world.shouting()).containsExactly(PRICES);
  }

  @Test
  void aLostPaymentIsMissed() {
    world.payments.removeFirst();

    assertThat(world.shouting()).containsExactly(PAID);
  }

  @Test
  void moneyThatIsKeptOfAVoidedOrderIsSeen() {
    world.payments.add(SmallWorld.payment("order 3", "CAPTURED", 500, ""));

    assertThat(world.shouting()).containsExactly(PAID);
  }

  @Test
  void aGapInTheReceiptsIsSeen() {
    world.orders.set(1, SmallWorld.order("order 2", "COMPLETED", 500, "SHOP-20260501-0003"));
    world.sales.set(
        1,
        new Sale(
            SmallWorld.TENANT,
            "wish of order 2",
            SmallWorld.SHOP,
            Map.of(SmallWorld.COFFEE, 1L),
            new Sale.Acknowledged(
                "order 2", "COMPLETED", 500, "SHOP-20260501-0003", "digest of order 2"),
            true));

    assertThat(world.shouting()).containsExactly(RECEIPTS);
  }

  @Test
  void aCounterThatIsAheadIsSeen() {
    world.counters.set(0, new CounterRow(SmallWorld.TENANT, "SHOP", "2026-05-01", 3));

    assertThat(world.shouting()).containsExactly(RECEIPTS);
  }
}
