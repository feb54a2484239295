package id.laris.inventory;

import id.laris.pos.v1.Location;
import id.laris.pos.v1.StockCount;
import id.laris.pos.v1.StockCount.Scope;
import id.laris.pos.v1.StockReservation;
import id.laris.testkit.FakeClock;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A shop that is counted, and whose ledger is checked at the end of each test. */
@InventoryTest
abstract class CountFixture {

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeClock clock;

  private final List<StockReservation> reservations = new ArrayList<>();
  UUID tenantId;
  Warehouse warehouse;
  Stocktaker stocktaker;
  Location shop;
  String cup;
  String plate;

  @BeforeEach
  void newTenant() {
    tenantId = UUID.randomUUID();
    warehouse = new Warehouse(calls.as(tenantId));
    stocktaker = new Stocktaker(warehouse);
    shop = warehouse.location();
    cup = catalog.variant();
    plate = catalog.variant();
  }

  @AfterEach
  void theBooksAreRight() {
    Bookkeeping.isRight(
        warehouse,
        reservations.stream()
            .map(reservation -> warehouse.reservation(UUID.fromString(reservation.getReference())))
            .toList());
  }

  StockCount start(Scope scope, String... variantIds) {
    later();
    return stocktaker.start(shop, scope, variantIds);
  }

  /** The time after a while. */
  Instant later() {
    clock.advance(Duration.ofMinutes(10));
    return clock.instant();
  }

  StockReservation reserve(String variantId, long quantity) {
    StockReservation reservation = warehouse.reserve(shop, variantId, quantity);
    reservations.add(reservation);
    return reservation;
  }

  void sell(String variantId, long quantity) {
    warehouse.commit(reserve(variantId, quantity));
  }

  long onHand(String variantId) {
    return warehouse.level(shop, variantId).getOnHand();
  }
}
