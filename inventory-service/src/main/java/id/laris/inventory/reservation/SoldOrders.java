package id.laris.inventory.reservation;

import static java.util.stream.Collectors.toMap;

import id.laris.inventory.stock.Change;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.Place;
import id.laris.inventory.stock.StockLedger;
import id.laris.pos.v1.StockMovement.Type;
import id.laris.pos.v1.StockReservation.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns what was promised to orders into what was sold. A sale has happened, so it is recorded
 * whatever has become of its reservation, and flagged where it leaves less than nothing.
 */
@Component
class SoldOrders {

  static final String REFERENCE_TYPE = "order";

  private final Reservations reservations;
  private final StockLedger ledger;
  private final Clock clock;

  SoldOrders(Reservations reservations, StockLedger ledger, Clock clock) {
    this.reservations = reservations;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * What an order has taken from a location.
   *
   * @param lines how much of each variant
   */
  record Sale(UUID orderId, UUID locationId, SortedMap<UUID, Long> lines, Instant occurredAt) {}

  /** Records the sales, in this transaction; one that was recorded before is left as it is. */
  void record(Collection<Sale> sales) {
    Map<UUID, Reservation> known =
        reservations.lock(sales.stream().map(Sale::orderId).toList()).stream()
            .collect(toMap(Reservation::reference, reservation -> reservation));
    List<Sale> fresh =
        sales.stream().filter(sale -> !isCommitted(known.get(sale.orderId()))).toList();
    if (fresh.isEmpty()) {
      return;
    }
    List<Place> places = new ArrayList<>();
    fresh.forEach(
        sale -> sale.lines().keySet().forEach(id -> places.add(new Place(sale.locationId(), id))));
    known.values().forEach(reservation -> places.addAll(reservation.places()));
    Levels levels = ledger.lock(places.stream().distinct().toList(), true);
    for (Sale sale : fresh) {
      Reservation reservation = known.get(sale.orderId());
      if (reservation != null) {
        reservation.giveBack(levels);
      }
      sell(sale, levels);
    }
    ledger.store(levels);
    end(fresh, known.keySet());
  }

  /** Also what was never promised is known as sold from now on. */
  private void end(List<Sale> sales, Set<UUID> promised) {
    Instant now = clock.instant();
    List<UUID> orderIds = sales.stream().map(Sale::orderId).filter(promised::contains).toList();
    reservations.end(orderIds, Status.COMMITTED, now);
    reservations.insert(
        sales.stream()
            .filter(sale -> !promised.contains(sale.orderId()))
            .map(sale -> sold(sale, now))
            .toList());
  }

  private static Reservation sold(Sale sale, Instant now) {
    return new Reservation(
        sale.orderId(), sale.locationId(), sale.lines(), Status.COMMITTED, 0, now, now, now);
  }

  private static boolean isCommitted(@Nullable Reservation reservation) {
    return reservation != null && reservation.status() == Status.COMMITTED;
  }

  private static void sell(Sale sale, Levels levels) {
    Change change = Change.of(Type.SALE, REFERENCE_TYPE, sale.orderId(), sale.occurredAt());
    sale.lines()
        .forEach(
            (variantId, quantity) ->
                levels.at(sale.locationId(), variantId).goOut(quantity, change));
  }
}
