package id.laris.inventory.reservation;

import id.laris.inventory.stock.Change;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.Place;
import id.laris.inventory.stock.StockLedger;
import id.laris.pos.v1.StockMovement.Type;
import id.laris.pos.v1.StockReservation.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Applies the outcome of orders to their stock: sold, or released. All reservations of a batch are
 * locked first, in order, and then all levels at once: so many orders cost little more than one,
 * and neither two batches nor a batch and a call can deadlock.
 *
 * <p>A sale has happened, so it is recorded whatever the state of its reservation, and flagged if
 * the stock falls below 0. A sale that was recorded before is not recorded again.
 */
@Component
class OrderOutcomes {

  static final String REFERENCE_TYPE = "order";

  private static final long BEFORE_ANY_ATTEMPT = 0;

  private final Reservations reservations;
  private final StockLedger ledger;
  private final Clock clock;

  OrderOutcomes(Reservations reservations, StockLedger ledger, Clock clock) {
    this.reservations = reservations;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The outcome of an order. */
  sealed interface Outcome {

    UUID orderId();

    /**
     * The goods of the order were sold.
     *
     * @param lines the quantity of each variant that it has taken from the location
     */
    record Sold(UUID orderId, UUID locationId, SortedMap<UUID, Long> lines, Instant occurredAt)
        implements Outcome {}

    /**
     * The order no longer needs its goods.
     *
     * @param revision attempts up to this one are released; a newer attempt keeps its goods
     */
    record Freed(UUID orderId, long revision) implements Outcome {}
  }

  /** Records the outcomes in this order, in this transaction. */
  void record(List<? extends Outcome> outcomes) {
    Instant now = clock.instant();
    Map<UUID, Reservation> known = lock(outcomes, now);
    Levels levels = ledger.lock(places(outcomes, known.values()), true);
    Map<UUID, Reservation> changed = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      Reservation before =
          Objects.requireNonNull(
              changed.getOrDefault(outcome.orderId(), known.get(outcome.orderId())));
      Reservation after =
          switch (outcome) {
            case Outcome.Sold sold -> sell(sold, before, levels, now);
            case Outcome.Freed freed -> free(freed, before, levels, now);
          };
      if (!after.equals(before)) {
        changed.put(outcome.orderId(), after);
      }
    }
    ledger.store(levels);
    reservations.update(List.copyOf(changed.values()));
  }

  /**
   * The reservations of all the orders. If there is none, a row that reserves nothing is inserted
   * first, because only an existing row can be locked: it waits for a reservation that is being
   * made at this moment, and a later one sees it.
   */
  private Map<UUID, Reservation> lock(List<? extends Outcome> outcomes, Instant now) {
    Map<UUID, Reservation> known = new HashMap<>();
    lock(outcomes.stream().map(Outcome::orderId).distinct().toList(), known);
    List<UUID> unknown =
        outcomes.stream()
            .map(Outcome::orderId)
            .filter(orderId -> !known.containsKey(orderId))
            .distinct()
            .sorted()
            .toList();
    if (!unknown.isEmpty()) {
      reservations.insert(unknown.stream().map(orderId -> nothing(orderId, now)).toList());
      lock(unknown, known);
    }
    return known;
  }

  private void lock(List<UUID> orderIds, Map<UUID, Reservation> known) {
    reservations
        .lock(orderIds)
        .forEach(reservation -> known.put(reservation.reference(), reservation));
  }

  private static List<Place> places(
      List<? extends Outcome> outcomes, Iterable<Reservation> reservations) {
    List<Place> places = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Sold sold) {
        sold.lines().keySet().forEach(id -> places.add(new Place(sold.locationId(), id)));
      }
    }
    reservations.forEach(reservation -> places.addAll(reservation.places()));
    return places.stream().distinct().toList();
  }

  private static Reservation sell(
      Outcome.Sold sold, Reservation before, Levels levels, Instant now) {
    if (before.status() == Status.COMMITTED) {
      return before;
    }
    before.giveBack(levels);
    Change change = Change.of(Type.SALE, REFERENCE_TYPE, sold.orderId(), sold.occurredAt());
    sold.lines()
        .forEach(
            (variantId, quantity) ->
                levels.at(sold.locationId(), variantId).issue(quantity, change));
    return new Reservation(
        sold.orderId(),
        sold.locationId(),
        sold.lines(),
        Status.COMMITTED,
        before.revision(),
        before.expiresAt(),
        before.createdAt(),
        now);
  }

  private static Reservation free(
      Outcome.Freed freed, Reservation before, Levels levels, Instant now) {
    boolean over = before.status() == Status.COMMITTED || before.revision() > freed.revision();
    if (over || (!before.isActive() && before.revision() == freed.revision())) {
      return before;
    }
    before.giveBack(levels);
    Status ended = before.isActive() ? Status.RELEASED : before.status();
    return before.ended(ended, freed.revision(), now);
  }

  /**
   * Creates the reservation of an order that reserved nothing. With a revision, attempts up to it
   * that still arrive are refused.
   */
  private static Reservation nothing(UUID orderId, Instant now) {
    return new Reservation(
        orderId,
        null,
        Collections.unmodifiableSortedMap(new TreeMap<>()),
        Status.RELEASED,
        BEFORE_ANY_ATTEMPT,
        now,
        now,
        now);
  }
}
