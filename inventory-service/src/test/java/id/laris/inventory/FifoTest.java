package id.laris.inventory;

import static id.laris.inventory.Warehouse.adjustment;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.inventory.FifoModel.Step;
import id.laris.pos.v1.AdjustStockRequest.Adjustment;
import id.laris.pos.v1.GetInventoryValueRequest;
import id.laris.pos.v1.InventoryValue.Method;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.StockMovement.Type;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeTry;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestContextManager;

/** By FIFO goods keep the cost they came with, wherever they go. */
@InventoryTest
@SuppressWarnings("NullAway.Init") // newTenant makes the fields before each try
class FifoTest {

  private static final long MOST = 1_000_000_000_000_000L;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;

  private TwoPlaces places;
  private Warehouse warehouse;
  private Location shop;
  private Location depot;
  private String cup;

  /** Properties are run by jqwik, which knows nothing of Spring. */
  @BeforeTry
  void newTenant() throws Exception {
    new TestContextManager(FifoTest.class).prepareTestInstance(this);
    places = new TwoPlaces(new Warehouse(calls.as(UUID.randomUUID())), catalog);
    warehouse = places.warehouse;
    shop = places.shop;
    depot = places.depot;
    cup = places.cup;
  }

  @Example
  void aCancelledTransferBringsBackTheGoodsAsTheyWere() {
    places.buy(shop, 10, 10 * 100_00);
    places.buy(shop, 10, 10 * 200_00);
    places.buy(depot, 5, 5 * 200_00);

    String transfer = places.ship(shop, depot, 5);
    assertThat(places.values()).containsExactly(2_500_00L, 1_000_00L);
    places.cancel(transfer);

    assertThat(places.values()).containsExactly(3_000_00L, 1_000_00L);
  }

  @Example
  void goodsThatAreSoldDuringATransferStaySold() {
    places.buy(shop, 10, 10 * 100);
    places.buy(shop, 10, 10 * 200);
    String transfer = places.ship(shop, depot, 15);
    places.sell(shop, 3);
    assertThat(places.values()).containsExactly(400L, 0L);

    places.cancel(transfer);
    assertThat(places.values()).containsExactly(10 * 100L + 7 * 200, 0L);
    places.sell(shop, 11);

    assertThat(places.values()).containsExactly(6 * 200L, 0L);
  }

  @Example
  void goodsOfOneCostAreNotJoinedOverOthersThatMayComeBack() {
    places.buy(shop, 5, 5 * 100);
    places.buy(shop, 5, 5 * 200);
    places.buy(shop, 5, 5 * 100);
    String first = places.ship(shop, depot, 5);
    String second = places.ship(shop, depot, 5);

    places.cancel(first);
    places.cancel(second);
    places.sell(shop, 10);

    assertThat(places.values()).containsExactly(5 * 100L, 0L);
  }

  @Example
  void partsArriveAtTheirOwnCostsAndLeaveInTheirOrder() {
    places.buy(shop, 4, 4 * 100);
    places.buy(shop, 4, 4 * 300);
    places.buy(depot, 1, 1 * 50);
    String transfer = places.ship(shop, depot, 7);

    places.receive(transfer, 3, 0, 0);
    assertThat(places.values()).containsExactly(300L, 50 + 300L);
    // One at 100 is broken; of those at 300 one goes back.
    places.receive(transfer, 0, 1, 1);
    assertThat(places.values()).containsExactly(600L, 350L);
    places.receive(transfer, 2, 0, 0);
    assertThat(places.values()).containsExactly(600L, 350 + 600L);

    places.sell(depot, 2);
    assertThat(places.values()).containsExactly(600L, 200 + 600L);
    places.sell(depot, 3);
    assertThat(places.values()).containsExactly(600L, 300L);
  }

  /** The costs of the seven are 14, 15, 14, 14, 14, 15 and 14, in the order in which they leave. */
  @Example
  void aPartThatArrivesElsewhereKeepsTheSharesOfItsGoods() {
    places.buy(shop, 7, 100);

    places.receive(places.ship(shop, depot, 5), 5, 0, 0);
    assertThat(places.values()).containsExactly(15 + 14L, 14 + 15 + 14 + 14 + 14L);
    places.sell(depot, 2);

    assertThat(places.values()).containsExactly(15 + 14L, 14 + 14 + 14L);
  }

  @Example
  void reservedGoodsThatAreNotSoldKeepTheirCost() {
    places.buy(shop, 10, 10 * 100_00);
    places.buy(shop, 10, 10 * 200_00);

    warehouse.release(warehouse.reserve(shop, cup, 5));

    assertThat(places.values()).containsExactly(3_000_00L, 0L);
  }

  @Example
  void aSaleSaysWhatItsGoodsHaveCost() {
    places.buy(shop, 10, 10 * 100);
    places.buy(shop, 10, 10 * 200);

    places.sell(shop, 12);

    assertThat(warehouse.movements(request -> request.setType(Type.SALE)))
        .extracting(movement -> movement.getFifoValue().getAmount())
        .containsExactly(-1_400L);
  }

