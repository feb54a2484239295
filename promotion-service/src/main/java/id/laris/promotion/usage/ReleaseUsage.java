package id.laris.promotion.usage;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.ReleaseUsageRequest;
import id.laris.pos.v1.ReleaseUsageResponse;
import id.laris.pos.v1.UsageReservation.Status;
import id.laris.promotion.usage.UsageOutcomes.Outcome.Freed;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives back the uses that are reserved for an order. Repeating it, or releasing an expired
 * reservation or none, changes nothing.
 *
 * <p>With a revision it releases the attempts up to that one: a newer attempt is not touched, and
 * attempts up to that one that arrive later are refused.
 *
 * <p>Errors: ILLEGAL_STATE_TRANSITION where the order was completed.
 */
@Component
public class ReleaseUsage {

  private final Reservations reservations;
  private final UsageOutcomes outcomes;
  private final Writes writes;

  ReleaseUsage(Reservations reservations, UsageOutcomes outcomes, Writes writes) {
    this.reservations = reservations;
    this.outcomes = outcomes;
    this.writes = writes;
  }

  public ReleaseUsageResponse run(ReleaseUsageRequest request) {
    UUID orderId = Ids.parse(request.getOrderId());
    return writes.once(
        request,
        ReleaseUsageResponse.parser(),
        () -> {
          Optional<Reservation> before = reservations.lock(orderId);
          if (before.isEmpty() && !request.hasRevision()) {
            return ReleaseUsageResponse.getDefaultInstance();
          }
          long revision =
              request.hasRevision() ? request.getRevision() : before.orElseThrow().revision();
          before.ifPresent(reservation -> requireNotUsed(reservation, revision));
          Reservation after = outcomes.record(List.of(new Freed(orderId, revision))).getFirst();
          return ReleaseUsageResponse.newBuilder().setReservation(after.toProto()).build();
        });
  }

  private static void requireNotUsed(Reservation reservation, long revision) {
    if (reservation.status() == Status.USED && reservation.revision() <= revision) {
      throw Errors.illegalTransition(
          "usage reservation",
          reservation.orderId(),
          reservation.status().name(),
          Status.RELEASED.name());
    }
  }
}
