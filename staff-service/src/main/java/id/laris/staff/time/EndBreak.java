package id.laris.staff.time;

import id.laris.common.db.Writes;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.EndBreakRequest;
import id.laris.pos.v1.EndBreakResponse;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Ends the break of an employee, who works again.
 *
 * <p>Errors: NOT_CLOCKED_IN; INVALID_PIN; EMPLOYEE_NOT_AT_LOCATION; NOT_FOUND (employee);
 * PERMISSION_DENIED; VALIDATION_FAILED for a time before the last one of the entry;
 * ILLEGAL_STATE_TRANSITION without a break.
 */
@Component
public class EndBreak {

  private final ClockingEmployee clocking;
  private final OpenEntry openEntry;
  private final Writes writes;

  EndBreak(ClockingEmployee clocking, OpenEntry openEntry, Writes writes) {
    this.clocking = clocking;
    this.openEntry = openEntry;
    this.writes = writes;
  }

  public EndBreakResponse run(EndBreakRequest request) {
    UUID employeeId =
        clocking.find(request.getEmployeeId(), request.getPin(), request.getLocationId());
    Instant at = clocking.time(request.hasAt(), request.getAt());
    // The employee stands for the PIN from here on: nothing that is stored depends on a PIN.
    EndBreakRequest known = request.toBuilder().setEmployeeId(employeeId.toString()).build();
    return writes.once(
        known,
        EndBreakResponse.parser(),
        () ->
            EndBreakResponse.newBuilder()
                .setTimeEntry(
                    openEntry.change(
                        known.getEmployeeId(),
                        at,
                        StaffEvents.BREAK_ENDED,
                        entry -> entry.endBreak(at)))
                .build());
  }
}
