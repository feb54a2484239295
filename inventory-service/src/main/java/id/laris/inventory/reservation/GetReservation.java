package id.laris.inventory.reservation;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.GetReservationRequest;
import id.laris.pos.v1.GetReservationResponse;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Reads one reservation, by its reference.
 *
 * <p>Errors: NOT_FOUND.
 */
@Component
public class GetReservation {

  private final Reservations reservations;
  private final Reads reads;

  GetReservation(Reservations reservations, Reads reads) {
    this.reservations = reservations;
    this.reads = reads;
  }

  public GetReservationResponse run(GetReservationRequest request) {
    UUID reference = Ids.parse(request.getReference());
    return reads.run(
        () ->
            GetReservationResponse.newBuilder()
                .setReservation(
                    reservations
                        .find(reference)
                        .orElseThrow(() -> Errors.notFound("reservation", reference))
                        .toProto())
                .build());
  }
}
