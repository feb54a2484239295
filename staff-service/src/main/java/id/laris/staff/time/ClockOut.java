package id.laris.staff.time;

import id.laris.common.db.Writes;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.ClockOutRequest;
import id.laris.pos.v1.ClockOutResponse;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Ends the work of an employee, and the break that the employee may have.
 *
 * <p>Errors: NOT_CLOCKED_IN; INVALID_PIN; EMPLOYEE_NOT_AT_LOCATION; NOT_FOUND (employee);
 * PERMISSION_DENIED; VALIDATION_FAILED for a time before the last one of the entry.
 */
@Component
public class ClockOut {

  private final ClockingEmployee clocking;
  private final OpenEntry openEntry;
  private final Writes writes;

  ClockOut(ClockingEmployee clocking, OpenEntry openEntry, Writes writes) {
    this.clocking = clocking;
    this.openEntry = openEntry;
    this.writes = writes;
  }

  public ClockOutResponse run(ClockOutRequest request) {
    UUID employeeId =
        clocking.find(request.getEmployeeId(), request.getPin(), request.getLocationId());
    Instant at = clocking.time(request.hasAt(), request.getAt());
    // The employee stands for the PIN from here on: nothing that is stored depends on a PIN.
    ClockOutRequest known = request.toBuilder().setEmployeeId(employeeId.toString()).build();
    return writes.once(
        known,
        ClockOutResponse.parser(),
        () ->
            ClockOutResponse.newBuilder()
                .setTimeEntry(
                    openEntry.change(
                        known.getEmployeeId(),
                        at,
                        StaffEvents.CLOCKED_OUT,
                        entry -> entry.clockOut(at)))
                .build());
  }
}
