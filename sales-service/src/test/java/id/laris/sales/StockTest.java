package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.ReserveStockRequest;
import id.laris.pos.v1.SalesSettings;
import id.laris.pos.v1.StockLine;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Stock is held for an order from before it is OPEN: never without an order, and never too little,
 * whatever fails in between. At the end of each test the held stock is what OPEN orders need.
 */
@SalesTest
class StockTest {

  private static final long PRICE = 1_200_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeInventory inventory;
  @Autowired FakeClock clock;
  @Autowired Jobs jobs;
  @Autowired DatabaseSettings database;

  private final UUID tenant = UUID.randomUUID();
  private Till till;
  private StockRoom room;
  private String tea;

  @BeforeEach
  void newTenant() {
    till = new Till(calls.as(tenant));
    room = new StockRoom(inventory, jobs, clock, database, tenant, till);
    tea = catalog.sellFromStock("Tea", PRICE);
    room.put(tea, 10);
    room.restoreConnection();
  }

  @AfterEach
  void whatIsHeldIsWhatOpenOrdersNeed() {
    room.settle();
    clock.set(FakeClock.START);
  }

  @Test
  void anOpenOrderHoldsWhatItTakes() {
    String sugar = UUID.randomUUID().toString();
    room.put(sugar, 100);
    String set =
        catalog.sell(
            "Set",
            PRICE,
            sold ->
                sold.addStockUses(FakeCatalog.uses(tea, 2))
                    .addStockUses(FakeCatalog.uses(sugar, 5)));
    Order draft = till.add(till.add(draft(tea, 1), set, 2), catalog.sell("Service", PRICE), 1);
    assertThat(draft.hasStockReservedUntil()).isFalse();
    assertThat(room.held()).isEmpty();

    Order open = till.finalizeOrder(draft);

    assertThat(room.heldBy(open).lines()).isEqualTo(Map.of(tea, 5L, sugar, 10L));
    assertThat(room.heldBy(open).revision()).isEqualTo(open.getStockRevision());
    assertThat(open.getStockRevision()).isPositive();
    assertThat(Timestamps.toMillis(open.getStockReservedUntil()))
        .isEqualTo(clock.instant().plus(Duration.ofHours(24)).toEpochMilli());
    assertThat(open.getItems(1).getStockUsesList()).containsExactly(line(tea, 4), line(sugar, 10));
    assertThat(open.getItems(2).getStockUsesList()).isEmpty();
    assertThat(till.get(open)).isEqualTo(open);
    assertThat(till.finalizeOrder(open)).isEqualTo(open);
  }

  @Test
  void anOrderWithoutALocationOrWithoutStockAsksNothing() {
    int asked = inventory.reservationCalls();

    Order nowhere = till.open(tea, 100);
    Order uncounted = till.finalizeOrder(draft(catalog.sell("Service", PRICE), 1));

    assertThat(inventory.reservationCalls()).isEqualTo(asked);
    assertThat(nowhere.getItems(0).getStockUsesList()).isEmpty();
    assertThat(List.of(nowhere, uncounted))
        .allSatisfy(
            order -> {
              assertThat(order.getStockRevision()).isZero();
              assertThat(order.hasStockReservedUntil()).isFalse();
            });
  }

  @Test
  void theItemThatIsShortIsNamedByItsPathWhateverItIsMadeOf() {
    String set = catalog.sell("Set", PRICE, sold -> sold.addStockUses(FakeCatalog.uses(tea, 4)));
    Order draft = till.add(till.add(draft(catalog.sell("Service", PRICE), 1), tea, 7), set, 1);

    Refusal refusal = Refusal.of(() -> till.finalizeOrder(draft)).has(Reason.INSUFFICIENT_STOCK);

    assertThat(refusal.fields()).containsExactly("order_id");
    refusal.saying("order_id: line 3: ").with("item_index", 2);
    assertThat(
            Refusal.of(
                    () ->
                        till.sales().checkout(sale(11).addPayments(Sales.cash(11 * PRICE)).build()))
                .has(Reason.INSUFFICIENT_STOCK)
                .fields())
        .containsExactly("items[0].quantity");
  }

