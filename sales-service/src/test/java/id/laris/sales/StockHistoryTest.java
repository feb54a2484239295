package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.Order;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import id.laris.testkit.Parallel;
import id.laris.testkit.TestCalls;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Several tills do anything with the same few orders, while answers of inventory are lost, the job
 * gives attempts up that are under way, and events are read late: in the end the held stock is what
 * OPEN orders need, and no more was sold than there was.
 */
@SalesTest
class StockHistoryTest {

  private static final long PRICE = 100_000;
  private static final int TILLS = 6;
  private static final int STEPS = 60;
  private static final int ORDERS = 4;
  private static final long PIECES = 40;

  /** The errors that a till may get; INTERNAL is not among them. */
  private static final Set<Status.Code> ANSWERS =
      Set.of(Status.Code.ABORTED, Status.Code.FAILED_PRECONDITION, Status.Code.UNAVAILABLE);

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeInventory inventory;
  @Autowired FakeClock clock;
  @Autowired Jobs jobs;
  @Autowired DatabaseSettings database;

  private final UUID tenant = UUID.randomUUID();
  private final AtomicReferenceArray<Order> orders = new AtomicReferenceArray<>(ORDERS);

  @AfterEach
  void backToTheStart() {
    clock.set(FakeClock.START);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whateverHappensOrdersAndStockAgree(long seed) {
    Till till = new Till(calls.as(tenant));
    StockRoom room = new StockRoom(inventory, jobs, clock, database, tenant, till);
    List<String> goods =
        IntStream.range(0, 3).mapToObj(i -> catalog.sellFromStock("Tea " + i, PRICE)).toList();
    goods.forEach(variant -> room.put(variant, PIECES));
    room.restoreConnection();
    IntStream.range(0, ORDERS).forEach(i -> orders.set(i, create(till, room)));

    var outcomes =
        Parallel.times(TILLS, number -> sell(till, room, goods, new Random(seed * 1_000 + number)));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    inventory.loseReplies(0);
    room.restoreConnection();
    room.settle();
    assertThat(goods).allSatisfy(variant -> assertThat(room.available(variant)).isNotNegative());
    assertThat(goods).anySatisfy(variant -> assertThat(room.onHand(variant)).isLessThan(PIECES));
  }

  private boolean sell(Till till, StockRoom room, List<String> goods, Random random) {
    for (int step = 0; step < STEPS; step++) {
      int place = random.nextInt(ORDERS);
      String variant = goods.get(random.nextInt(goods.size()));
      disturb(room, random);
      try {
        step(till, room, place, variant, random);
      } catch (StatusRuntimeException e) {
        assertThat(ANSWERS).as(e.getMessage()).contains(e.getStatus().getCode());
      }
    }
    return true;
  }

  private void step(Till till, StockRoom room, int place, String variant, Random random) {
    Order order = orders.get(place);
    switch (random.nextInt(10)) {
      case 0, 1 -> till.add(order, variant, 1 + random.nextInt(3));
      case 2, 3, 4 -> till.finalizeOrder(order);
      case 5 -> till.reopen(order);
      case 6 -> {
        till.voidOrder(order);
        orders.set(place, create(till, room));
      }
      case 7 -> {
        till.pay(order, PRICE * 100);
        till.complete(order);
        orders.set(place, create(till, room));
      }
      default ->
          till.sales()
              .checkout(
                  Sales.sale(Sales.item(variant, 1))
                      .setLocationId(room.location())
                      .addPayments(Sales.cash(random.nextInt(4) == 0 ? 1 : PRICE))
                      .build());
    }
  }

  /** Now and then loses answers, lets time go by, runs the jobs or reads events. */
  private void disturb(StockRoom room, Random random) {
    switch (random.nextInt(50)) {
      case 0 -> inventory.loseReplies(3);
      case 1, 2, 3, 4, 5, 6, 7, 8 -> clock.advance(Duration.ofSeconds(2));
      case 9, 10, 11 -> room.applyEvents();
      case 12, 13, 14, 15 -> runJobs(room);
      default -> {}
    }
  }

  private static void runJobs(StockRoom room) {
    try {
      room.runJobs();
    } catch (PosException e) {
      assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
    }
  }

  private static Order create(Till till, StockRoom room) {
    return till.sales()
        .createOrder(CreateOrderRequest.newBuilder().setLocationId(room.location()).build())
        .getOrder();
  }
}
