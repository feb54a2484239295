package id.laris.inventory;

import id.laris.common.background.Background;
import id.laris.common.background.TenantJob;
import id.laris.inventory.StockAction.AddGoods;
import id.laris.inventory.StockAction.Arrive;
import id.laris.inventory.StockAction.Buy;
import id.laris.inventory.StockAction.CancelCount;
import id.laris.inventory.StockAction.Deliver;
import id.laris.inventory.StockAction.FinalizeCount;
import id.laris.inventory.StockAction.LetTimePass;
import id.laris.inventory.StockAction.Release;
import id.laris.inventory.StockAction.Reserve;
import id.laris.inventory.StockAction.Sell;
import id.laris.inventory.StockAction.Send;
import id.laris.inventory.StockAction.StartCount;
import id.laris.inventory.StockAction.SubmitCount;
import id.laris.inventory.StockAction.TakeBack;
import id.laris.inventory.StockAction.TakeGoods;
import id.laris.pos.v1.StockCount.Scope;
import id.laris.testkit.FakeClock;
import id.laris.testkit.TestCalls;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestContextManager;

/**
 * No stock appears or vanishes: after any changes of a tenant's stock, in any order and recorded at
 * any delay, its levels are the sums of its ledger.
 *
 * <p>More kinds of {@link StockAction} become part of the histories by a line in {@link #actions}.
 */
@InventoryTest
class ConservationTest {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeClock clock;
  @Autowired Background background;
  @Autowired List<TenantJob> jobs;

  /** Properties are run by jqwik, which knows nothing of Spring. */
  @BeforeProperty
  void wire() throws Exception {
    new TestContextManager(ConservationTest.class).prepareTestInstance(this);
  }

  @Property(
      tries = 200,
      seed = "4711",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.BOUNDED)
  void levelsAreTheSumsOfTheLedgerAfterAnyHistory(@ForAll("histories") List<StockAction> history) {
    StockWorld world = new StockWorld(calls, catalog, clock, background, jobs);

    history.forEach(world::happens);

    world.isRight();
  }

  @Provide
  Arbitrary<List<StockAction>> histories() {
    return actions()
        .list()
        .ofMinSize(5)
        .ofMaxSize(40)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static Arbitrary<StockAction> actions() {
    Arbitrary<Integer> which = Arbitraries.integers().between(0, 2);
    Arbitrary<Long> few = Arbitraries.longs().between(1, 9);
    Arbitrary<Long> cost = Arbitraries.longs().between(0, 1_000);
    Arbitrary<Integer> late = Arbitraries.of(0, 0, 0, 1, 3, 10);
    return Arbitraries.frequencyOf(
        Tuple.of(5, Combinators.combine(which, which, few, cost, late).as(AddGoods::new)),
        Tuple.of(
            2,
            Combinators.combine(which, which, few, Arbitraries.of(true, false), late)
                .as(TakeGoods::new)),
        Tuple.of(5, Combinators.combine(which, which, few, few).as(Reserve::new)),
        Tuple.of(1, which.map(Release::new)),
        Tuple.of(4, Combinators.combine(which, late).as(Sell::new)),
        Tuple.of(1, Arbitraries.integers().between(1, 30).map(LetTimePass::new)),
        Tuple.of(
            2,
            Combinators.combine(which, Arbitraries.of(Scope.ALL, Scope.LISTED, Scope.SPOT))
                .as(StartCount::new)),
        Tuple.of(
            6,
            Combinators.combine(which, which, Arbitraries.longs().between(0, 9), late)
                .as(SubmitCount::new)),
        Tuple.of(5, which.map(FinalizeCount::new)),
        Tuple.of(1, which.map(CancelCount::new)),
        Tuple.of(3, Combinators.combine(which, which, few).as(Send::new)),
        Tuple.of(
            4,
            Combinators.combine(
                    which,
                    Arbitraries.longs().between(0, 4),
                    Arbitraries.longs().between(0, 2),
                    Arbitraries.longs().between(0, 2))
                .as(Arrive::new)),
        Tuple.of(1, which.map(TakeBack::new)),
        Tuple.of(2, Combinators.combine(which, which, few, cost).as(Buy::new)),
        Tuple.of(
            3, Combinators.combine(which, few, Arbitraries.of(0L, 0L, 700L)).as(Deliver::new)));
  }
}