  @Test
  void itemsThatTakeTooMuchOfAVariantTogetherAreNamedByTheirPath() {
    List<NewOrderItem> items =
        Stream.of("Sack", "Lorry", "Ship").map(name -> Sales.item(usingMuchTea(name), 1)).toList();

    assertThat(
            Refusal.of(
                    () ->
                        till.sales()
                            .checkout(
                                CheckoutRequest.newBuilder()
                                    .setLocationId(room.location())
                                    .addAllItems(items)
                                    .build()))
                .has(Reason.VALIDATION_FAILED)
                .fields())
        .containsExactly("items[1].quantity", "items[2].quantity");

    Order draft = till.add(draft(items.get(0).getVariantId(), 1), items.get(1).getVariantId(), 1);
    assertThat(
            Refusal.of(() -> till.finalizeOrder(draft))
                .has(Reason.VALIDATION_FAILED)
                .with("item_index", 1)
                .fields())
        .containsExactly("order_id");
  }

  private String usingMuchTea(String name) {
    return catalog.sell(
        name, PRICE, sold -> sold.addStockUses(FakeCatalog.uses(tea, 600_000_000_000L)));
  }

  @Test
  void anotherRefusalOfInventoryNamesNoFieldOfItsRequest() {
    String everything =
        catalog.sell(
            "Everything",
            PRICE,
            sold ->
                sold.addAllStockUses(
                    IntStream.rangeClosed(0, 5_000)
                        .mapToObj(i -> line(UUID.randomUUID().toString(), 1))
                        .toList()));

    assertThat(
            Refusal.of(
                    () ->
                        till.sales()
                            .checkout(
                                Sales.sale(Sales.item(everything, 1))
                                    .setLocationId(room.location())
                                    .build()))
                .has(Reason.VALIDATION_FAILED)
                .fields())
        .isEmpty();
  }

  @Test
  void anOrderThatIsShortOfStockStaysADraftAndTheRefusalSaysOfWhat() {
    Order draft = draft(tea, 11);

    Refusal refusal =
        Refusal.of(() -> till.finalizeOrder(draft))
            .has(Reason.INSUFFICIENT_STOCK)
            .with("variant_id", tea)
            .with("requested", 11)
            .with("available", 10);

    assertThat(refusal.fields()).containsExactly("order_id");
    assertThat(till.get(draft)).isEqualTo(draft);
    assertThat(room.intents()).isEmpty();
    assertThat(room.available(tea)).isEqualTo(10);
    refusedSale(sale(11).addPayments(Sales.cash(11 * PRICE)), Reason.INSUFFICIENT_STOCK);
  }

  @Test
  void ofManyOrdersForTheLastPieceOneGetsIt() {
    room.put(tea, 1);
    List<Order> drafts = IntStream.range(0, 50).mapToObj(i -> draft(tea, 1)).toList();

    var outcomes = Parallel.times(50, i -> till.finalizeOrder(drafts.get(i)));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    assertThat(Parallel.failures(outcomes))
        .hasSize(49)
        .allSatisfy(
            thrown -> Refusal.of((StatusRuntimeException) thrown).has(Reason.INSUFFICIENT_STOCK));
    assertThat(room.intents()).isEmpty();
    assertThat(room.available(tea)).isZero();
  }

