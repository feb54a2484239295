package id.laris.sales.shift;

import static java.util.stream.Collectors.joining;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.EndShiftRequest;
import id.laris.pos.v1.EndShiftResponse;
import id.laris.pos.v1.TenderTotals;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Takes no more payments into a shift, and returns its totals. It waits for payments that hold the
 * shift, and those that come meanwhile wait for it: each is in these totals, or not in this shift.
 *
 * <p>Repeating it returns the totals of now.
 *
 * <p>Errors: NOT_FOUND; SHIFT_HAS_OPEN_ORDERS (order_ids) unless they are carried over.
 */
@Component
public class EndShift {

  /** As many as fit into a fact of an error. */
  private static final int MOST_NAMED = 8;

  private final Shifts shifts;
  private final ShiftTotals totals;
  private final Writes writes;
  private final Clock clock;

  EndShift(Shifts shifts, ShiftTotals totals, Writes writes, Clock clock) {
    this.shifts = shifts;
    this.totals = totals;
    this.writes = writes;
    this.clock = clock;
  }

  public EndShiftResponse run(EndShiftRequest request) {
    UUID id = Ids.parse(request.getShiftId());
    return writes.once(
        request,
        EndShiftResponse.parser(),
        () -> {
          Shift shift = shifts.lock(id).orElseThrow(() -> Errors.notFound(Shift.RESOURCE, id));
          TenderTotals now = totals.of(id);
          if (shift.isOpen()) {
            if (now.getOpenOrderCount() > 0 && !request.getCarryOverOpenOrders()) {
              throw hasOpenOrders(id, now);
            }
            Instant end = clock.instant();
            shifts.end(id, end);
            shift = shift.endedAt(end);
          }
          return EndShiftResponse.newBuilder().setShift(shift.toProto()).setTotals(now).build();
        });
  }

  private static PosException hasOpenOrders(UUID shiftId, TenderTotals totals) {
    return Errors.of(
            Reason.SHIFT_HAS_OPEN_ORDERS,
            "%d orders that are not closed hold money of the shift: close them, or carry them over."
                .formatted(totals.getOpenOrderCount()))
        .with("shift_id", shiftId)
        .with("orders", totals.getOpenOrderCount())
        .with(
            "order_ids",
            totals.getOpenOrdersList().stream()
                .limit(MOST_NAMED)
                .map(TenderTotals.OpenOrder::getOrderId)
                .collect(joining(",")));
  }
}