  @Example
  void goodsThatTheRecordsDoNotHaveTravelAtTheAverageCost() {
    Location generous = warehouse.location(request -> request.setAllowNegativeStock(true));
    places.buy(generous, 3, 3 * 100);

    String transfer = places.ship(generous, depot, 5);
    places.receive(transfer, 4, 0, 0);
    assertThat(places.value(depot)).isEqualTo(400);
    places.buy(generous, 4, 4 * 200);
    places.receive(transfer, 0, 0, 1);

    assertThat(places.value(generous)).isEqualTo(2 * 200 + 100);
  }

  @Example
  void dearGoodsAreOversoldWithoutASum() {
    Location generous = warehouse.location(request -> request.setAllowNegativeStock(true));
    warehouse.adjust(generous, costing(cup, MOST));
    places.sell(generous, 1);

    places.sell(generous, 10_000);

    assertThat(places.value(generous)).isZero();
  }

  @Example
  void aTotalThatNoNumberHoldsIsRefused() {
    Adjustment[] dear = new Adjustment[500];
    Arrays.setAll(dear, i -> costing(catalog.variant(), MOST));
    for (int i = 0; i < 20; i++) {
      warehouse.adjust(shop, dear);
    }

    for (Method method : List.of(Method.AVERAGE, Method.FIFO)) {
      Refusal.of(
              () ->
                  warehouse.stub.getInventoryValue(
                      GetInventoryValueRequest.newBuilder().setMethod(method).build()))
          .has(Reason.SUM_OUT_OF_RANGE)
          .with("sum", "10000000000000000000");
    }
  }

  @Property(
      tries = 60,
      seed = "4711",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.BOUNDED)
  void everyPieceKeepsItsCostAfterAnyHistory(@ForAll("histories") List<Step> history) {
    FifoModel model = new FifoModel();
    for (Step step : history) {
      play(step, model);
      assertThat(places.values())
          .as("after %s", step)
          .containsExactly(model.value(0), model.value(1));
    }
    assertThat(model.bought())
        .isEqualTo(model.value(0) + model.value(1) + model.inTransit() + model.gone());
  }

  private void play(Step step, FifoModel model) {
    Location there = step.place() == 0 ? shop : depot;
    Location elsewhere = step.place() == 0 ? depot : shop;
    long count = step.count();
    switch (step.kind()) {
      case BUY -> {
        places.buy(there, count, step.cost());
        model.buy(step.place(), count, step.cost());
      }
      case SELL -> {
        long most = Math.min(count, model.onHand(step.place()));
        if (most > 0) {
          places.sell(there, most);
          model.sell(step.place(), most);
        }
      }
      case SHIP -> {
        long most = Math.min(count, model.onHand(step.place()));
        if (most > 0) {
          model.ship(places.ship(there, elsewhere, most), step.place(), most);
        }
      }
      case RECEIVE ->
          model
              .someTransfer(step.cost())
              .ifPresent(
                  transfer -> {
                    FifoModel.Parts parts = model.receive(transfer, count, step.cost());
                    places.receive(transfer, parts.good(), parts.damaged(), parts.returned());
                  });
      case CANCEL ->
          model
              .someUntouched(step.cost())
              .ifPresent(
                  transfer -> {
                    places.cancel(transfer);
                    model.cancel(transfer);
                  });
    }
  }

  /** Costs that do not divide evenly: no minor unit is lost or made. */
  @Property(tries = 30, seed = "4711", edgeCases = EdgeCasesMode.NONE)
  void noMinorUnitIsLostOnTheWay(
      @ForAll("costs") List<Long> costs, @ForAll("parts") List<Long> parts) {
    for (long cost : costs) {
      places.buy(shop, 7, cost);
    }
    long traveling = 7L * costs.size() - 1;
    String transfer = places.ship(shop, depot, traveling);
    for (long part : parts) {
      places.receive(transfer, part, 0, 1);
      traveling -= part + 1;
    }

    places.receive(transfer, traveling, 0, 0);

    assertThat(places.value(shop) + places.value(depot))
        .isEqualTo(costs.stream().mapToLong(cost -> cost).sum());
  }

  @Provide
  Arbitrary<List<Long>> costs() {
    return Arbitraries.longs().between(0, 100).list().ofMinSize(2).ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<Long>> parts() {
    return Arbitraries.longs().between(1, 2).list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    return Combinators.combine(
            Arbitraries.of(Step.Kind.class),
            Arbitraries.integers().between(0, 1),
            Arbitraries.longs().between(1, 9),
            Arbitraries.of(1L, 10L, 10L, 100L, 1_000L),
            Arbitraries.of(0L, 0L, 1L, 2L, 3L, 4L))
        .as((kind, place, count, cost, more) -> new Step(kind, place, count, count * cost + more))
        .list()
        .ofMinSize(10)
        .ofMaxSize(40);
  }

  private static Adjustment costing(String variant, long cost) {
    return adjustment(variant, 1).toBuilder().setCost(cost).build();
  }
}
