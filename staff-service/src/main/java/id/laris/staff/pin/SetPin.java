package id.laris.staff.pin;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.Session.End;
import id.laris.pos.v1.SetPinRequest;
import id.laris.pos.v1.SetPinResponse;
import id.laris.staff.employee.Employee;
import id.laris.staff.role.Roles;
import id.laris.staff.role.Scopes;
import id.laris.staff.token.EndSessions;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Gives an employee a PIN in place of the one before, or takes it away.
 *
 * <p>A caller who sets one PIN after the other would learn those of others, so one that is in use
 * counts as a wrong PIN.
 *
 * <p>Errors: NOT_FOUND; PIN_IN_USE; INVALID_PIN, with the time to wait, after too many that are in
 * use; VALIDATION_FAILED for one that is guessed first; PERMISSION_DENIED for an employee who may
 * do more than the caller; MASTER_KEY_MISSING.
 */
@Component
public class SetPin {

  private final Pins pins;
  private final PinTries tries;
  private final Resource<Employee, id.laris.pos.v1.Employee> employees;
  private final Roles roles;
  private final EndSessions endSessions;
  private final Writes writes;
  private final Clock clock;

  SetPin(
      Pins pins,
      PinTries tries,
      Resource<Employee, id.laris.pos.v1.Employee> employees,
      Roles roles,
      EndSessions endSessions,
      Writes writes,
      Clock clock) {
    this.pins = pins;
    this.tries = tries;
    this.employees = employees;
    this.roles = roles;
    this.endSessions = endSessions;
    this.writes = writes;
    this.clock = clock;
  }

  public SetPinResponse run(SetPinRequest request) {
    UUID employeeId = Ids.parse(request.getEmployeeId());
    String pin = request.getPin();
    if (pin.isEmpty()) {
      return writes.once(
          request,
          SetPinResponse.parser(),
          () -> change(employeeId, false, () -> pins.remove(employeeId)));
    }
    if (TrivialPins.contain(pin)) {
      throw Errors.invalid(
          "pin", "is one that is guessed first, such as 0000, 1234 or 1212: choose another");
    }
    String encoded = pins.encode(pin);
    // Without the PIN: a repeated call with another would tell whether that one is right.
    SetPinRequest kept = request.toBuilder().clearPin().build();
    return countingPinsInUse(
        () ->
            writes.once(
                kept,
                SetPinResponse.parser(),
                () -> change(employeeId, true, () -> pins.store(employeeId, pin, encoded))));
  }

  private SetPinResponse countingPinsInUse(Supplier<SetPinResponse> work) {
    tries.begin();
    try {
      SetPinResponse answer = work.get();
      tries.wasRight();
      return answer;
    } catch (PosException e) {
      if (e.reason() != Reason.PIN_IN_USE) {
        tries.wasRight();
      }
      throw e;
    }
  }

  private SetPinResponse change(UUID employeeId, boolean hasPin, Runnable change) {
    Employee employee = employees.lockLive(employeeId);
    Scopes.requireOfCaller(roles.scopes(employee.roleIds()));
    change.run();
    employee.pinSet(hasPin, clock.instant());
    UUID ownSession = Caller.current().sessionId();
    endSessions.of(
        List.of(employeeId),
        session -> session.registerId() != null && !session.id().equals(ownSession),
        End.SECRET_CHANGED);
    return SetPinResponse.newBuilder()
        .setEmployee(employees.store(employee, StaffEvents.EMPLOYEE_PIN_SET))
        .build();
  }
}
