package id.laris.sales.shift;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.GetTenderTotalsRequest;
import id.laris.pos.v1.GetTenderTotalsResponse;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Returns the money and the sales of a shift as they are now.
 *
 * <p>Errors: NOT_FOUND.
 */
@Component
public class GetTenderTotals {

  private final Shifts shifts;
  private final ShiftTotals totals;
  private final Reads reads;

  GetTenderTotals(Shifts shifts, ShiftTotals totals, Reads reads) {
    this.shifts = shifts;
    this.totals = totals;
    this.reads = reads;
  }

  public GetTenderTotalsResponse run(GetTenderTotalsRequest request) {
    UUID id = Ids.parse(request.getShiftId());
    return reads.run(
        () ->
            GetTenderTotalsResponse.newBuilder()
                .setShift(
                    shifts
                        .find(id)
                        .orElseThrow(() -> Errors.notFound(Shift.RESOURCE, id))
                        .toProto())
                .setTotals(totals.of(id))
                .build());
  }
}