  @Test
  void anOrderThatIsFinalizedManyTimesAtOnceIsFinalizedOnce() {
    room.put(tea, 1);
    Order draft = draft(tea, 1);

    var outcomes = Parallel.times(20, i -> till.finalizeOrder(draft));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes)).containsOnly(till.get(draft));
    assertThat(room.intents()).isEmpty();
  }

  @Test
  void anOrderThatWasFinalizedMeanwhileKeepsWhatItHolds() {
    room.put(tea, 1);
    Order draft = draft(tea, 1);
    catalog.beforeNextAnswer(() -> till.finalizeOrder(draft));

    Order open = till.finalizeOrder(draft);

    assertThat(till.get(draft)).isEqualTo(open);
    assertThat(room.heldBy(open).revision()).isEqualTo(open.getStockRevision());
  }

  @Test
  void aSaleThatWasMadeMeanwhileKeepsWhatItHolds() {
    room.put(tea, 1);
    CheckoutRequest request =
        sale(1).setId(UUID.randomUUID().toString()).addPayments(Sales.cash(PRICE)).build();
    catalog.beforeNextAnswer(() -> till.sales().checkout(request));

    Order sold = till.sales().checkout(request).getOrder();

    assertThat(room.heldBy(sold).revision()).isEqualTo(sold.getStockRevision());
  }

  @Test
  void anOrderThatIsVoidedWhileItsStockIsReservedHoldsNothing() {
    Order draft = draft(tea, 1);
    inventory.afterNextReservation(() -> till.voidOrder(draft));

    Refusal.of(() -> till.finalizeOrder(draft)).has(Reason.ORDER_VOIDED);

    assertThat(room.available(tea)).isEqualTo(10);
    assertThat(room.intents()).isEmpty();
  }

  @Test
  void aLineThatIsAddedWhileStockIsReservedIsHeldToo() {
    Order draft = draft(tea, 1);
    inventory.afterNextReservation(() -> till.add(draft, tea, 2));

    Order open = till.finalizeOrder(draft);

    assertThat(open.getItemsList()).hasSize(2);
    assertThat(room.heldBy(open).lines()).isEqualTo(Map.of(tea, 3L));
  }

  @Test
  void aVersionThatIsOvertakenWhileStockIsReservedIsRefusedAndHoldsNothing() {
    Order draft = draft(tea, 1);
    inventory.afterNextReservation(() -> till.add(draft, tea, 2));

    Refusal.of(
            () ->
                till.sales()
                    .finalizeOrder(
                        FinalizeOrderRequest.newBuilder()
                            .setOrderId(draft.getId())
                            .setVersion(draft.getVersion())
                            .build()))
        .has(Reason.VERSION_CONFLICT);
    assertThat(room.available(tea)).isEqualTo(10);
    assertThat(room.intents()).isEmpty();
  }

  @Test
  void aReplyThatIsLostOnceIsAskedForAgain() {
    Order draft = draft(tea, 1);
    inventory.loseReplies(1);

    assertThat(till.finalizeOrder(draft).getStatus()).isEqualTo(Order.Status.OPEN);
    assertThat(room.available(tea)).isEqualTo(9);
  }

  @Test
  void anOutcomeThatIsNotKnownIsReleasedByTheJob() {
    Order draft = draft(tea, 1);
    inventory.loseReplies(3);

    Refusal refusal = Refusal.of(() -> till.finalizeOrder(draft)).has(Reason.UNAVAILABLE);

    assertThat(refusal.saysWhenToRetry()).isTrue();
    assertThat(room.available(tea)).as("reserved, and nobody knows").isEqualTo(9);
    assertThat(till.get(draft)).isEqualTo(draft);
    room.runJobs();
    assertThat(room.available(tea)).isEqualTo(10);
    assertThat(room.intents()).isEmpty();
  }

  @Test
  void aRetryAfterAnUnknownOutcomeSimplyWorks() {
    room.put(tea, 1);
    Order draft = draft(tea, 1);
    inventory.loseReplies(3);
    Refusal.of(() -> till.finalizeOrder(draft)).has(Reason.UNAVAILABLE);

    Order open = till.finalizeOrder(draft);
    room.runJobs();

    assertThat(open.getStatus()).isEqualTo(Order.Status.OPEN);
    assertThat(room.available(tea)).isZero();
  }

  @Test
  void whileInventoryIsDownOrdersWithStockStayDraftsAndOpenOnesAreSold() {
    Order open = till.finalizeOrder(draft(tea, 1));
    Order draft = draft(tea, 1);

    inventory.whileDown(
        () -> {
          Refusal.of(() -> till.finalizeOrder(draft)).has(Reason.UNAVAILABLE);
          assertThat(till.complete(till.pay(open, PRICE)).getStatus())
              .isEqualTo(Order.Status.COMPLETED);
        });
    assertThat(till.get(draft)).isEqualTo(draft);
    room.applyEvents();
    assertThat(room.onHand(tea)).isEqualTo(9);
  }

  @Test
  void whatCannotBeStoredGivesItsStockBack() {
    Till cashier = new Till(calls.as(tenant, "sales.read sales.write sales.settings"));
    Order draft = cashier.percentOff(draft(tea, 1), 100_000);
    cashier.set(SalesSettings.newBuilder().setDiscountLimitPpm(1).build(), "discount_limit_ppm");

    Refusal.of(() -> cashier.finalizeOrder(draft)).has(Reason.DISCOUNT_TOO_HIGH);

    assertThat(room.available(tea)).isEqualTo(10);
    assertThat(room.intents()).isEmpty();
  }

  @Test
  void whatCannotBeGivenBackAtOnceIsGivenBackByTheJob() {
    inventory.afterNextReservation(inventory::goDown);
    refusedSale(sale(1), Reason.INSUFFICIENT_PAYMENT);

    assertThat(room.available(tea)).isEqualTo(9);
    assertThat(room.intents()).hasSize(1);
    inventory.comeUp();
    room.runJobs();
    assertThat(room.available(tea)).isEqualTo(10);
  }

  @Test
  void anOrderThatIsFinalizedSlowlyIsNotStoredWithoutItsStock() {
    Order draft = draft(tea, 1);
    inventory.afterNextReservation(
        () -> {
          clock.advance(Duration.ofSeconds(4));
          room.runJobs();
          assertThat(room.available(tea)).isEqualTo(10);
        });

    Order open = till.finalizeOrder(draft);

    assertThat(open.getStatus()).isEqualTo(Order.Status.OPEN);
    assertThat(room.available(tea)).isEqualTo(9);
  }

  @Test
  void anAttemptThatIsBeingReleasedIsNotStoredAnyMore() throws InterruptedException {
    Order draft = draft(tea, 1);
    CountDownLatch releasing = new CountDownLatch(1);
    CountDownLatch stored = new CountDownLatch(1);
    List<Thread> job = new ArrayList<>();
    inventory.beforeNextRelease(
        () -> {
          releasing.countDown();
          await(stored);
        });
    inventory.afterNextReservation(
        () -> {
          clock.advance(Duration.ofSeconds(4));
          job.add(Thread.ofVirtual().start(room::runJobs));
          await(releasing);
        });

    Order open = till.finalizeOrder(draft);
    stored.countDown();
    job.getFirst().join();

    assertThat(open.getStatus()).isEqualTo(Order.Status.OPEN);
    assertThat(room.heldBy(open).revision()).isEqualTo(open.getStockRevision());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theJobLeavesAloneWhatIsUnderWay() {
    Order draft = draft(tea, 1);
    inventory.afterNextReservation(
        () -> {
          clock.advance(Duration.ofSeconds(3));
          room.runJobs();
        });
    int asked = inventory.reservationCalls();

    till.finalizeOrder(draft);

    assertThat(inventory.reservationCalls()).isEqualTo(asked + 1);
    clock.advance(Duration.ofHours(1));
    room.runJobs();
    assertThat(room.available(tea)).isEqualTo(9);
  }

  @Test
  void anAttemptWhoseProcessDiedIsReleasedByTheJobOfAnother() {
    Order draft = draft(tea, 1);
    leaveBehind(draft);

    room.runJobs();
    assertThat(room.available(tea)).as("it may be only slow").isEqualTo(9);
    clock.advance(Duration.ofSeconds(4));
    room.runJobs();
    assertThat(room.available(tea)).isEqualTo(10);
  }

  @Test
  void anAttemptWhoseProcessDiedIsTakenOverByARetry() {
    room.put(tea, 1);
    Order draft = draft(tea, 1);
    leaveBehind(draft);

    Order open = till.finalizeOrder(draft);

    assertThat(open.getStatus()).isEqualTo(Order.Status.OPEN);
    assertThat(room.available(tea)).isZero();
  }

  @Test
  void anAttemptOfATenantWithoutAnyEventIsFoundByTheJob() {
    Order draft = draft(tea, 1);
    inventory.loseReplies(3);
    Refusal.of(() -> till.finalizeOrder(draft)).has(Reason.UNAVAILABLE);

    assertThat(
            Database.query(
                database,
                "select tenant from sales.known_tenant where tenant = '%s'".formatted(tenant),
                row -> row.getString(1)))
        .hasSize(1);
  }

  @Test
  void aReopenedOrderGivesItsStockBackAndMayTakeItAgainAtOnce() {
    room.put(tea, 1);
    Order open = till.finalizeOrder(draft(tea, 1));
    Order reopened = till.reopen(open);
    assertThat(reopened.hasStockReservedUntil()).isFalse();
    assertThat(reopened.getStockRevision()).isEqualTo(open.getStockRevision());

    Order again = till.finalizeOrder(reopened);
    room.applyEvents();

    assertThat(again.getStockRevision()).isGreaterThan(open.getStockRevision());
    assertThat(room.held()).containsOnlyKeys(again.getId());
    till.reopen(again);
    room.applyEvents();
    assertThat(room.available(tea)).isEqualTo(1);
  }

  @Test
  void aVoidedOrderGivesItsStockBackAndACompletedOneHasSoldIt() {
    Order voided = till.finalizeOrder(draft(tea, 2));
    Order sold = till.finalizeOrder(draft(tea, 3));
    assertThat(room.available(tea)).isEqualTo(5);

    assertThat(till.voidOrder(voided).hasStockReservedUntil()).isFalse();
    Order completed = till.complete(till.pay(sold, 3 * PRICE));
    room.applyEvents();

    assertThat(completed.hasStockReservedUntil()).isFalse();
    assertThat(completed.getStockRevision()).isEqualTo(sold.getStockRevision());
    assertThat(room.onHand(tea)).isEqualTo(7);
    assertThat(room.available(tea)).isEqualTo(7);
  }

  @Test
  void aCheckoutSellsItsStock() {
    Order sold =
        till.sales().checkout(sale(2).addPayments(Sales.cash(2 * PRICE)).build()).getOrder();

    assertThat(sold.getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(sold.getStockRevision()).isPositive();
    assertThat(room.intents()).isEmpty();
    room.applyEvents();
    assertThat(room.onHand(tea)).isEqualTo(8);
    assertThat(room.available(tea)).isEqualTo(8);
  }

  @Test
  void aCheckoutThatIsRefusedGivesItsStockBack() {
    refusedSale(sale(1).addPayments(Sales.cash(PRICE - 100)), Reason.INSUFFICIENT_PAYMENT);
    refusedSale(
        sale(1).addPayments(Sales.tender(Payment.Type.CARD, PRICE + 100)),
        Reason.PAYMENT_EXCEEDS_BALANCE);

    assertThat(room.available(tea)).isEqualTo(10);
    assertThat(room.intents()).isEmpty();
  }

  @Test
  void aCheckoutThatIsRepeatedWithItsIdSellsOnce() {
    room.put(tea, 1);
    CheckoutRequest request =
        sale(1).setId(UUID.randomUUID().toString()).addPayments(Sales.cash(PRICE)).build();

    var outcomes = Parallel.times(20, i -> till.sales().checkout(request).getOrder());

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
    room.applyEvents();
    assertThat(room.onHand(tea)).isZero();
    int asked = inventory.reservationCalls();
    till.sales().checkout(request);
    assertThat(inventory.reservationCalls()).isEqualTo(asked);
  }

  @Test
  void aCheckoutThatIsRepeatedUnderItsKeySellsOnce() {
    room.put(tea, 1);
    Till withKey = new Till(calls.as(tenant, UUID.randomUUID()));
    CheckoutRequest request = sale(1).addPayments(Sales.cash(PRICE)).build();

    var outcomes = Parallel.times(20, i -> withKey.sales().checkout(request).getOrder());

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
    room.applyEvents();
    assertThat(room.onHand(tea)).isZero();
  }

  @Test
  void aCallThatFindsTheAnswerOfAnotherWhenItStoresGivesItsStockBack() {
    Till withKey = new Till(calls.as(tenant, UUID.randomUUID()));
    CheckoutRequest request = sale(1).addPayments(Sales.cash(PRICE)).build();
    List<Order> first = new ArrayList<>();
    inventory.afterNextReservation(
        () -> {
          forgetWhoseAttemptsTheyAre();
          first.add(withKey.sales().checkout(request).getOrder());
        });

    assertThat(withKey.sales().checkout(request).getOrder()).isEqualTo(first.getFirst());

    room.applyEvents();
    assertThat(room.intents()).isEmpty();
    assertThat(room.available(tea)).isEqualTo(9);
  }

  /** This is the case that the wait for the first of two calls with one key took too long. */
  private void forgetWhoseAttemptsTheyAre() {
    Database.execute(
        database,
        "update sales.stock_intent set call_key = null where tenant_id = '%s'".formatted(tenant));
  }

  @Test
  void aCheckoutUnderAKeyWhoseFirstCallDiedIsSoldByTheSecond() {
    UUID key = UUID.randomUUID();
    Order other = draft(tea, 1);
    leaveBehind(other);
    Database.execute(
        database,
        "update sales.stock_intent set call_key = 'Checkout %s' where order_id = '%s'"
            .formatted(key, other.getId()));

    Order sold =
        new Till(calls.as(tenant, key))
            .sales()
            .checkout(sale(1).addPayments(Sales.cash(PRICE)).build())
            .getOrder();

    assertThat(sold.getStatus()).isEqualTo(Order.Status.COMPLETED);
  }

  @Test
  void aLocationThatIsGoneBeforeItsStockIsReservedIsRefused() {
    Order draft = draft(tea, 1);
    Database.execute(
        database,
        "update sales.sales_order set location_id = '%s', version = version + 1 where id = '%s'"
            .formatted(UUID.randomUUID(), draft.getId()));

    Refusal.of(() -> till.finalizeOrder(draft)).has(Reason.LOCATION_NOT_FOUND);
  }

  /**
   * Leaves the state of a process that died after the reservation: the note and the reservation.
   */
  private void leaveBehind(Order draft) {
    Database.execute(
        database,
        "insert into sales.known_tenant (tenant) values ('%s') on conflict do nothing"
            .formatted(tenant));
    Database.execute(
        database,
        "insert into sales.stock_intent (tenant_id, order_id, asked_at) values ('%s', '%s', '%s')"
            .formatted(tenant, draft.getId(), clock.instant()));
    long revision =
        Database.query(
                database,
                "select revision from sales.stock_intent where order_id = '%s'"
                    .formatted(draft.getId()),
                row -> row.getLong(1))
            .getFirst();
    inventory
        .stock()
        .reserve(
            ReserveStockRequest.newBuilder()
                .setReference(draft.getId())
                .setLocationId(room.location())
                .addLines(line(tea, 1))
                .setRevision(revision)
                .setExpiresAt(Protos.timestamp(clock.instant().plus(Duration.ofHours(24))))
                .build());
  }

  private Order draft(String variantId, long quantity) {
    Order order =
        till.sales()
            .createOrder(CreateOrderRequest.newBuilder().setLocationId(room.location()).build())
            .getOrder();
    return till.add(order, variantId, quantity);
  }

  private CheckoutRequest.Builder sale(long quantity) {
    return Sales.sale(Sales.item(tea, quantity)).setLocationId(room.location());
  }

  private void refusedSale(CheckoutRequest.Builder sale, Reason reason) {
    Refusal.of(() -> till.sales().checkout(sale.build())).has(reason);
  }

  private static StockLine line(String variantId, long quantity) {
    return FakeCatalog.uses(variantId, quantity);
  }
}
