package id.laris.inventory;

import static id.laris.inventory.Stocktaker.line;
import static id.laris.inventory.Stocktaker.time;
import static id.laris.inventory.Warehouse.adjustment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.CommitReservationRequest;
import id.laris.pos.v1.CountLine;
import id.laris.pos.v1.StockCount;
import id.laris.pos.v1.StockCount.Scope;
import id.laris.pos.v1.StockCount.Status;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.StockMovement;
import id.laris.pos.v1.StockReservation;
import id.laris.testkit.Refusal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The recorded stock becomes the counted quantity, plus the changes since. */
@InventoryTest
class FinalizeCountTest extends CountFixture {

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

  private List<StockMovement> movementsOf(StockCount count) {
    return warehouse.movements(request -> request.setReferenceId(count.getId()));
  }
}
