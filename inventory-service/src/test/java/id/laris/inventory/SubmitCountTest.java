package id.laris.inventory;

import static id.laris.inventory.Stocktaker.line;
import static id.laris.inventory.Stocktaker.time;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.CountLine;
import id.laris.pos.v1.StockCount;
import id.laris.pos.v1.StockCount.Scope;
import id.laris.testkit.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The parts of a count are submitted, each of them once. */
@InventoryTest
class SubmitCountTest extends CountFixture {

  @BeforeEach
  void tenCups() {
    warehouse.add(shop, cup, 10);
    later();
  }

  @Test
  void partsAddUpAndTheLatestMomentHolds() {
    StockCount count = stocktaker.start(shop, Scope.SPOT);
    Instant first = clock.instant();
    clock.advance(Duration.ofMinutes(5));
    stocktaker.submit(count, request -> request.addLines(line(cup, 3)).addLines(line(cup, 1)));

    StockCount now =
        stocktaker.submit(
            count,
            request ->
                request.addLines(line(cup, 4)).addLines(line(plate, 2)).setCountedAt(time(first)));

    assertThat(now).returns(2, StockCount::getLineCount).returns(0, StockCount::getVersion);
    assertThat(line(now, cup))
        .returns(8L, CountLine::getCounted)
        .returns(10L, CountLine::getExpected)
        .returns(time(clock.instant()), CountLine::getCountedAt);
    assertThat(line(now, plate))
        .returns(2L, CountLine::getCounted)
        .returns(time(first), CountLine::getCountedAt);
    assertThat(stocktaker.get(count)).isEqualTo(now);
  }

  @Test
  void theSamePartAgainChangesNothingAndOtherContentReplacesIt() {
    StockCount count = stocktaker.start(shop, Scope.SPOT);
    String part = UUID.randomUUID().toString();
    StockCount first =
        stocktaker.submit(count, request -> request.setChunkId(part).addLines(line(cup, 3)));
    clock.advance(Duration.ofMinutes(5));

    assertThat(stocktaker.submit(count, request -> request.setChunkId(part).addLines(line(cup, 3))))
        .isEqualTo(first);
    StockCount replaced =
        stocktaker.submit(count, request -> request.setChunkId(part).addLines(line(plate, 9)));

    assertThat(replaced.getLinesList())
        .singleElement()
        .returns(plate, CountLine::getVariantId)
        .returns(9L, CountLine::getCounted);
    // The id means another part in another count.
    StockCount other = stocktaker.start(shop, Scope.SPOT);
    stocktaker.submit(other, request -> request.setChunkId(part).addLines(line(cup, 1)));
    assertThat(stocktaker.get(count)).isEqualTo(replaced);
  }

  @Test
  void aPartThatWasTakenIsNotRefusedWhenItComesAgainAfterTheEnd() {
    StockCount count = stocktaker.start(shop, Scope.SPOT);
    String part = UUID.randomUUID().toString();
    stocktaker.submit(count, request -> request.setChunkId(part).addLines(line(cup, 3)));
    StockCount done = stocktaker.finish(count);

    assertThat(stocktaker.submit(count, request -> request.setChunkId(part).addLines(line(cup, 3))))
        .isEqualTo(done);
    Refusal.of(
            () ->
                stocktaker.submit(
                    count, request -> request.setChunkId(part).addLines(line(cup, 4))))
        .has(Reason.COUNT_ALREADY_FINALIZED);
  }

  @Test
  void aPartThatCannotBeIsRefused() {
    StockCount count = stocktaker.start(shop, Scope.LISTED, cup);

    Refusal.of(
            () ->
                stocktaker.submit(
                    count, request -> request.addLines(line(cup, 1)).addLines(line(plate, 1))))
        .has(Reason.VALIDATION_FAILED)
        .naming("lines[1].variant_id");
    Refusal.of(() -> stocktaker.submit(count, UUID.randomUUID().toString(), 1))
        .has(Reason.NOT_FOUND)
        .with("resource", "variant");
    Refusal.of(() -> submitAt(count, clock.instant().plusMillis(1)))
        .has(Reason.VALIDATION_FAILED)
        .naming("counted_at");
    Refusal.of(() -> submitAt(count, clock.instant().minusMillis(1)))
        .has(Reason.VALIDATION_FAILED)
        .naming("counted_at");
    StockCount unknown = StockCount.newBuilder().setId(UUID.randomUUID().toString()).build();
    Refusal.of(() -> stocktaker.submit(unknown, cup, 1)).has(Reason.NOT_FOUND);
    Refusal.of(() -> stocktaker.finish(unknown)).has(Reason.NOT_FOUND);
    Refusal.of(() -> stocktaker.cancel(unknown)).has(Reason.NOT_FOUND);
    Refusal.of(() -> stocktaker.get(unknown)).has(Reason.NOT_FOUND);
    assertThat(stocktaker.get(count).getLinesList()).isEmpty();
  }

  @Test
  void aBlindCountHidesWhatTheBooksExpectUntilItIsFinal() {
    StockCount count = stocktaker.start(shop, request -> request.setBlind(true));

    StockCount open = stocktaker.submit(count, cup, 7);

    assertThat(line(open, cup))
        .returns(7L, CountLine::getCounted)
        .returns(false, CountLine::hasExpected)
        .returns(false, CountLine::hasVariance)
        .returns(false, CountLine::hasVarianceValue);
    assertThat(stocktaker.get(count)).isEqualTo(open);
    assertThat(line(stocktaker.finish(count), cup).getVariance()).isEqualTo(-3);
  }

  private void submitAt(StockCount count, Instant moment) {
    stocktaker.submit(count, request -> request.addLines(line(cup, 1)).setCountedAt(time(moment)));
  }
}
