package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.PaginationRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A shop of one tenant whose inventory reads the events of its orders, and must agree with them.
 */
final class StockRoom {

  /** The number of the last calls that the circuit breaker considers. */
  private static final int CALLS_IN_SIGHT = 20;

  private final long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
  private final FakeInventory inventory;
  private final Jobs jobs;
  private final FakeClock clock;
  private final DatabaseSettings database;
  private final UUID tenant;
  private final Till till;
  private final String location;
  private final Set<String> applied = new HashSet<>();

  StockRoom(
      FakeInventory inventory,
      Jobs jobs,
      FakeClock clock,
      DatabaseSettings database,
      UUID tenant,
      Till till) {
    this.inventory = inventory;
    this.jobs = jobs;
    this.clock = clock;
    this.database = database;
    this.tenant = tenant;
    this.till = till;
    this.location = inventory.open("A1");
  }

  /**
   * Calls inventory often enough that some answers may be lost, because sales does not call a
   * service for a while that has not answered.
   */
  void restoreConnection() {
    for (int answersInARow = 0; answersInARow < CALLS_IN_SIGHT; ) {
      String anywhere = inventory.open("B1");
      try {
        till.sales().createOrder(CreateOrderRequest.newBuilder().setLocationId(anywhere).build());
        answersInARow++;
      } catch (StatusRuntimeException e) {
        assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(System.nanoTime()).as(e.getMessage()).isLessThan(deadline);
        answersInARow = 0;
      }
    }
  }

  String location() {
    return location;
  }

  void put(String variantId, long quantity) {
    inventory.stock().put(location, variantId, quantity);
  }

  long available(String variantId) {
    return inventory.stock().available(location, variantId);
  }

  long onHand(String variantId) {
    return inventory.stock().onHand(location, variantId);
  }

  Map<String, FakeStock.Reservation> held() {
    return inventory.stock().active(location);
  }

  FakeStock.Reservation heldBy(Order order) {
    return Optional.ofNullable(held().get(order.getId())).orElseThrow();
  }

  /** Releases holds that were left behind, and extends the holds of OPEN orders. */
  void runJobs() {
    jobs.run(tenant, "sales.holds");
    jobs.run(tenant, "sales.stock-holds");
  }

  /** Applies events as inventory's consumer does. */
  synchronized void applyEvents() {
    record Event(String id, String type, Order order) {}
    Database.query(
            database,
            "select id, type, payload from sales.outbox where tenant_id = '%s' and payload_type = 'pos.v1.Order' order by number"
                .formatted(tenant),
            row -> new Event(row.getString(1), row.getString(2), parse(row.getBytes(3))))
        .stream()
        .filter(event -> applied.add(event.id))
        .forEach(event -> inventory.stock().apply(event.type, event.order));
  }

  private static Order parse(byte[] payload) {
    try {
      return Order.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs the cleanup, and expects exactly the holds that OPEN orders need. */
  void settle() {
    applyEvents();
    clock.advance(Duration.ofSeconds(4));
    runJobs();
    assertThat(intents()).as("attempts left").isEmpty();
    Map<String, Map<String, Long>> needed = new HashMap<>();
    Map<String, Long> revisions = new HashMap<>();
    for (Order order : open()) {
      if (order.hasStockReservedUntil()) {
        needed.put(order.getId(), needs(order));
        revisions.put(order.getId(), order.getStockRevision());
      } else {
        assertThat(needs(order)).as("held nothing: %s", order).isEmpty();
      }
    }
    Map<String, Map<String, Long>> held = new HashMap<>();
    held().forEach((reference, reservation) -> held.put(reference, reservation.lines()));
    assertThat(held).isEqualTo(needed);
    held()
        .forEach(
            (reference, reservation) ->
                assertThat(reservation.revision()).isEqualTo(revisions.get(reference)));
  }

  List<String> intents() {
    return Database.query(
        database,
        "select order_id || ' ' || revision || ' ' || given_up || ' ' || cast(holders as text) from sales.stock_intent where tenant_id = '%s'"
            .formatted(tenant),
        row -> row.getString(1));
  }

  private List<Order> open() {
    return till.sales()
        .listOrders(
            ListOrdersRequest.newBuilder()
                .setStatus(Order.Status.OPEN)
                .setPagination(PaginationRequest.newBuilder().setPageSize(100))
                .build())
        .getOrdersList();
  }

  static Map<String, Long> needs(Order order) {
    Map<String, Long> needs = new TreeMap<>();
    order.getItemsList().stream()
        .map(OrderItem::getStockUsesList)
        .flatMap(List::stream)
        .forEach(use -> needs.merge(use.getVariantId(), use.getQuantity(), Math::addExact));
    return needs;
  }
}
