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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What became of orders becomes of their goods: sold, or free again. All reservations of a batch
 * are locked first, in order, and then all levels at once: so many orders cost little more than
 * one, and no two batches, nor a batch and a call, can wait for each other.
 *
 * <p>A sale has happened, so it is recorded whatever has become of its reservation, and flagged
 * where it leaves less than nothing. One that was recorded before is left as it is.
 */
@Component
class OrderOutcomes {

  static final String REFERENCE_TYPE = "order";

  private final Reservations reservations;
  private final StockLedger ledger;
  private final Clock clock;

  OrderOutcomes(Reservations reservations, StockLedger ledger, Clock clock) {
    this.reservations = reservations;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** What became of an order. */
  sealed interface Outcome {

    UUID orderId();

    /**
     * It was sold.
     *
     * @param lines how much it has taken of each variant from the location
     */
    record Sold(UUID orderId, UUID locationId, SortedMap<UUID, Long> lines, Instant occurredAt)
        implements Outcome {}

    /**
     * It needs its goods no more.
     *
     * @param revision which attempts at reserving that means: a newer one holds what it holds
     */
    record Freed(UUID orderId, long revision) implements Outcome {}
  }

  /** Records the outcomes in this order, in this transaction. */
  void record(List<? extends Outcome> outcomes) {
    Map<UUID, Reservation> known = new HashMap<>();
    reservations
        .lock(outcomes.stream().map(Outcome::orderId).distinct().toList())
        .forEach(reservation -> known.put(reservation.reference(), reservation));
    Levels levels = ledger.lock(places(outcomes, known.values()), true);
    Instant now = clock.instant();
    Map<UUID, Reservation> changed = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      Reservation before = changed.getOrDefault(outcome.orderId(), known.get(outcome.orderId()));
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
    reservations.insert(
        changed.values().stream().filter(one -> !known.containsKey(one.reference())).toList());
    reservations.update(
        changed.values().stream().filter(one -> known.containsKey(one.reference())).toList());
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
      Outcome.Sold sold, @Nullable Reservation before, Levels levels, Instant now) {
    if (before != null && before.status() == Status.COMMITTED) {
      return before;
    }
    if (before != null) {
      before.giveBack(levels);
    }
    Change change = Change.of(Type.SALE, REFERENCE_TYPE, sold.orderId(), sold.occurredAt());
    sold.lines()
        .forEach(
            (variantId, quantity) ->
                levels.at(sold.locationId(), variantId).goOut(quantity, change));
    long revision = before == null ? 0 : before.revision();
    return new Reservation(
        sold.orderId(),
        sold.locationId(),
        sold.lines(),
        Status.COMMITTED,
        revision,
        before == null ? now : before.expiresAt(),
        before == null ? now : before.createdAt(),
        now);
  }

  private static Reservation free(
      Outcome.Freed freed, @Nullable Reservation before, Levels levels, Instant now) {
    if (before == null) {
      return refusal(freed.orderId(), freed.revision(), now);
    }
    boolean over = before.status() == Status.COMMITTED || before.revision() > freed.revision();
    if (over || (!before.isActive() && before.revision() == freed.revision())) {
      return before;
    }
    before.giveBack(levels);
    Status ended = before.isActive() ? Status.RELEASED : before.status();
    return before.ended(ended, freed.revision(), now);
  }

  /** Where nothing was reserved: attempts up to the revision that still arrive are refused. */
  private static Reservation refusal(UUID orderId, long revision, Instant now) {
    return new Reservation(
        orderId,
        null,
        Collections.unmodifiableSortedMap(new TreeMap<>()),
        Status.RELEASED,
        revision,
        now,
        now,
        now);
  }
}
