package id.laris.inventory.reservation;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.inventory.reservation.OrderOutcomes.Outcome.Freed;
import id.laris.pos.v1.ReleaseReservationRequest;
import id.laris.pos.v1.ReleaseReservationResponse;
import id.laris.pos.v1.StockReservation.Status;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Releases reserved goods. Repeating it, or releasing an expired reservation, changes nothing.
 *
 * <p>With a revision it releases the attempts up to that one: a newer attempt is not touched, and
 * attempts up to that one that arrive later are refused.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION where the goods were sold.
 */
@Component
public class ReleaseReservation {

  private final Reservations reservations;
  private final OrderOutcomes outcomes;
  private final Writes writes;

  ReleaseReservation(Reservations reservations, OrderOutcomes outcomes, Writes writes) {
    this.reservations = reservations;
    this.outcomes = outcomes;
    this.writes = writes;
  }

  public ReleaseReservationResponse run(ReleaseReservationRequest request) {
    UUID reference = Ids.parse(request.getReference());
    return writes.once(
        request,
        ReleaseReservationResponse.parser(),
        () -> {
          Optional<Reservation> before = reservations.lock(reference);
          long revision =
              request.hasRevision()
                  ? request.getRevision()
                  : before.orElseThrow(() -> notFound(reference)).revision();
          before.ifPresent(reservation -> requireNotSold(reservation, revision));
          outcomes.record(List.of(new Freed(reference, revision)));
          return ReleaseReservationResponse.newBuilder()
              .setReservation(
                  reservations.find(reference).orElseThrow(() -> notFound(reference)).toProto())
              .build();
        });
  }

  private static void requireNotSold(Reservation reservation, long revision) {
    if (reservation.status() == Status.COMMITTED && reservation.revision() <= revision) {
      throw Errors.illegalTransition(
          "reservation",
          reservation.reference(),
          reservation.status().name(),
          Status.RELEASED.name());
    }
  }

  private static RuntimeException notFound(UUID reference) {
    return Errors.notFound("reservation", reference);
  }
}
