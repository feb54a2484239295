package id.laris.staff.shift;

import id.laris.common.Ids;
import id.laris.common.auth.Tills;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.CloseShiftRequest;
import id.laris.pos.v1.CloseShiftResponse;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Closes a shift that was counted, in three steps: store it as CLOSING, let sales end it and say
 * what it took, and store it as CLOSED with its Z report. If the call stops in between, a
 * repetition of it continues, or {@link UnfinishedShifts}.
 *
 * <p>Repeating it returns the closed shift, and so does closing it at the same moment as another.
 *
 * <p>Errors: NOT_FOUND of shift or employee; ILLEGAL_STATE_TRANSITION where it was not counted;
 * SHIFT_HAS_OPEN_ORDERS, and then it is OPEN again; UNAVAILABLE.
 */
@Component
public class CloseShift {

  private final Shifts shifts;
  private final Actor actor;
  private final ShiftClosing closing;
  private final ShiftReports reports;
  private final Writes writes;

  CloseShift(
      Shifts shifts, Actor actor, ShiftClosing closing, ShiftReports reports, Writes writes) {
    this.shifts = shifts;
    this.actor = actor;
    this.closing = closing;
    this.reports = reports;
    this.writes = writes;
  }

  public CloseShiftResponse run(CloseShiftRequest request) {
    UUID id = Ids.parse(request.getShiftId());
    return writes
        .answeredBefore(request, CloseShiftResponse.parser())
        .orElseGet(
            () -> {
              closing.finish(writes.run(() -> begin(id, request)));
              return writes.once(request, CloseShiftResponse.parser(), () -> response(id));
            });
  }

  private Shift begin(UUID id, CloseShiftRequest request) {
    Shift shift = shifts.lock(id).orElseThrow(() -> Errors.notFound(Shift.RESOURCE, id));
    Tills.requireAt(shift.registerId());
    UUID employeeId = Actor.of(request.getEmployeeId());
    actor.require(employeeId);
    shift.beginClose(employeeId, request.getCarryOverOpenOrders());
    return shifts.saveAndFlush(shift);
  }

  private CloseShiftResponse response(UUID id) {
    Shift shift = shifts.findById(id).orElseThrow();
    return CloseShiftResponse.newBuilder()
        .setShift(shift.toProto())
        .setReport(reports.z(shift))
        .build();
  }
}
