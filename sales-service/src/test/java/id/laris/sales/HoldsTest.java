package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuotedItem;
import id.laris.sales.FakeHolder.Behaviour;
import id.laris.sales.hold.Claim;
import id.laris.sales.hold.HoldKey;
import id.laris.sales.hold.Holds;
import id.laris.sales.hold.OrderHolds;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderItem;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import id.laris.sales.quote.ItemNames;
import id.laris.sales.stock.StockHolder;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One order needs holds of two holders: it gets both, or neither holds anything for it. */
@SalesTest
class HoldsTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeInventory inventory;
  @Autowired FakeHolder points;
  @Autowired FakeClock clock;
  @Autowired Jobs jobs;
  @Autowired DatabaseSettings database;
  @Autowired OrderHolds holds;
  @Autowired StockHolder stock;
  @Autowired Orders orders;
  @Autowired Reads reads;
  @Autowired Writes writes;
  @Autowired JdbcClient jdbc;

  private final UUID tenant = UUID.randomUUID();
  private StockRoom room;
  private String tea;
  private UUID draft;

  @BeforeEach
  void aDraftThatTakesStock() {
    Till till = new Till(calls.as(tenant));
    room = new StockRoom(inventory, jobs, clock, database, tenant, till);
    tea = catalog.sellFromStock("Tea", 1_200_000);
    room.put(tea, 10);
    room.restoreConnection();
    id.laris.pos.v1.Order order =
        till.sales()
            .createOrder(CreateOrderRequest.newBuilder().setLocationId(room.location()).build())
            .getOrder();
    draft = UUID.fromString(till.add(order, tea, 2).getId());
  }

  @AfterEach
  void stockIsWhatOpenOrdersNeed() {
    points.behave(Behaviour.ANSWER);
    room.settle();
    clock.set(FakeClock.START);
  }

  @Test
  void bothAreHandedOverToTheOrderThatIsStored() {
    asService(() -> finalizeOrder(true));

    Order open = stored();
    HoldKey key = new HoldKey(draft, open.stockHold().revision());
    assertThat(points.handedOver()).containsEntry(draft, key);
    clock.advance(Duration.ofSeconds(4));
    room.runJobs();
    assertThat(points.held()).containsEntry(draft, new FakeHolder.Held(key, 50));
    assertThat(room.available(tea)).isEqualTo(8);
  }

  @Test
  void aSecondHolderThatRefusesGivesTheFirstBackAtOnce() {
    points.behave(Behaviour.REFUSE);

    assertThatThrownBy(() -> asService(() -> finalizeOrder(true)))
        .isInstanceOf(StatusRuntimeException.class);

    assertThat(room.available(tea)).isEqualTo(10);
    assertThat(room.intents()).isEmpty();
    assertThat(points.handedOver()).doesNotContainKey(draft);
  }

  @Test
  void whatCannotBeStoredIsGivenBackByBoth() {
    assertThatThrownBy(
            () ->
                asService(
                    () ->
                        hold(
                            true,
                            order -> {
                              throw new IllegalStateException("not stored, on behalf of a test");
                            })))
        .hasMessageContaining("on behalf of a test");

    assertNothingIsHeld();
  }

  @Test
  void theJobGivesBothBackWhereTheAnswerOfTheSecondIsLost() {
    points.behave(Behaviour.LOSE_ANSWERS);

    assertThatThrownBy(() -> asService(() -> finalizeOrder(true))).isInstanceOf(PosException.class);

    assertThat(points.held()).containsKey(draft);
    assertThat(room.available(tea)).isEqualTo(8);
    assertThat(room.intents()).singleElement().asString().contains("points", "stock", "true");
    points.behave(Behaviour.ANSWER);
    room.runJobs();
    assertNothingIsHeld();
  }

  @Test
  void theJobGivesBothBackWhereTheProcessDiedBeforeTheOrderWasStored() {
    // The block does not end, as in a process that dies.
    asService(() -> begin(true).take());
    assertThat(points.held()).containsKey(draft);

    room.runJobs();
    assertThat(room.available(tea)).as("it may be only slow").isEqualTo(8);
    clock.advance(Duration.ofSeconds(4));
    room.runJobs();

    assertNothingIsHeld();
  }

  @Test
  void aHolderThatIsDownKeepsTheNoteAndStopsNoOtherFromGivingBack() {
    asService(() -> begin(true).take());
    clock.advance(Duration.ofSeconds(4));
    points.behave(Behaviour.BE_DOWN);

    room.runJobs();

    assertThat(room.available(tea)).isEqualTo(10);
    assertThat(room.intents()).hasSize(1);
    points.behave(Behaviour.ANSWER);
    room.runJobs();
    assertNothingIsHeld();
  }

  @Test
  void attemptsThatCannotBeReleasedDoNotKeepBackYoungerOnes() {
    asService(
        () ->
            writes.run(
                () ->
                    jdbc.sql(
                            """
                            insert into sales.stock_intent (tenant_id, order_id, asked_at, holders)
                            select ?, gen_random_uuid(), ?, '{nobody}' from generate_series(1, 150)
                            """)
                        .params(tenant, clock.instant().atOffset(ZoneOffset.UTC))
                        .update()));
    clock.advance(Duration.ofSeconds(4));
    asService(() -> begin(true).take());
    clock.advance(Duration.ofSeconds(4));

    room.runJobs();
    clock.advance(Duration.ofSeconds(4));
    room.runJobs();

    assertThat(points.held()).doesNotContainKey(draft);
    assertThat(room.available(tea)).isEqualTo(10);
    assertThat(room.intents()).hasSize(150).noneMatch(note -> note.contains(draft.toString()));
    asService(() -> writes.run(() -> jdbc.sql("delete from sales.stock_intent").update()));
  }

  @Test
  void anAttemptGivesBackWhatTheOneBeforeHeldAndItDoesNotNeed() {
    points.behave(Behaviour.LOSE_ANSWERS);
    assertThatThrownBy(() -> asService(() -> finalizeOrder(true))).isInstanceOf(PosException.class);
    points.behave(Behaviour.ANSWER);
    assertThat(points.held()).containsKey(draft);

    asService(() -> finalizeOrder(false));

    assertThat(points.held()).doesNotContainKey(draft);
    assertThat(stored().stockHold().revision()).isPositive();
    assertThat(room.available(tea)).isEqualTo(8);
  }

  private void assertNothingIsHeld() {
    assertThat(points.held()).doesNotContainKey(draft);
    assertThat(room.available(tea)).isEqualTo(10);
    assertThat(room.intents()).isEmpty();
  }

  private void finalizeOrder(boolean withPoints) {
    hold(withPoints, order -> order.finalizePrices(clock.instant()));
  }

  private void hold(boolean withPoints, Consumer<Order> change) {
    try (Holds held = begin(withPoints)) {
      held.take();
      writes.run(
          () -> {
            Order order = orders.locked(draft);
            change.accept(order);
            held.handOver(order);
            orders.update(order);
            return order;
          });
    }
  }

  private Holds begin(boolean withPoints) {
    Order order = stored();
    QuoteItemsResponse.Builder quote = QuoteItemsResponse.newBuilder();
    for (OrderItem item : order.items()) {
      quote.addItems(
          QuotedItem.newBuilder()
              .addAllStockUses(item.stockUses().stream().map(OrderProtos::toProto).toList()));
    }
    List<Claim<?>> claims = new ArrayList<>(stock.claims(order, quote.build(), ItemNames.STORED));
    if (withPoints) {
      claims.add(new Claim<>(points, 50L));
    }
    return holds.begin(draft, claims, () -> true);
  }

  private Order stored() {
    return jobs.background()
        .call(tenant, SalesModule.SERVICE, "test", () -> reads.run(() -> orders.get(draft)));
  }

  private void asService(Runnable work) {
    jobs.background().run(tenant, SalesModule.SERVICE, "test", work);
  }
}
