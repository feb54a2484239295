package id.laris.customer.reward;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.customer.profile.Customers;
import id.laris.customer.reward.RewardOutcomes.Outcome.Freed;
import id.laris.pos.v1.ReleaseRewardRequest;
import id.laris.pos.v1.ReleaseRewardResponse;
import id.laris.pos.v1.RewardReservation.Status;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Gives back the points that are held for an order. Repeating it, or releasing an expired
 * reservation or none, changes nothing.
 *
 * <p>With a revision it releases the attempts up to that one: a newer attempt is not touched, and
 * attempts up to that one that arrive later are refused.
 *
 * <p>Errors: ILLEGAL_STATE_TRANSITION where the points are spent.
 */
@Component
public class ReleaseReward {

  private final Reservations reservations;
  private final RewardOutcomes outcomes;
  private final Customers customers;
  private final Writes writes;

  ReleaseReward(
      Reservations reservations, RewardOutcomes outcomes, Customers customers, Writes writes) {
    this.reservations = reservations;
    this.outcomes = outcomes;
    this.customers = customers;
    this.writes = writes;
  }

  public ReleaseRewardResponse run(ReleaseRewardRequest request) {
    UUID orderId = Ids.parse(request.getOrderId());
    return writes.once(
        request,
        ReleaseRewardResponse.parser(),
        () -> {
          customers.bearers(reservations.customers(List.of(orderId)));
          Optional<Reservation> before = reservations.lock(orderId);
          if (before.isEmpty() && !request.hasRevision()) {
            return ReleaseRewardResponse.getDefaultInstance();
          }
          long revision =
              request.hasRevision() ? request.getRevision() : before.orElseThrow().revision();
          before.ifPresent(reservation -> requireNotSpent(reservation, revision));
          Reservation after = outcomes.record(List.of(new Freed(orderId, revision))).getFirst();
          return ReleaseRewardResponse.newBuilder().setReservation(after.toProto()).build();
        });
  }

  private static void requireNotSpent(Reservation reservation, long revision) {
    if (reservation.status() == Status.SPENT && reservation.revision() <= revision) {
      throw Errors.illegalTransition(
          "reward reservation",
          reservation.orderId(),
          reservation.status().name(),
          Status.RELEASED.name());
    }
  }
}
