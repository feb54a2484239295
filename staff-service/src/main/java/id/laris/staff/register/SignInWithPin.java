package id.laris.staff.register;

import id.laris.common.Caller;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.pos.v1.SignInWithPinRequest;
import id.laris.pos.v1.SignInWithPinResponse;
import id.laris.pos.v1.Tokens;
import id.laris.staff.employee.Employee;
import id.laris.staff.employee.Employees;
import id.laris.staff.pin.Pins;
import id.laris.staff.signin.BeginSession;
import id.laris.staff.signin.BeginSession.Begun;
import id.laris.staff.token.InTenant;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Signs in an employee on a device, by the device's credential and the employee's PIN. The session
 * is at the device's register, and lasts as long as its only token: then the PIN is entered again.
 *
 * <p>Errors: UNAUTHENTICATED for a device that is unknown or deactivated; INVALID_PIN;
 * EMPLOYEE_NOT_AT_LOCATION; MASTER_KEY_MISSING.
 */
@Component
public class SignInWithPin {

  private final Devices devices;
  private final Pins pins;
  private final Employees employees;
  private final BeginSession beginSession;
  private final JdbcClient jdbc;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  SignInWithPin(
      Devices devices,
      Pins pins,
      Employees employees,
      BeginSession beginSession,
      JdbcClient jdbc,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.devices = devices;
    this.pins = pins;
    this.employees = employees;
    this.beginSession = beginSession;
    this.jdbc = jdbc;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  public SignInWithPinResponse run(SignInWithPinRequest request) {
    DeviceCredential credential =
        DeviceCredential.read(request.getDeviceCredential()).orElseThrow(SignInWithPin::unknown);
    UUID tenantId = credential.tenantId();
    Device device =
        InTenant.call(
                tenantId, () -> reads.run(() -> active(devices.findById(credential.deviceId()))))
            .filter(one -> one.has(credential))
            .orElseThrow(SignInWithPin::unknown);
    // Wrong PINs count at the register of the device, as those of approvals do.
    Employee employee =
        InTenant.as(
            caller(tenantId, device, device.id()),
            () -> pins.check(device.locationId(), request.getPin()));
    Tokens tokens =
        InTenant.as(
                caller(tenantId, device, employee.id()),
                () -> writes.run(() -> begin(device.id(), employee.id())))
            .map(beginSession::tokens)
            .orElseThrow(SignInWithPin::unknown);
    return SignInWithPinResponse.newBuilder().setTokens(tokens).build();
  }

  private static Caller caller(UUID tenantId, Device device, UUID userId) {
    return new Caller(
        tenantId, userId, userId, Set.of(), device.registerId(), device.locationId(), null);
  }

  private static Optional<Device> active(Optional<Device> device) {
    return device.filter(Device::isActive);
  }

  /** Begins the session, unless the device or the employee was dismissed in the meantime. */
  private Optional<Begun> begin(UUID deviceId, UUID employeeId) {
    Optional<Employee> employee = employees.lock(employeeId).filter(Employee::isActive);
    Optional<Device> device = active(devices.lock(deviceId));
    if (employee.isEmpty() || device.isEmpty()) {
      return Optional.empty();
    }
    jdbc.sql("update staff.device set last_sign_in_at = ? where tenant_id = ? and id = ?")
        .params(clock.instant().atOffset(ZoneOffset.UTC), Caller.current().tenantId(), deviceId)
        .update();
    return Optional.of(
        beginSession.atTill(employee.get(), device.get().registerId(), device.get().locationId()));
  }

  private static PosException unknown() {
    return Errors.unauthenticated(
        "The device is not activated: activate it with a new code of its register.");
  }
}
