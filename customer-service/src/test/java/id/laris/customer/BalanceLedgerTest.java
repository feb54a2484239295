package id.laris.customer;

import id.laris.common.background.Background;
import id.laris.common.db.Writes;
import id.laris.customer.order.OrderFollower;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.function.Consumer;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContextManager;

/**
 * No money appears or vanishes: after any history of orders, whatever comes twice, late or in
 * another order, each balance is the sum of its entries, what is held is the sum of the holds, and
 * nothing was held that was not there.
 */
@CustomerTest
class BalanceLedgerTest {

  private static final int ORDERS = 4;

  @Autowired TestCalls calls;
  @Autowired Background background;
  @Autowired Writes writes;
  @Autowired JdbcClient jdbc;
  @Autowired List<OrderFollower> followers;

  /** Properties are run by jqwik, which knows nothing of Spring. */
  @BeforeProperty
  void wire() throws Exception {
    new TestContextManager(BalanceLedgerTest.class).prepareTestInstance(this);
  }

  /** A step of a history, with a text for a report of jqwik. */
  record Step(String text, Consumer<BalanceWorld> work) {
    @Override
    public String toString() {
      return text;
    }
  }

  @Property(
      tries = 60,
      seed = "4711",
      edgeCases = EdgeCasesMode.NONE,
      shrinking = ShrinkingMode.BOUNDED)
  void balancesAreTheSumsOfTheirLedgersAfterAnyHistory(@ForAll("histories") List<Step> history) {
    BalanceWorld world = new BalanceWorld(calls, background, writes, jdbc, followers, ORDERS);

    history.forEach(step -> step.work.accept(world));

    world.isRight();
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Integer> order = Arbitraries.integers().between(0, ORDERS - 1);
    Arbitrary<Kind> kind = Arbitraries.of(Kind.GIFT_CARD, Kind.STORE_CREDIT, Kind.ACCOUNT);
    Arbitrary<Long> amount = Arbitraries.longs().between(1, 600);
    Arbitrary<Step> step =
        Arbitraries.frequencyOf(
            Tuple.of(
                6,
                Combinators.combine(order, kind, amount)
                    .as((o, k, a) -> new Step("pays " + o + k + a, world -> world.pays(o, k, a)))),
            Tuple.of(
                2,
                Combinators.combine(order, kind, amount)
                    .as(
                        (o, k, a) ->
                            new Step("crashes " + o + k + a, world -> world.crashes(o, k, a)))),
            Tuple.of(
                1,
                Combinators.combine(order, kind, amount)
                    .as(
                        (o, k, a) ->
                            new Step(
                                "gives up " + o + k + a, world -> world.givesUpFirst(o, k, a)))),
            Tuple.of(2, order.map(o -> new Step("voids " + o, world -> world.voidsPayment(o)))),
            Tuple.of(2, order.map(o -> new Step("completes " + o, world -> world.completes(o)))),
            Tuple.of(1, order.map(o -> new Step("is void " + o, world -> world.isVoided(o)))),
            Tuple.of(
                1,
                Combinators.combine(kind, amount)
                    .as((k, a) -> new Step("offline " + k + a, world -> world.soldOffline(k, a)))),
            Tuple.of(1, amount.map(a -> new Step("credit " + a, world -> world.isGivenCredit(a)))));
    return step.list()
        .ofMinSize(5)
        .ofMaxSize(30)
        .withSizeDistribution(RandomDistribution.uniform());
  }
}
