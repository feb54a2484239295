package id.laris.torture.check;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.torture.check.SystemState.EventRow;
import id.laris.torture.check.SystemState.GatewayRow;
import id.laris.torture.check.SystemState.LevelRow;
import id.laris.torture.check.SystemState.ReservationRow;
import id.laris.torture.history.Call;
import id.laris.torture.history.Outcome;
import id.laris.torture.history.SeenEvent;
import id.laris.torture.history.StockStep;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same for stock, events, answers, the gateway and tenants. */
class StockAndEventChecksCanFailTest {

  private static final String LEDGER = "stock is the sum of its movements";
  private static final String MOVEMENTS = "stock moves only as requested";
  private static final String OVERSELLING = "no overselling";
  private static final String EVENTS = "events once, and in order";
  private static final String LISTENERS = "listeners saw each event once";
  private static final String KEYS = "same key, same answer";
  private static final String REFUSED = "ids of other tenants are not found";
  private static final String INTERNAL = "no INTERNAL errors";
  private static final String GATEWAY = "the gateway's money is in the state";
  private static final String TENANTS = "tenants are isolated";
  private static final String SETTLED = "all work settles";

  private final SmallWorld world = new SmallWorld();

  @Test
  void aLostMovementIsMissed() {
    world.movements.removeLast();

    assertThat(world.failing()).containsExactly(LEDGER, MOVEMENTS);
  }

  @Test
  void aWrongLevelIsSeen() {
    world.levels.set(
        0, new LevelRow(SmallWorld.TENANT, SmallWorld.SHOP, SmallWorld.COFFEE, 8, 0, 0, 0));

    assertThat(world.failing()).containsExactly(LEDGER);
  }

  @Test
  void movementsThatBeginWhereNoneEndedAreSeen() {
    world.movements.set(2, SmallWorld.movement("order 2", "SALE", -1, 9, 8));

    assertThat(world.failing()).containsExactly(LEDGER);
  }

  @Test
  void aDeliveryThatMovedTwiceIsSeen() {
    world.movements.add(SmallWorld.movement("delivery", "RECEIPT", 10, 7, 17));
    world.levels.set(
        0, new LevelRow(SmallWorld.TENANT, SmallWorld.SHOP, SmallWorld.COFFEE, 17, 0, 0, 0));

    assertThat(world.failing()).containsExactly(MOVEMENTS);
  }

  @Test
  void aRefusedDeliveryThatMovedIsSeenAndOneWithoutAnAnswerMayHave() {
    StockStep asked = world.steps.getFirst();
    world.steps.set(0, withOutcome(asked, Outcome.UNKNOWN));
    assertThat(world.failing()).isEmpty();

    world.steps.set(0, withOutcome(asked, Outcome.REFUSED));
    assertThat(world.failing()).containsExactly(MOVEMENTS);
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

    assertThat(world.failing()).containsExactly(OVERSELLING);
  }

  @Test
  void whatIsReservedForNobodyIsSeen() {
    world.levels.set(
        0, new LevelRow(SmallWorld.TENANT, SmallWorld.SHOP, SmallWorld.COFFEE, 7, 1, 0, 0));

    assertThat(world.failing()).containsExactly(OVERSELLING);
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
            3,
            world.events.size() + 1));
    world.seen.add(
        new SeenEvent(
            event.tenant(), "suite", 99, "another", event.type(), "Order", event.aggregateId(), 3));

    assertThat(world.failing()).containsExactly(EVENTS);
  }

  @Test
  void aGapInTheNumbersOfEventsIsSeen() {
    EventRow event = world.events.removeLast();
    world.events.add(
        new EventRow(
            event.tenant(),
            event.schema(),
            event.id(),
            event.type(),
            event.aggregateType(),
            event.aggregateId(),
            event.sequence(),
            event.number() + 1));

    assertThat(world.failing()).containsExactly(EVENTS);
  }

  @Test
  void aLostEventIsMissed() {
    world.events.remove(1);
    world.seen.remove(1);

    assertThat(world.failing()).containsExactly(EVENTS);
  }

  @Test
  void anEventThatNobodySawIsSeen() {
    world.seen.removeLast();

    assertThat(world.failing()).containsExactly(LISTENERS);
  }

  @Test
  void anEventThatWasSeenTwiceIsSeen() {
    SeenEvent event = world.seen.getLast();
    world.seen.add(
        new SeenEvent(
            event.tenant(),
            "suite",
            99,
            event.id(),
            event.type(),
            "Order",
            event.aggregateId(),
            3));

    assertThat(world.failing()).containsExactly(LISTENERS);
  }

  @Test
  void eventsOfAnAggregateThatWereSeenInAnotherOrderAreSeen() {
    SeenEvent first = world.seen.get(0);
    SeenEvent second = world.seen.get(1);
    world.seen.set(0, placed(second, 0));
    world.seen.set(1, placed(first, 1));

    assertThat(world.failing()).containsExactly(LISTENERS);
  }

  private static SeenEvent placed(SeenEvent event, int place) {
    return new SeenEvent(
        event.tenant(),
        event.feed(),
        place,
        event.id(),
        event.type(),
        event.aggregateType(),
        event.aggregateId(),
        event.sequence());
  }

  @Test
  void anotherAnswerToTheSameKeyIsSeen() {
    world.calls.set(1, answered(world.calls.get(1), "another"));

    assertThat(world.failing()).containsExactly(KEYS);
  }

  @Test
  void anAnswerToAnotherRequestUnderTheSameKeyIsSeen() {
    world.calls.set(2, answered(world.calls.get(2), "answered"));

    assertThat(world.failing()).containsExactly(KEYS);
  }

  @Test
  void aForeignIdThatWasFoundIsSeen() {
    world.calls.set(3, answered(world.calls.get(3), "found"));

    assertThat(world.failing()).containsExactly(REFUSED);
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

    assertThat(world.failing()).containsExactly(INTERNAL);
  }

  @Test
  void moneyAtTheGatewayThatNobodyHasIsSeen() {
    world.gateway.add(new GatewayRow("gateway-a2", "settlement", 500, 0));

    assertThat(world.failing()).containsExactly(GATEWAY);
  }

  @Test
  void moneyThatTheGatewayGaveBackIsMissed() {
    world.gateway.set(0, new GatewayRow("gateway", "refund", 500, 500));

    assertThat(world.failing()).containsExactly(GATEWAY);
  }

  @Test
  void aRowOfAnotherTenantIsSeen() {
    world.foreign.add("sales.sales_order.location_id of one tenant holds an id of another");

    assertThat(world.failing()).containsExactly(TENANTS);
  }

  @Test
  void whatDoesNotComeToRestIsSeen() {
    world.unsettled.add("refunds are not made: 1");

    assertThat(world.failing()).containsExactly(SETTLED);
  }
}
