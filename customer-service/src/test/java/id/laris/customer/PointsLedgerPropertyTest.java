package id.laris.customer;

import id.laris.customer.PointsAction.Adjust;
import id.laris.customer.PointsAction.Complete;
import id.laris.customer.PointsAction.GiveUp;
import id.laris.customer.PointsAction.LetTimePass;
import id.laris.customer.PointsAction.Merge;
import id.laris.customer.PointsAction.Repeat;
import id.laris.customer.PointsAction.Reserve;
import id.laris.customer.PointsAction.Return;
import id.laris.customer.PointsAction.Spend;
import id.laris.customer.PointsAction.VoidOrder;
import java.util.List;
import java.util.Random;
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
 * No point appears or vanishes: after any history, in which events come late, twice and in any
 * order, the balance is the sum of the entries and of the points that are left, and falls below
 * zero only where it may.
 */
@CustomerTest
class PointsLedgerPropertyTest {

  @Autowired Club.Parts parts;

  /** Properties are run by jqwik, which knows nothing of Spring. */
  @BeforeProperty
  void wire() throws Exception {
    new TestContextManager(PointsLedgerPropertyTest.class).prepareTestInstance(this);
  }

  @Property(
      tries = 100,
      seed = "4711",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.BOUNDED)
  void theBalanceIsTheSumAfterAnyHistory(@ForAll("histories") List<PointsAction> history) {
    PointsWorld world = new PointsWorld(parts);

    history.forEach(world::happens);

    world.isRight();
  }

  @Property(
      tries = 40,
      seed = "4712",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.BOUNDED)
  void theOrderInWhichEventsArriveChangesNoBalance(
      @ForAll("orders") List<Complete> orders, @ForAll Random random) {
    PointsWorld.arriveInAnyOrder(parts, orders, random);
  }

  @Provide
  Arbitrary<List<Complete>> orders() {
    return completions().list().ofMinSize(2).ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<PointsAction>> histories() {
    Arbitrary<Integer> which = Arbitraries.integers().between(0, 3);
    return Arbitraries.<PointsAction>frequencyOf(
            Tuple.of(6, completions()),
            Tuple.of(
                2,
                Combinators.combine(which, Arbitraries.longs().between(-40, 40).filter(p -> p != 0))
                    .as(Adjust::new)),
            Tuple.of(6, Combinators.combine(which, which).as(Reserve::new)),
            Tuple.of(2, which.map(GiveUp::new)),
            Tuple.of(1, which.map(VoidOrder::new)),
            Tuple.of(3, which.map(Spend::new)),
            Tuple.of(2, which.map(Return::new)),
            Tuple.of(2, which.map(Repeat::new)),
            Tuple.of(3, Arbitraries.integers().between(1, 20).map(LetTimePass::new)),
            Tuple.of(1, Combinators.combine(which, which).as(Merge::new)))
        .list()
        .ofMinSize(5)
        .ofMaxSize(40)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static Arbitrary<Complete> completions() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.longs().between(0, 400),
            Arbitraries.longs().between(0, 400),
            Arbitraries.of(0, 0, 0, 3, 12, 40))
        .as(Complete::new);
  }
}
