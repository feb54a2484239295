package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.Order;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The hold of an OPEN order does not end while it is OPEN. */
@SalesTest
class StockProlongTest {

  private static final long PRICE = 1_200_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeInventory inventory;
  @Autowired FakeClock clock;
  @Autowired Jobs jobs;
  @Autowired DatabaseSettings database;

  private final UUID tenant = UUID.randomUUID();
  private Till till;
  private StockRoom room;
  private String tea;
  private Order open;

  @BeforeEach
  void anOpenOrderOfANewTenant() {
    till = new Till(calls.as(tenant));
    room = new StockRoom(inventory, jobs, clock, database, tenant, till);
    tea = catalog.sellFromStock("Tea", PRICE);
    room.put(tea, 10);
    room.restoreConnection();
    open = open(2);
  }

  @AfterEach
  void backToTheStart() {
    clock.set(FakeClock.START);
  }

  @Test
  void itIsProlongedInItsSecondHalfAndTheOrderIsNoOtherForThat() {
    clock.advance(Duration.ofHours(12));
    room.runJobs();
    assertThat(heldUntil(open)).isEqualTo(FakeClock.START.plus(Duration.ofHours(24)));

    clock.advance(Duration.ofMinutes(1));
    room.runJobs();

    Instant later = clock.instant().plus(Duration.ofHours(24));
    assertThat(heldUntil(open)).isEqualTo(later);
    assertThat(room.heldBy(open).expiresAt()).isEqualTo(later);
    assertThat(till.get(open).toBuilder().setStockReservedUntil(open.getStockReservedUntil()))
        .extracting(Order.Builder::build)
        .isEqualTo(open);
    room.settle();
  }

  @Test
  void whatHasEndedIsReservedAnew() {
    end();
    Order paid = till.pay(open, 100_000);

    room.runJobs();

    Order after = till.get(open);
    assertThat(after.getStockRevision()).isGreaterThan(open.getStockRevision());
    assertThat(after.getVersion()).isEqualTo(paid.getVersion());
    assertThat(heldUntil(open)).isEqualTo(clock.instant().plus(Duration.ofHours(24)));
    assertThat(room.heldBy(open).lines()).isEqualTo(Map.of(tea, 2L));
    room.settle();
    room.put(tea, 10);
    till.voidOrder(open);
    room.settle();
    assertThat(room.available(tea)).isEqualTo(10);
  }

  @Test
  void anOrderWhoseGoodsAreGoneStaysOpenAndIsSoldAllTheSame() {
    end();
    room.put(tea, 1);

    room.runJobs();

    Order after = till.get(open);
    assertThat(after.getStatus()).isEqualTo(Order.Status.OPEN);
    assertThat(after.hasStockReservedUntil()).isFalse();
    assertThat(after.getVersion()).isEqualTo(open.getVersion());
    assertThat(room.intents()).isEmpty();
    int asked = inventory.reservationCalls();
    room.runJobs();
    assertThat(inventory.reservationCalls()).as("it is not tried for ever").isEqualTo(asked);
    assertThat(till.complete(till.pay(open, 2 * PRICE)).getStatus())
        .isEqualTo(Order.Status.COMPLETED);
    room.settle();
    assertThat(room.onHand(tea)).as("what happened is written down").isEqualTo(-1);
  }

  @Test
  void whileInventoryIsDownNothingIsLost() {
    clock.advance(Duration.ofHours(13));
    inventory.whileDown(room::runJobs);
    assertThat(till.get(open)).isEqualTo(open);

    room.runJobs();

    assertThat(heldUntil(open)).isEqualTo(clock.instant().plus(Duration.ofHours(24)));
    room.settle();
  }

  @Test
  void anOrderThatIsCompletedWhileItsStockIsReservedAnewHoldsNothing() {
    end();
    inventory.afterNextReservation(() -> till.complete(till.pay(open, 2 * PRICE)));

    room.runJobs();

    assertThat(till.get(open).getStatus()).isEqualTo(Order.Status.COMPLETED);
    room.settle();
    assertThat(room.onHand(tea)).isEqualTo(8);
    assertThat(room.available(tea)).isEqualTo(8);
  }

  @Test
  void anOrderThatIsVoidedWhileItsHoldIsProlongedHoldsNothing() {
    clock.advance(Duration.ofHours(13));
    inventory.afterNextReservation(() -> till.voidOrder(open));

    room.runJobs();

    assertThat(till.get(open).hasStockReservedUntil()).isFalse();
    room.settle();
    assertThat(room.available(tea)).isEqualTo(10);
  }

  @Test
  void anOrderThatWasReopenedAndFinalizedMeanwhileKeepsItsNewHold() {
    clock.advance(Duration.ofHours(13));
    inventory.afterNextReservation(() -> till.finalizeOrder(till.reopen(open)));

    room.runJobs();

    room.settle();
    assertThat(room.heldBy(open).revision()).isEqualTo(till.get(open).getStockRevision());
  }

  @Test
  void anAttemptToReserveAnewWhoseAnswerIsLostIsMadeAgain() {
    end();
    inventory.afterNextReservation(() -> inventory.loseReplies(3));

    room.runJobs();
    assertThat(till.get(open)).isEqualTo(open);
    room.runJobs();

    room.settle();
    assertThat(heldUntil(open))
        .isEqualTo(clock.instant().minusSeconds(4).plus(Duration.ofHours(24)));
  }

  /** The hold ends, because no job was there to prolong it. */
  private void end() {
    clock.advance(Duration.ofHours(25));
    inventory.expire(clock.instant());
    assertThat(room.held()).isEmpty();
  }

  private Instant heldUntil(Order order) {
    return Instant.ofEpochMilli(Timestamps.toMillis(till.get(order).getStockReservedUntil()));
  }

  private Order open(long quantity) {
    Order order =
        till.sales()
            .createOrder(CreateOrderRequest.newBuilder().setLocationId(room.location()).build())
            .getOrder();
    return till.finalizeOrder(till.add(order, tea, quantity));
  }
}
