package id.laris.inventory;

import static id.laris.inventory.Stocktaker.line;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.StockCount;
import id.laris.pos.v1.StockCount.Scope;
import id.laris.pos.v1.StockCount.Status;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Many count at once, while the shop sells. */
@InventoryTest
class CountRaceTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeClock clock;

  private Warehouse warehouse;
  private Stocktaker stocktaker;
  private Location shop;
  private String cup;
  private StockCount count;

  @BeforeEach
  void newTenant() {
    warehouse = new Warehouse(calls.as(UUID.randomUUID()));
    stocktaker = new Stocktaker(warehouse);
    shop = warehouse.location();
    cup = catalog.variant();
    warehouse.add(shop, cup, 100);
    clock.advance(Duration.ofMinutes(1));
    count = stocktaker.start(shop, Scope.SPOT);
  }

  @Test
  void partsThatComeAtTheSameTimeAllCountAndEachOnce() {
    List<String> parts = List.of(id(), id(), id(), id(), id());

    var submitted =
        Parallel.times(
            40,
            i ->
                stocktaker.submit(
                    count, request -> request.setChunkId(parts.get(i % 5)).addLines(line(cup, 7))));

    assertThat(Parallel.failures(submitted)).isEmpty();
    assertThat(line(stocktaker.get(count), cup).getCounted()).isEqualTo(35);
  }

  @RepeatedTest(5)
  void whatIsTakenBeforeTheEndCountsAndWhatComesAfterItIsRefused() {
    stocktaker.submit(count, cup, 1);

    var outcomes =
        Parallel.times(
            24, i -> i % 8 == 7 ? stocktaker.finish(count) : stocktaker.submit(count, cup, 1));

    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown ->
                Refusal.of((StatusRuntimeException) thrown).has(Reason.COUNT_ALREADY_FINALIZED));
    StockCount done = stocktaker.get(count);
    assertThat(done.getStatus()).isEqualTo(Status.FINALIZED);
    long taken = 21L - Parallel.failures(outcomes).size();
    assertThat(line(done, cup).getCounted()).isEqualTo(1 + taken);
    assertThat(warehouse.level(shop, cup).getOnHand()).isEqualTo(1 + taken);
    Bookkeeping.isRight(warehouse, List.of());
  }

  @RepeatedTest(5)
  void salesWhileACountIsFinalizedAreNotLost() {
    stocktaker.submit(count, cup, 60);
    clock.advance(Duration.ofMinutes(1));

    var outcomes =
        Parallel.times(
            24,
            i ->
                i == 12
                    ? stocktaker.finish(count)
                    : warehouse.commit(warehouse.reserve(shop, cup, 1)));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(warehouse.level(shop, cup).getOnHand()).isEqualTo(60 - 23);
    Bookkeeping.isRight(warehouse, List.of());
  }

  @Test
  void countsOfTheSameVariantsThatAreFinalizedAtOnceEndWithTheNewest() {
    List<String> variants = List.of(cup, catalog.variant(), catalog.variant());
    List<StockCount> counts =
        IntStream.range(0, 8)
            .mapToObj(
                i -> {
                  clock.advance(Duration.ofMinutes(1));
                  StockCount one = stocktaker.start(shop, Scope.SPOT);
                  variants.forEach(id -> stocktaker.submit(one, id, 10 + i));
                  return one;
                })
            .toList();

    var finished = Parallel.times(8, i -> stocktaker.finish(counts.get(i)));

    assertThat(Parallel.failures(finished)).isEmpty();
    assertThat(variants)
        .allSatisfy(id -> assertThat(warehouse.level(shop, id).getOnHand()).isEqualTo(17));
    Bookkeeping.isRight(warehouse, List.of());
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
