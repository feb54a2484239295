package id.laris.inventory.reservation;

import static java.util.stream.Collectors.toMap;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.Place;
import id.laris.inventory.stock.Shortages;
import id.laris.inventory.stock.StockLedger;
import id.laris.inventory.stock.VariantLines;
import id.laris.pos.v1.ReserveStockRequest;
import id.laris.pos.v1.ReserveStockResponse;
import id.laris.pos.v1.StockReservation.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Reserves goods for an order: all lines, or none. Reserved goods cannot be reserved again until
 * they are sold or released, or the reservation expires.
 *
 * <p>A reservation is identified by its reference. The same request again keeps it, and sets the
 * new time of its end. Each attempt of the caller has a revision: a newer attempt replaces the
 * reservation of an older one, and an older one that comes late is refused.
 *
 * <p>Errors: LOCATION_NOT_FOUND; INSUFFICIENT_STOCK with every variant that is short;
 * ILLEGAL_STATE_TRANSITION where the reservation of this revision has ended; VERSION_CONFLICT where
 * there is a newer one; ALREADY_EXISTS where this revision holds other lines.
 */
@Component
public class ReserveStock {

  private static final Duration LIFETIME = Duration.ofHours(24);

  private final Reservations reservations;
  private final StockLedger ledger;
  private final Shortages shortages;
  private final Writes writes;
  private final Clock clock;

  ReserveStock(
      Reservations reservations,
      StockLedger ledger,
      Shortages shortages,
      Writes writes,
      Clock clock) {
    this.reservations = reservations;
    this.ledger = ledger;
    this.shortages = shortages;
    this.writes = writes;
    this.clock = clock;
  }

  public ReserveStockResponse run(ReserveStockRequest request) {
    Reservation wanted = wanted(request, clock.instant());
    Map<UUID, String> fields = VariantLines.quantities(request.getLinesList());
    return shortages.explain(
        () ->
            writes.once(
                request,
                ReserveStockResponse.parser(),
                () ->
                    ReserveStockResponse.newBuilder()
                        .setReservation(reserve(wanted, fields).toProto())
                        .build()));
  }

  private static Reservation wanted(ReserveStockRequest request, Instant now) {
    SortedMap<UUID, Long> lines =
        request.getLinesList().stream()
            .collect(
                toMap(
                    line -> Ids.parse(line.getVariantId()),
                    line -> line.getQuantity(),
                    Amounts::add,
                    TreeMap::new));
    return new Reservation(
        Ids.parse(request.getReference()),
        Ids.parse(request.getLocationId()),
        lines,
        Status.ACTIVE,
        request.getRevision(),
        expiry(request, now),
        now,
        now);
  }

  private static Instant expiry(ReserveStockRequest request, Instant now) {
    if (!request.hasExpiresAt()) {
      return now.plus(LIFETIME);
    }
    Instant expiry = Protos.instant("expires_at", request.getExpiresAt());
    if (!expiry.isAfter(now)) {
      throw Errors.invalid(
          "expires_at", "must be in the future: the time is now %s".formatted(now));
    }
    return expiry;
  }

  private Reservation reserve(Reservation wanted, Map<UUID, String> fields) {
    if (reservations.insert(wanted)) {
      hold(wanted, fields, List.of());
      return wanted;
    }
    Reservation existing =
        reservations
            .lock(wanted.reference())
            .orElseThrow(() -> new IllegalStateException("a reservation vanished"));
    if (wanted.revision() < existing.revision()) {
      throw newerExists(wanted, existing);
    }
    if (wanted.revision() == existing.revision()) {
      return prolong(existing, wanted);
    }
    if (existing.status() == Status.COMMITTED) {
      throw ended(existing);
    }
    hold(wanted, fields, List.of(existing));
    reservations.update(wanted);
    return wanted;
  }

  private Reservation prolong(Reservation existing, Reservation wanted) {
    UUID locationId = Objects.requireNonNull(wanted.locationId());
    if (!existing.isActive()) {
      throw ended(existing);
    }
    if (!existing.reserves(locationId, wanted.lines())) {
      throw Errors.alreadyExists("reservation", existing.reference());
    }
    Reservation prolonged = existing.until(wanted.expiresAt(), wanted.updatedAt());
    reservations.update(prolonged);
    return prolonged;
  }

  /** Reserves the wanted goods at the levels, after releasing the reservation that it replaces. */
  private void hold(Reservation wanted, Map<UUID, String> fields, List<Reservation> replaced) {
    List<Place> places = new ArrayList<>(wanted.places());
    replaced.forEach(reservation -> places.addAll(reservation.places()));
    Levels levels = ledger.lock(places.stream().distinct().toList(), !replaced.isEmpty());
    replaced.forEach(reservation -> reservation.giveBack(levels));
    UUID locationId = Objects.requireNonNull(wanted.locationId());
    levels.requireAvailable(locationId, wanted.lines(), fields);
    wanted
        .lines()
        .forEach((variantId, quantity) -> levels.at(locationId, variantId).reserve(quantity));
    ledger.store(levels);
  }

  private static RuntimeException ended(Reservation existing) {
    return Errors.illegalTransition(
        "reservation", existing.reference(), existing.status().name(), Status.ACTIVE.name());
  }

  private static RuntimeException newerExists(Reservation wanted, Reservation existing) {
    return Errors.of(
            Reason.VERSION_CONFLICT,
            "A newer revision of the reservation for %s exists: read the reservation again."
                .formatted(wanted.reference()))
        .with("expected", wanted.revision())
        .with("actual", existing.revision());
  }
}
