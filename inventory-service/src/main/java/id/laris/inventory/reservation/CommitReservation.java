package id.laris.inventory.reservation;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.inventory.reservation.OrderOutcomes.Outcome.Sold;
import id.laris.inventory.stock.Moments;
import id.laris.pos.v1.CommitReservationRequest;
import id.laris.pos.v1.CommitReservationResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Turns reserved goods into sold ones. Repeating it changes nothing. Goods whose reservation has
 * ended are sold all the same, because the sale has happened, and flagged if there are none.
 *
 * <p>Errors: NOT_FOUND, also where the reference never reserved anything.
 */
@Component
public class CommitReservation {

  private final Reservations reservations;
  private final OrderOutcomes outcomes;
  private final Writes writes;
  private final Clock clock;

  CommitReservation(Reservations reservations, OrderOutcomes outcomes, Writes writes, Clock clock) {
    this.reservations = reservations;
    this.outcomes = outcomes;
    this.writes = writes;
    this.clock = clock;
  }

  public CommitReservationResponse run(CommitReservationRequest request) {
    UUID reference = Ids.parse(request.getReference());
    Instant soldAt =
        Moments.past(
            "occurred_at", request.hasOccurredAt(), request.getOccurredAt(), clock.instant());
    return writes.once(
        request,
        CommitReservationResponse.parser(),
        () -> {
          Reservation reservation =
              reservations.lock(reference).orElseThrow(() -> notFound(reference));
          UUID locationId = reservation.locationId();
          if (locationId == null) {
            throw notFound(reference);
          }
          outcomes.record(List.of(new Sold(reference, locationId, reservation.lines(), soldAt)));
          return CommitReservationResponse.newBuilder()
              .setReservation(
                  reservations.find(reference).orElseThrow(() -> notFound(reference)).toProto())
              .build();
        });
  }

  private static RuntimeException notFound(UUID reference) {
    return Errors.notFound("reservation", reference);
  }
}
