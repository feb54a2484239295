package id.laris.inventory;

import static id.laris.inventory.Stocktaker.line;
import static id.laris.inventory.Stocktaker.time;
import static id.laris.inventory.Warehouse.adjustment;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.background.Background;
import id.laris.common.db.Writes;
import id.laris.inventory.stock.Change;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.StockLedger;
import id.laris.pos.v1.CountLine;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.StockCount;
import id.laris.pos.v1.StockCount.Scope;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.StockMovement;
import id.laris.testkit.SqlStatements;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A variant that should have been counted and was not is set to 0; variants outside of the scope
 * stay unchanged.
 */
@InventoryTest
class CountScopeTest extends CountFixture {

  @Autowired SqlStatements statements;
  @Autowired Background background;
  @Autowired Writes writes;
  @Autowired StockLedger ledger;

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
  void whatCameInSinceTheStartDoesNotHideWhatWasSold() {
    warehouse.add(shop, plate, 10);
    StockCount count = start(Scope.ALL);
    later();
    stocktaker.submit(count, cup, 1);
    sell(plate, 5);
    warehouse.add(shop, plate, 20);
    later();

    StockCount done = stocktaker.finish(count);

    // Five were there, and are sold; five more were not; twenty have come.
    assertThat(line(done, plate))
        .returns(5L, CountLine::getCounted)
        .returns(-5L, CountLine::getVariance);
    assertThat(onHand(plate)).isEqualTo(20);
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
}
