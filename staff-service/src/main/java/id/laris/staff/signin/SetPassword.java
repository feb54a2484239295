package id.laris.staff.signin;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.CallContext;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.Session.End;
import id.laris.pos.v1.SetPasswordRequest;
import id.laris.pos.v1.SetPasswordResponse;
import id.laris.staff.employee.Employee;
import id.laris.staff.role.Roles;
import id.laris.staff.role.Scopes;
import id.laris.staff.token.EndSessions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Sets a password: the caller's own with the one until now, or that of an employee who may not do
 * more than the caller. The other sessions of the employee end.
 *
 * <p>Errors: NOT_FOUND; PERMISSION_DENIED; UNAUTHENTICATED (the password until now is wrong);
 * RATE_LIMITED; ILLEGAL_STATE_TRANSITION (no e-mail address); VALIDATION_FAILED (one that everybody
 * tries first).
 */
@Component
public class SetPassword {

  private static final String PERMISSION = "staff.write";

  private final Resource<Employee, id.laris.pos.v1.Employee> employees;
  private final Roles roles;
  private final Passwords passwords;
  private final SlowHashes hashes;
  private final SignInLimits limits;
  private final EndSessions endSessions;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  SetPassword(
      Resource<Employee, id.laris.pos.v1.Employee> employees,
      Roles roles,
      Passwords passwords,
      SlowHashes hashes,
      SignInLimits limits,
      EndSessions endSessions,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.employees = employees;
    this.roles = roles;
    this.passwords = passwords;
    this.hashes = hashes;
    this.limits = limits;
    this.endSessions = endSessions;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  public SetPasswordResponse run(SetPasswordRequest request) {
    // The hash of a request is stored with its key: it must not be that of a password.
    SetPasswordRequest withoutSecrets =
        request.toBuilder().clearCurrentPassword().clearNewPassword().build();
    return writes.orAnsweredBefore(
        withoutSecrets,
        SetPasswordResponse.parser(),
        () -> {
          UUID employeeId = employeeId(request);
          requireAllowed(employeeId, request.getCurrentPassword());
          String hash = hashes.of(request.getNewPassword());
          return writes.once(
              withoutSecrets,
              SetPasswordResponse.parser(),
              () -> set(employeeId, request.getNewPassword(), hash));
        });
  }

  private static UUID employeeId(SetPasswordRequest request) {
    UUID given = Ids.parseOrNull(request.getEmployeeId());
    return given == null ? Caller.current().membershipId() : given;
  }

  private void requireAllowed(UUID employeeId, String currentPassword) {
    Caller caller = Caller.current();
    Optional<String> current = reads.run(() -> passwords.find(employeeId));
    if (employeeId.equals(caller.membershipId()) && current.isPresent()) {
      requireCurrent(employeeId, currentPassword, current.get());
    } else if (!caller.may(PERMISSION)) {
      throw Errors.permissionDenied(PERMISSION);
    }
  }

  private void requireCurrent(UUID employeeId, String password, String hash) {
    String address = CallContext.current().address();
    // No e-mail address has a space, so nobody else can use up these tries.
    String subject = "password of " + employeeId;
    limits.countFrom(address);
    limits.require(subject);
    if (!hashes.matches(password, hash)) {
      throw Errors.unauthenticated("The current password is wrong: nothing was changed.");
    }
    limits.succeeded(subject);
    limits.succeededFrom(address);
  }

  private SetPasswordResponse set(UUID employeeId, String password, String hash) {
    Employee employee = employees.lockLive(employeeId);
    Scopes.requireOfCaller(roles.scopes(employee.roleIds()));
    if (employee.email().isEmpty()) {
      throw Errors.wrongState(
          "employee", employeeId, "without e-mail address", "one to sign in by");
    }
    Passwords.requireGood("new_password", password, employee.email());
    passwords.store(employeeId, hash);
    employee.passwordSet(clock.instant());
    UUID ownSession = Caller.current().sessionId();
    endSessions.of(
        List.of(employeeId), session -> !session.id().equals(ownSession), End.SECRET_CHANGED);
    return SetPasswordResponse.newBuilder()
        .setEmployee(employees.store(employee, StaffEvents.EMPLOYEE_PASSWORD_SET))
        .build();
  }
}
