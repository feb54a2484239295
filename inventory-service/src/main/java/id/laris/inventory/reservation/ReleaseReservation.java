package id.laris.inventory.reservation;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.StockLedger;
import id.laris.pos.v1.ReleaseReservationRequest;
import id.laris.pos.v1.ReleaseReservationResponse;
import id.laris.pos.v1.StockReservation.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives promised goods back. Repeating it, or releasing what has expired, changes nothing.
 *
 * <p>With a revision it means the attempts up to that one: a newer one is left alone, and where
 * there is none yet those that may still arrive will be refused.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION where it became a sale.
 */
@Component
public class ReleaseReservation {

  private final Reservations reservations;
  private final StockLedger ledger;
  private final Writes writes;
  private final Clock clock;

  ReleaseReservation(Reservations reservations, StockLedger ledger, Writes writes, Clock clock) {
    this.reservations = reservations;
    this.ledger = ledger;
    this.writes = writes;
    this.clock = clock;
  }

  public ReleaseReservationResponse run(ReleaseReservationRequest request) {
    UUID reference = Ids.parse(request.getReference());
    return writes.once(
        request,
        ReleaseReservationResponse.parser(),
        () ->
            ReleaseReservationResponse.newBuilder()
                .setReservation(
                    (request.hasRevision()
                            ? release(reference, request.getRevision())
                            : release(reference, locked(reference).revision()))
                        .toProto())
                .build());
  }

  private Reservation locked(UUID reference) {
    return reservations
        .lock(reference)
        .orElseThrow(() -> Errors.notFound("reservation", reference));
  }

  /** Releases the attempts up to the revision; for who has a transaction already. */
  Reservation release(UUID reference, long revision) {
    Instant now = clock.instant();
    Reservation refusal =
        new Reservation(
            reference,
            null,
            Collections.unmodifiableSortedMap(new TreeMap<>()),
            Status.RELEASED,
            revision,
            now,
            now,
            now);
    if (reservations.insert(refusal)) {
      return refusal;
    }
    Reservation existing = locked(reference);
    if (existing.revision() > revision) {
      return existing;
    }
    if (existing.status() == Status.COMMITTED) {
      throw Errors.illegalTransition(
          "reservation", reference, existing.status().name(), Status.RELEASED.name());
    }
    if (!existing.isActive() && existing.revision() == revision) {
      return existing;
    }
    Levels levels = ledger.lock(existing.places(), true);
    existing.giveBack(levels);
    ledger.store(levels);
    Status ended = existing.isActive() ? Status.RELEASED : existing.status();
    Reservation released = existing.ended(ended, revision, now);
    reservations.update(released);
    return released;
  }
}
