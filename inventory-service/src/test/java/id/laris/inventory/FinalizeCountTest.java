package id.laris.inventory;

import static id.laris.inventory.Stocktaker.line;
import static id.laris.inventory.Stocktaker.time;
import static id.laris.inventory.Warehouse.adjustment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.laris.common.background.Background;
import id.laris.common.db.Writes;
import id.laris.common.errors.Reason;
import id.laris.inventory.stock.Change;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.StockLedger;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.CommitReservationRequest;
import id.laris.pos.v1.CountLine;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.StockCount;
import id.laris.pos.v1.StockCount.Scope;
import id.laris.pos.v1.StockCount.Status;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.StockMovement;
import id.laris.pos.v1.StockReservation;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The books become what was counted, and keep what has happened since. */
@InventoryTest
class FinalizeCountTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeClock clock;
  @Autowired SqlStatements statements;
  @Autowired Background background;
  @Autowired Writes writes;
  @Autowired StockLedger ledger;

  private final List<StockReservation> reservations = new ArrayList<>();
  private UUID tenantId;
  private Warehouse warehouse;
  private Stocktaker stocktaker;
  private Location shop;
  private String cup;
  private String plate;

  @BeforeEach
  void newTenant() {
    tenantId = UUID.randomUUID();
    warehouse = new Warehouse(calls.as(tenantId));
    stocktaker = new Stocktaker(warehouse);
    shop = warehouse.location();
    cup = catalog.variant();
    plate = catalog.variant();
  }

  @AfterEach
  void theBooksAreRight() {
    Bookkeeping.isRight(
        warehouse,
        reservations.stream()
            .map(reservation -> warehouse.reservation(UUID.fromString(reservation.getReference())))
            .toList());
  }

  @Test
  void theBooksBecomeWhatWasCountedByOneMovementAtThatMoment() {
    warehouse.adjust(shop, adjustment(cup, 10).toBuilder().setCost(1_000).build());
    StockCount count = start(Scope.SPOT);
    Instant countedAt = later();
    stocktaker.submit(count, cup, 7);
    later();

    StockCount done = stocktaker.finish(count);

    assertThat(done.getStatus()).isEqualTo(Status.FINALIZED);
    assertThat(done.getFinalizedAt()).isEqualTo(time(clock.instant()));
    assertThat(done.getLineCount()).isEqualTo(1);
    assertThat(done.getLinesList()).hasSize(1);
    assertThat(line(done, cup))
        .returns(7L, CountLine::getCounted)
        .returns(10L, CountLine::getExpected)
        .returns(-3L, CountLine::getVariance)
        .returns(-300L, line -> line.getVarianceValue().getAmount())
        .returns(time(countedAt), CountLine::getCountedAt);
    assertThat(warehouse.level(shop, cup))
        .returns(7L, StockLevel::getOnHand)
        .returns(700L, level -> level.getValue().getAmount())
        .returns(time(countedAt), StockLevel::getCountedAt);
    assertThat(movementsOf(done))
        .singleElement()
        .returns(StockMovement.Type.COUNT, StockMovement::getType)
        .returns("count", StockMovement::getReferenceType)
        .returns(-3L, StockMovement::getQuantity)
        .returns(time(countedAt), StockMovement::getOccurredAt);
    assertThat(stocktaker.get(done)).isEqualTo(done);
  }

  @Test
  void whatWasFoundBesidesIsWorthWhatTheRestHasCostAndWhatWasNeverHereComesIn() {
    warehouse.adjust(shop, adjustment(cup, 10).toBuilder().setCost(1_000).build());
    StockCount count = start(Scope.SPOT);
    stocktaker.submit(count, cup, 12);
    stocktaker.submit(count, plate, 4);

    StockCount done = stocktaker.finish(count);

    assertThat(line(done, cup).getVarianceValue().getAmount()).isEqualTo(200);
    assertThat(warehouse.level(shop, cup).getValue().getAmount()).isEqualTo(1_200);
    assertThat(line(done, plate).getVarianceValue().getAmount()).isZero();
    assertThat(warehouse.level(shop, plate).getOnHand()).isEqualTo(4);
  }

  @Test
  void aSaleBetweenCountingAndFinalizingIsNotLost() {
    warehouse.add(shop, cup, 10);
    StockCount count = start(Scope.SPOT);
    stocktaker.submit(count, cup, 7);
    later();
    sell(cup, 2);

    StockCount done = stocktaker.finish(count);

    assertThat(line(done, cup))
        .returns(10L, CountLine::getExpected)
        .returns(-3L, CountLine::getVariance);
    assertThat(warehouse.level(shop, cup).getOnHand()).isEqualTo(5);
  }

  @Test
  void aSaleFromBeforeTheCountThatIsToldBeforeFinalizingExplainsTheVariance() {
    warehouse.add(shop, cup, 10);
    StockReservation sale = reserve(cup, 3);
    Instant soldAt = later();
    StockCount count = start(Scope.SPOT);
    stocktaker.submit(count, cup, 7);
    assertThat(line(stocktaker.get(count), cup).getVariance()).isEqualTo(-3);
    later();
    commit(sale, soldAt);
    assertThat(line(stocktaker.get(count), cup).getVariance()).isZero();

    StockCount done = stocktaker.finish(count);

    assertThat(line(done, cup)).returns(7L, CountLine::getExpected);
    assertThat(movementsOf(done)).isEmpty();
    assertThat(warehouse.level(shop, cup).getOnHand()).isEqualTo(7);
  }

  @Test
  void whatIsToldLateFromBeforeTheCountChangesNothingAndWhatCameAfterItDoes() {
    warehouse.add(shop, cup, 10);
    StockReservation before = reserve(cup, 3);
    StockReservation after = reserve(cup, 1);
    Instant soldAt = later();
    StockCount count = start(Scope.SPOT);
    Instant countedAt = later();
    stocktaker.submit(count, cup, 7);
    Instant soldAfter = later();
    later();
    stocktaker.finish(count);

    commit(before, soldAt);
    adjustAt(adjustment(cup, 5), soldAt);
    adjustAt(adjustment(cup, -2), soldAt);
    assertThat(warehouse.level(shop, cup))
        .returns(7L, StockLevel::getOnHand)
        .returns(1L, StockLevel::getReserved)
        .returns(time(countedAt), StockLevel::getCountedAt);
    assertThat(warehouse.movements(request -> request.setReferenceId(before.getReference())))
        .extracting(StockMovement::getType, StockMovement::getQuantity)
        .containsExactlyInAnyOrder(
            tuple(StockMovement.Type.SALE, -3L), tuple(StockMovement.Type.BEFORE_COUNT, 3L));

    commit(after, soldAfter);
    assertThat(warehouse.level(shop, cup).getOnHand()).isEqualTo(6);
  }

  @Test
  void ofTwoCountsTheNewerMomentHoldsWhicheverIsFinalizedFirst() {
    warehouse.add(shop, cup, 10);
    StockCount older = start(Scope.SPOT);
    StockCount newer = start(Scope.SPOT);
    stocktaker.submit(older, cup, 9);
    Instant countedAt = later();
    stocktaker.submit(newer, cup, 6);
    later();
    stocktaker.finish(newer);

    assertThat(line(stocktaker.get(older), cup).getVariance()).isZero();
    StockCount done = stocktaker.finish(older);

    assertThat(line(done, cup))
        .returns(9L, CountLine::getCounted)
        .returns(9L, CountLine::getExpected)
        .returns(0L, CountLine::getVariance);
    assertThat(warehouse.level(shop, cup))
        .returns(6L, StockLevel::getOnHand)
        .returns(time(countedAt), StockLevel::getCountedAt);
  }

  @Test
  void aCountOverAnEarlierOneStartsFromWhatThatHasPutRight() {
    warehouse.add(shop, cup, 10);
    StockCount older = start(Scope.SPOT);
    StockCount newer = start(Scope.SPOT);
    stocktaker.submit(older, cup, 9);
    later();
    sell(cup, 1);
    later();
    stocktaker.submit(newer, cup, 6);
    later();
    stocktaker.finish(older);

    StockCount done = stocktaker.finish(newer);

    assertThat(line(done, cup)).returns(8L, CountLine::getExpected);
    assertThat(warehouse.level(shop, cup).getOnHand()).isEqualTo(6);
  }

  @Test
  void ofAllNobodyHasFoundNothingIsLeftButWhatCameInSinceTheStart() {
    String bowl = catalog.variant();
    String spoon = catalog.variant();
    Location other = warehouse.location();
    warehouse.adjust(
        shop,
        adjustment(cup, 10),
        adjustment(plate, 8).toBuilder().setCost(800).build(),
        adjustment(bowl, 5),
        adjustment(spoon, 4));
    warehouse.add(other, plate, 3);
    StockCount count = start(Scope.ALL);
    Instant startedAt = clock.instant();
    later();
    stocktaker.submit(count, cup, 10);
    warehouse.add(shop, bowl, 2);
    sell(spoon, 1);
    later();

    StockCount done = stocktaker.finish(count);

    assertThat(done.getLinesCount()).isEqualTo(4);
    assertThat(line(done, plate))
        .returns(0L, CountLine::getCounted)
        .returns(-8L, CountLine::getVariance)
        .returns(-800L, line -> line.getVarianceValue().getAmount())
        .returns(time(startedAt), CountLine::getCountedAt);
    assertThat(onHand(plate)).isZero();
    assertThat(onHand(cup)).isEqualTo(10);
    assertThat(onHand(bowl)).isEqualTo(2);
    // The one that was sold was there.
    assertThat(line(done, spoon))
        .returns(1L, CountLine::getCounted)
        .returns(4L, CountLine::getExpected);
    assertThat(onHand(spoon)).isZero();
    assertThat(warehouse.level(other, plate).getOnHand()).isEqualTo(3);
  }

  @Test
  void whatAnotherCountHasFoundSinceTheStartIsNotMissing() {
    warehouse.adjust(shop, adjustment(cup, 10), adjustment(plate, 8));
    StockCount all = start(Scope.ALL);
    later();
    StockCount spot = start(Scope.SPOT);
    stocktaker.submit(spot, plate, 6);
    stocktaker.finish(spot);
    stocktaker.submit(all, cup, 10);

    StockCount done = stocktaker.finish(all);

    assertThat(done.getLinesList()).extracting(CountLine::getVariantId).containsExactly(cup);
    assertThat(onHand(plate)).isEqualTo(6);
  }

  @Test
  void ofWhatIsListedNobodyHasFoundNothingIsLeftAndTheRestStays() {
    String bowl = catalog.variant();
    warehouse.adjust(shop, adjustment(cup, 10), adjustment(plate, 8), adjustment(bowl, 5));
    StockCount count = start(Scope.LISTED, cup, plate);
    stocktaker.submit(count, cup, 9);

    stocktaker.finish(count);

    assertThat(List.of(onHand(cup), onHand(plate), onHand(bowl))).containsExactly(9L, 0L, 5L);
  }

  @Test
  void aSpotCountLeavesWhatNobodyCounted() {
    warehouse.adjust(shop, adjustment(cup, 10), adjustment(plate, 8));
    StockCount count = start(Scope.SPOT);
    stocktaker.submit(count, cup, 0);

    stocktaker.finish(count);

    assertThat(onHand(cup)).isZero();
    assertThat(onHand(plate)).isEqualTo(8);
  }

  @Test
  void whatIsPromisedDamagedOrOnItsWayStaysAndLessThanThatMayBeThere() {
    warehouse.add(shop, cup, 10);
    warehouse.adjust(shop, adjustment(cup, -2).toBuilder().setDamaged(true).build());
    expect(cup, 4);
    reserve(cup, 5);
    StockCount count = start(Scope.ALL);
    stocktaker.submit(count, cup, 3);

    stocktaker.finish(count);

    assertThat(warehouse.level(shop, cup))
        .returns(3L, StockLevel::getOnHand)
        .returns(5L, StockLevel::getReserved)
        .returns(-2L, StockLevel::getAvailable)
        .returns(2L, StockLevel::getDamaged)
        .returns(4L, StockLevel::getInTransit);
  }

  @ParameterizedTest
  @EnumSource(names = {"ALL", "LISTED", "SPOT"})
  void aCountOfNothingIsRefused(Scope scope) {
    warehouse.add(shop, cup, 10);
    StockCount count = scope == Scope.LISTED ? start(scope, cup) : start(scope);

    Refusal.of(() -> stocktaker.finish(count))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .with("from", "OPEN")
        .with("to", "FINALIZED");

    assertThat(onHand(cup)).isEqualTo(10);
  }

  @Test
  void finalizingAgainChangesNothing() {
    warehouse.add(shop, cup, 10);
    StockCount count = start(Scope.SPOT);
    stocktaker.submit(count, cup, 7);
    Refusal.of(() -> stocktaker.finish(count, request -> request.setVersion(7)))
        .has(Reason.VERSION_CONFLICT);
    StockCount first = stocktaker.finish(count, request -> request.setVersion(count.getVersion()));
    later();
    sell(cup, 1);

    assertThat(stocktaker.finish(count, request -> request.setVersion(7))).isEqualTo(first);
    assertThat(onHand(cup)).isEqualTo(6);
  }

  @Test
  void finalizingTakesTheSameStatementsHoweverManyLines() {
    assertThat(statementsOfFinalizing(60)).isEqualTo(statementsOfFinalizing(2)).isLessThan(20);
  }

  private int statementsOfFinalizing(int variants) {
    List<String> counted = Stream.generate(catalog::variant).limit(variants).toList();
    List<String> fresh = Stream.generate(catalog::variant).limit(variants).toList();
    List<String> missing = Stream.generate(catalog::variant).limit(variants).toList();
    Location location = warehouse.location();
    counted.forEach(id -> warehouse.add(location, id, 5));
    missing.forEach(id -> warehouse.add(location, id, 5));
    StockCount count = stocktaker.start(location, Scope.ALL);
    later();
    stocktaker.submit(
        count,
        request -> {
          counted.forEach(id -> request.addLines(line(id, 4)));
          fresh.forEach(id -> request.addLines(line(id, 3)));
          return request;
        });
    return statements.during(() -> stocktaker.finish(count)).size();
  }

  private StockCount start(Scope scope, String... variantIds) {
    later();
    return stocktaker.start(shop, scope, variantIds);
  }

  /** The time after a while. */
  private Instant later() {
    clock.advance(Duration.ofMinutes(10));
    return clock.instant();
  }

  private StockReservation reserve(String variantId, long quantity) {
    StockReservation reservation = warehouse.reserve(shop, variantId, quantity);
    reservations.add(reservation);
    return reservation;
  }

  private void sell(String variantId, long quantity) {
    warehouse.commit(reserve(variantId, quantity));
  }

  private void commit(StockReservation reservation, Instant soldAt) {
    warehouse.stub.commitReservation(
        CommitReservationRequest.newBuilder()
            .setReference(reservation.getReference())
            .setOccurredAt(time(soldAt))
            .build());
  }

  private void adjustAt(AdjustStockRequest.Adjustment adjustment, Instant moment) {
    warehouse.stub.adjustStock(
        AdjustStockRequest.newBuilder()
            .setLocationId(shop.getId())
            .addAdjustments(adjustment)
            .setOccurredAt(time(moment))
            .build());
  }

  /** Lets goods be on their way here. */
  private void expect(String variantId, long quantity) {
    UUID locationId = UUID.fromString(shop.getId());
    UUID variant = UUID.fromString(variantId);
    background.run(
        tenantId,
        InventoryModule.SERVICE,
        "test",
        () ->
            writes.run(
                () -> {
                  Levels levels = ledger.lock(locationId, Set.of(variant));
                  levels
                      .at(locationId, variant)
                      .changeInTransit(
                          quantity,
                          Change.of(
                              StockMovement.Type.TRANSFER,
                              "transfer",
                              UUID.randomUUID(),
                              clock.instant()));
                  return ledger.store(levels);
                }));
  }

  private long onHand(String variantId) {
    return warehouse.level(shop, variantId).getOnHand();
  }

  private List<StockMovement> movementsOf(StockCount count) {
    return warehouse.movements(request -> request.setReferenceId(count.getId()));
  }
}
