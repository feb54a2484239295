package id.laris.inventory.reservation;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Writes;
import id.laris.inventory.InventoryModule;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.Place;
import id.laris.inventory.stock.StockLedger;
import id.laris.pos.v1.StockReservation.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Releases reservations that have expired. */
@Component
class ExpiredReservations implements TenantJob {

  private static final int AT_ONCE = 100;

  private final Reservations reservations;
  private final StockLedger ledger;
  private final Writes writes;
  private final Clock clock;

  ExpiredReservations(Reservations reservations, StockLedger ledger, Writes writes, Clock clock) {
    this.reservations = reservations;
    this.ledger = ledger;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "inventory.expired-reservations";
  }

  @Override
  public String service() {
    return InventoryModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public String mayBeWork() {
    return "select from inventory.stock_reservation where tenant_id = $1 and status = 'ACTIVE' and expires_at <= $2";
  }

  @Override
  public void run() {
    writes.inParts(AT_ONCE, this::endSome);
  }

  private int endSome() {
    Instant now = clock.instant();
    List<Reservation> expired = reservations.lockExpired(now, AT_ONCE);
    if (!expired.isEmpty()) {
      List<Place> places =
          expired.stream().flatMap(reservation -> reservation.places().stream()).toList();
      Levels levels = ledger.lock(places.stream().distinct().toList(), true);
      expired.forEach(reservation -> reservation.giveBack(levels));
      ledger.store(levels);
      reservations.end(expired.stream().map(Reservation::reference).toList(), Status.EXPIRED, now);
    }
    return expired.size();
  }
}
