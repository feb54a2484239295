package id.laris.staff.signin;

import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.CreateEmployeeRequest;
import id.laris.pos.v1.CreateOwnerRequest;
import id.laris.pos.v1.CreateOwnerResponse;
import id.laris.staff.employee.Employee;
import id.laris.staff.role.BuiltInRole;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Makes an OWNER with a password, for an operator who has the service key. The tenant is that of
 * the call, and need not have anything yet.
 *
 * <p>Errors: ALREADY_EXISTS (an employee has the e-mail address); VALIDATION_FAILED (a password
 * that everybody tries first).
 */
@Component
public class CreateOwner {

  private final Resource<Employee, id.laris.pos.v1.Employee> employees;
  private final Passwords passwords;
  private final SlowHashes hashes;
  private final Businesses businesses;
  private final Writes writes;
  private final Clock clock;

  CreateOwner(
      Resource<Employee, id.laris.pos.v1.Employee> employees,
      Passwords passwords,
      SlowHashes hashes,
      Businesses businesses,
      Writes writes,
      Clock clock) {
    this.employees = employees;
    this.passwords = passwords;
    this.hashes = hashes;
    this.businesses = businesses;
    this.writes = writes;
    this.clock = clock;
  }

  public CreateOwnerResponse run(CreateOwnerRequest request) {
    Passwords.requireGood("password", request.getPassword(), request.getEmail());
    // The hash of a request is stored with its key: it must not be that of a password.
    CreateOwnerRequest withoutSecret = request.toBuilder().clearPassword().build();
    String hash = hashes.of(request.getPassword());
    return writes.once(
        withoutSecret, CreateOwnerResponse.parser(), () -> create(withoutSecret, hash));
  }

  private CreateOwnerResponse create(CreateOwnerRequest request, String hash) {
    id.laris.pos.v1.Employee made =
        employees.make(
            CreateEmployeeRequest.newBuilder()
                .setName(request.getName())
                .setEmail(request.getEmail())
                .addRoleIds(BuiltInRole.OWNER.id().toString())
                .build());
    Employee owner = employees.lockLive(UUID.fromString(made.getId()));
    passwords.store(owner.id(), hash);
    owner.passwordSet(clock.instant());
    if (!request.getTenantName().isEmpty()) {
      businesses.rename(request.getTenantName());
    }
    return CreateOwnerResponse.newBuilder()
        .setEmployee(employees.store(owner, StaffEvents.EMPLOYEE_PASSWORD_SET))
        .build();
  }
}
