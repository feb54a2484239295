package id.laris.inventory;

import static id.laris.inventory.Warehouse.adjustment;
import static id.laris.inventory.Warehouse.line;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.inventory.FifoModel.Step;
import id.laris.pos.v1.AdjustStockRequest.Adjustment;
import id.laris.pos.v1.CancelTransferRequest;
import id.laris.pos.v1.CreateTransferRequest;
import id.laris.pos.v1.GetInventoryValueRequest;
import id.laris.pos.v1.InventoryValue.Method;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.ReceiveTransferRequest;
import id.laris.pos.v1.ShipTransferRequest;
import id.laris.pos.v1.StockMovement;
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

  private Warehouse warehouse;
  private Location shop;
  private Location depot;
  private String cup;

  /** Properties are run by jqwik, which knows nothing of Spring. */
  @BeforeTry
  void newTenant() throws Exception {
    new TestContextManager(FifoTest.class).prepareTestInstance(this);
    warehouse = new Warehouse(calls.as(UUID.randomUUID()));
    shop = warehouse.location();
    depot = warehouse.location();
    cup = catalog.variant();
  }

  @Example
  void aCancelledTransferBringsBackTheGoodsAsTheyWere() {
    buy(shop, 10, 100_00);
    buy(shop, 10, 200_00);
    buy(depot, 5, 200_00);

    String transfer = ship(shop, depot, 5);
    assertThat(values()).containsExactly(2_500_00L, 1_000_00L);
    cancel(transfer);

    assertThat(values()).containsExactly(3_000_00L, 1_000_00L);
  }

  @Example
  void goodsThatAreSoldDuringATransferStaySold() {
    buy(shop, 10, 100);
    buy(shop, 10, 200);
    String transfer = ship(shop, depot, 15);
    sell(shop, 3);
    assertThat(values()).containsExactly(400L, 0L);

    cancel(transfer);
    assertThat(values()).containsExactly(10 * 100L + 7 * 200, 0L);
    sell(shop, 11);

    assertThat(values()).containsExactly(6 * 200L, 0L);
  }

  @Example
  void goodsOfOneCostAreNotJoinedOverOthersThatMayComeBack() {
    buy(shop, 5, 100);
    buy(shop, 5, 200);
    buy(shop, 5, 100);
    String first = ship(shop, depot, 5);
    String second = ship(shop, depot, 5);

    cancel(first);
    cancel(second);
    sell(shop, 10);

    assertThat(values()).containsExactly(5 * 100L, 0L);
  }

  @Example
  void partsArriveAtTheirOwnCostsAndLeaveInTheirOrder() {
    buy(shop, 4, 100);
    buy(shop, 4, 300);
    buy(depot, 1, 50);
    String transfer = ship(shop, depot, 7);

    receive(transfer, 3, 0, 0);
    assertThat(values()).containsExactly(300L, 50 + 300L);
    // One at 100 is broken; of those at 300 one goes back.
    receive(transfer, 0, 1, 1);
    assertThat(values()).containsExactly(600L, 350L);
    receive(transfer, 2, 0, 0);
    assertThat(values()).containsExactly(600L, 350 + 600L);

    sell(depot, 2);
    assertThat(values()).containsExactly(600L, 200 + 600L);
    sell(depot, 3);
    assertThat(values()).containsExactly(600L, 300L);
  }

  @Example
  void reservedGoodsThatAreNotSoldKeepTheirCost() {
    buy(shop, 10, 100_00);
    buy(shop, 10, 200_00);

    warehouse.release(warehouse.reserve(shop, cup, 5));

    assertThat(values()).containsExactly(3_000_00L, 0L);
  }

  @Example
  void aSaleSaysWhatItsGoodsHaveCost() {
    buy(shop, 10, 100);
    buy(shop, 10, 200);

    sell(shop, 12);

    assertThat(warehouse.movements(request -> request.setType(Type.SALE)))
        .extracting(movement -> movement.getFifoValue().getAmount())
        .containsExactly(-1_400L);
  }

  @Example
  void goodsThatTheRecordsDoNotHaveTravelAtTheAverageCost() {
    Location generous = warehouse.location(request -> request.setAllowNegativeStock(true));
    buy(generous, 3, 100);

    String transfer = ship(generous, depot, 5);
    receive(transfer, 4, 0, 0);
    assertThat(value(depot)).isEqualTo(400);
    buy(generous, 4, 200);
    receive(transfer, 0, 0, 1);

    assertThat(value(generous)).isEqualTo(2 * 200 + 100);
  }

  @Example
  void dearGoodsAreOversoldWithoutASum() {
    Location generous = warehouse.location(request -> request.setAllowNegativeStock(true));
    warehouse.adjust(generous, costing(cup, MOST));
    sell(generous, 1);

    sell(generous, 10_000);

    assertThat(value(generous)).isZero();
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
      assertThat(values()).as("after %s", step).containsExactly(model.value(0), model.value(1));
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
        buy(there, count, step.cost());
        model.buy(step.place(), count, step.cost());
      }
      case SELL -> {
        long most = Math.min(count, model.onHand(step.place()));
        if (most > 0) {
          sell(there, most);
          model.sell(step.place(), most);
        }
      }
      case SHIP -> {
        long most = Math.min(count, model.onHand(step.place()));
        if (most > 0) {
          model.ship(ship(there, elsewhere, most), step.place(), most);
        }
      }
      case RECEIVE ->
          model
              .someTransfer(step.cost())
              .ifPresent(
                  transfer -> {
                    FifoModel.Parts parts = model.receive(transfer, count, step.cost());
                    receive(transfer, parts.good(), parts.damaged(), parts.returned());
                  });
      case CANCEL ->
          model
              .someUntouched(step.cost())
              .ifPresent(
                  transfer -> {
                    cancel(transfer);
                    model.cancel(transfer);
                  });
    }
  }

  /** Costs that do not divide evenly: no minor unit is lost or made. */
  @Property(tries = 30, seed = "4711", edgeCases = EdgeCasesMode.NONE)
  void noMinorUnitIsLostOnTheWay(
      @ForAll("costs") List<Long> costs, @ForAll("parts") List<Long> parts) {
    for (long cost : costs) {
      warehouse.adjust(shop, adjustment(cup, 7).toBuilder().setCost(cost).build());
    }
    long bought = costs.stream().mapToLong(cost -> cost).sum();
    String transfer = ship(shop, depot, 7L * costs.size() - 1);
    for (long part : parts) {
      receive(transfer, part, 0, 1);
    }

    long traveling =
        -warehouse.movements(request -> request.setType(Type.TRANSFER)).stream()
            .map(StockMovement::getFifoValue)
            .mapToLong(money -> money.getAmount())
            .sum();
    assertThat(values().stream().mapToLong(value -> value).sum() + traveling).isEqualTo(bought);
    assertThat(traveling).isNotNegative();
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
            Arbitraries.of(1L, 10L, 10L, 100L, 1_000L))
        .as(Step::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(40);
  }

  private void buy(Location there, long quantity, long unitCost) {
    warehouse.adjust(
        there, adjustment(cup, quantity).toBuilder().setCost(quantity * unitCost).build());
  }

  private static Adjustment costing(String variant, long cost) {
    return adjustment(variant, 1).toBuilder().setCost(cost).build();
  }

  private void sell(Location there, long quantity) {
    warehouse.commit(warehouse.reserve(there, cup, quantity));
  }

  private String ship(Location from, Location to, long quantity) {
    String id =
        warehouse
            .stub
            .createTransfer(
                CreateTransferRequest.newBuilder()
                    .setFromLocationId(from.getId())
                    .setToLocationId(to.getId())
                    .addLines(line(cup, quantity))
                    .build())
            .getTransfer()
            .getId();
    warehouse.stub.shipTransfer(ShipTransferRequest.newBuilder().setTransferId(id).build());
    return id;
  }

  private void receive(String transfer, long good, long damaged, long returned) {
    warehouse.stub.receiveTransfer(
        ReceiveTransferRequest.newBuilder()
            .setTransferId(transfer)
            .addLines(
                ReceiveTransferRequest.Line.newBuilder()
                    .setVariantId(cup)
                    .setGood(good)
                    .setDamaged(damaged)
                    .setReturned(returned))
            .build());
  }

  private void cancel(String transfer) {
    warehouse.stub.cancelTransfer(
        CancelTransferRequest.newBuilder().setTransferId(transfer).build());
  }

  private List<Long> values() {
    return List.of(value(shop), value(depot));
  }

  private long value(Location there) {
    var answer =
        warehouse.stub.getInventoryValue(
            GetInventoryValueRequest.newBuilder()
                .setLocationId(there.getId())
                .setMethod(Method.FIFO)
                .build());
    long total = answer.getTotalsList().stream().mapToLong(sum -> sum.getAmount()).sum();
    assertThat(answer.getItemsList().stream().mapToLong(item -> item.getValue().getAmount()).sum())
        .isEqualTo(total);
    return total;
  }
}
