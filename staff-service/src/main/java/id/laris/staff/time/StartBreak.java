package id.laris.staff.time;

import id.laris.common.db.Writes;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.StartBreakRequest;
import id.laris.pos.v1.StartBreakResponse;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Begins a break of an employee who works.
 *
 * <p>Errors: NOT_CLOCKED_IN; INVALID_PIN; EMPLOYEE_NOT_AT_LOCATION; NOT_FOUND (employee);
 * PERMISSION_DENIED; VALIDATION_FAILED for a time before the last one of the entry;
 * ILLEGAL_STATE_TRANSITION during a break.
 */
@Component
public class StartBreak {

  private final ClockingEmployee clocking;
  private final OpenEntry openEntry;
  private final Writes writes;

  StartBreak(ClockingEmployee clocking, OpenEntry openEntry, Writes writes) {
    this.clocking = clocking;
    this.openEntry = openEntry;
    this.writes = writes;
  }

  public StartBreakResponse run(StartBreakRequest request) {
    UUID employeeId =
        clocking.find(request.getEmployeeId(), request.getPin(), request.getLocationId());
    Instant at = clocking.time(request.hasAt(), request.getAt());
    // The employee stands for the PIN from here on: nothing that is stored depends on a PIN.
    StartBreakRequest known = request.toBuilder().setEmployeeId(employeeId.toString()).build();
    return writes.once(
        known,
        StartBreakResponse.parser(),
        () ->
            StartBreakResponse.newBuilder()
                .setTimeEntry(
                    openEntry.change(
                        known.getEmployeeId(),
                        at,
                        StaffEvents.BREAK_STARTED,
                        entry -> entry.startBreak(at, known.getPaid())))
                .build());
  }
}
