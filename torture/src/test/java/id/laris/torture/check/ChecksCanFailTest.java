package id.laris.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.torture.check.Books.CounterRow;
import id.laris.torture.check.Books.EventRow;
import id.laris.torture.check.Books.GatewayRow;
import id.laris.torture.check.Books.LevelRow;
import id.laris.torture.check.Books.ReservationRow;
import id.laris.torture.history.Call;
import id.laris.torture.history.Outcome;
import id.laris.torture.history.Sale;
import id.laris.torture.history.SeenEvent;
import id.laris.torture.history.StockStep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One thing is broken, and exactly the check shouts that is there for it. */
class ChecksCanFailTest {

  private static final String ACKNOWLEDGED = "what was acknowledged is so";
  private static final String ONCE = "nothing is there twice";
  private static final String AMOUNTS = "lines add up to totals";
  private static final String PRICES = "sold at prices that were set";
  private static final String PAID = "completed is paid, exactly";
  private static final String RECEIPTS = "receipts without gap or double";
  private static final String LEDGER = "stock is the sum of its movements";
  private static final String MOVED = "stock moved for what was asked";
  private static final String POLICY = "never sold or promised what is not there";
  private static final String EVENTS = "events once, and in order";
  private static final String LISTENERS = "listeners saw each event once";
  private static final String KEYS = "same key, same answer";
  private static final String REFUSED = "ids of others are not found";
  private static final String FORESEEN = "no error that nobody foresaw";
  private static final String GATEWAY = "the gateway's money is in the books";
  private static final String TENANTS = "tenants are not mixed";
  private static final String REST = "comes to rest";

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

  @Test
  void aLostMovementIsMissed() {
    world.movements.removeLast();

    assertThat(world.shouting()).containsExactly(LEDGER, MOVED);
  }

  @Test
  void aWrongLevelIsSeen() {
    world.levels.set(
        0, new LevelRow(SmallWorld.TENANT, SmallWorld.SHOP, SmallWorld.COFFEE, 8, 0, 0, 0));

    assertThat(world.shouting()).containsExactly(LEDGER);
  }

  @Test
  void movementsThatBeginWhereNoneEndedAreSeen() {
    world.movements.set(2, SmallWorld.movement("order 2", "SALE", -1, 9, 8));

    assertThat(world.shouting()).containsExactly(LEDGER);
  }

  @Test
  void aDeliveryThatMovedTwiceIsSeen() {
    world.movements.add(SmallWorld.movement("delivery", "RECEIPT", 10, 7, 17));
    world.levels.set(
        0, new LevelRow(SmallWorld.TENANT, SmallWorld.SHOP, SmallWorld.COFFEE, 17, 0, 0, 0));

    assertThat(world.shouting()).containsExactly(MOVED);
  }

  @Test
  void aRefusedDeliveryThatMovedIsSeenAndOneWithoutAnAnswerMayHave() {
    StockStep asked = world.steps.getFirst();
    world.steps.set(0, withOutcome(asked, Outcome.UNKNOWN));
    assertThat(world.shouting()).isEmpty();

    world.steps.set(0, withOutcome(asked, Outcome.REFUSED));
    assertThat(world.shouting()).containsExactly(MOVED);
  }

  private static StockStep withOutcome(StockStep step, Outcome outcome) {
    return new StockStep(step.tenant(), step.reference(), step.rpc(), outcome, step.moves());
  }

  @Test
  void aPromiseThatIsLeftOverIsSeen() {
    world.reservations.set(
        2,
        new ReservationRow(
            SmallWorld.TENANT, "order 3", SmallWorld.SHOP, "ACTIVE", SmallWorld.COFFEE, 1));
    world.levels.set(
        0, new LevelRow(SmallWorld.TENANT, SmallWorld.SHOP, SmallWorld.COFFEE, 7, 1, 0, 0));

    assertThat(world.shouting()).containsExactly(POLICY);
  }

  @Test
  void whatIsReservedForNobodyIsSeen() {
    world.levels.set(
        0, new LevelRow(SmallWorld.TENANT, SmallWorld.SHOP, SmallWorld.COFFEE, 7, 1, 0, 0));

    assertThat(world.shouting()).containsExactly(POLICY);
  }

  @Test
  void aDoubledEventIsSeen() {
    EventRow event = world.events.get(1);
    world.events.add(
        new EventRow(
            event.tenant(),
            event.schema(),
            "another",
            event.type(),
            event.aggregateType(),
            event.aggregateId(),
            3));
    world.seen.add(
        new SeenEvent(
            event.tenant(), "suite", 99, "another", event.type(), event.aggregateId(), 3));

    assertThat(world.shouting()).containsExactly(EVENTS);
  }

  @Test
  void aLostEventIsMissed() {
    world.events.remove(1);
    world.seen.remove(1);

    assertThat(world.shouting()).containsExactly(EVENTS);
  }

  @Test
  void anEventThatNobodySawIsSeen() {
    world.seen.removeLast();

    assertThat(world.shouting()).containsExactly(LISTENERS);
  }

  @Test
  void anEventThatWasSeenTwiceIsSeen() {
    SeenEvent event = world.seen.getLast();
    world.seen.add(
        new SeenEvent(
            event.tenant(), "suite", 99, event.id(), event.type(), event.aggregateId(), 3));

    assertThat(world.shouting()).containsExactly(LISTENERS);
  }

  @Test
  void anotherAnswerToTheSameKeyIsSeen() {
    world.calls.set(1, answered(world.calls.get(1), "another"));

    assertThat(world.shouting()).containsExactly(KEYS);
  }

  @Test
  void anAnswerToAnotherRequestUnderTheSameKeyIsSeen() {
    world.calls.set(2, answered(world.calls.get(2), "answered"));

    assertThat(world.shouting()).containsExactly(KEYS);
  }

  @Test
  void aForeignIdThatWasFoundIsSeen() {
    world.calls.set(3, answered(world.calls.get(3), "found"));

    assertThat(world.shouting()).containsExactly(REFUSED);
  }

  private static Call answered(Call call, String answer) {
    return new Call(
        call.number(),
        call.tenant(),
        call.caller(),
        call.rpc(),
        call.key(),
        call.request(),
        Outcome.DONE,
        "",
        answer,
        call.expected(),
        0,
        1,
        List.of());
  }

  @Test
  void anErrorThatNobodyForesawIsSeen() {
    Call call = world.calls.getFirst();
    world.calls.add(
        new Call(
            9,
            call.tenant(),
            call.caller(),
            "SetPrice",
            "",
            "asked",
            Outcome.UNKNOWN,
            "INTERNAL",
            "",
            "",
            0,
            1,
            List.of("INTERNAL")));

    assertThat(world.shouting()).containsExactly(FORESEEN);
  }

  @Test
  void moneyAtTheGatewayThatNobodyHasIsSeen() {
    world.gateway.add(new GatewayRow("gateway-a2", "settlement", 500, 0));

    assertThat(world.shouting()).containsExactly(GATEWAY);
  }

  @Test
  void moneyThatTheGatewayGaveBackIsMissed() {
    world.gateway.set(0, new GatewayRow("gateway", "refund", 500, 500));

    assertThat(world.shouting()).containsExactly(GATEWAY);
  }

  @Test
  void aRowOfAnotherTenantIsSeen() {
    world.foreign.add("sales.sales_order.location_id of one tenant holds an id of another");

    assertThat(world.shouting()).containsExactly(TENANTS);
  }

  @Test
  void whatDoesNotComeToRestIsSeen() {
    world.restless.add("refunds are not made: 1");

    assertThat(world.shouting()).containsExactly(REST);
  }
}
