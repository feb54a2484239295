package id.laris.staff.register;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.RetireRegisterRequest;
import id.laris.pos.v1.RetireRegisterResponse;
import id.laris.staff.employee.Employees;
import id.laris.staff.role.BuiltInRole;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Retires a register for good and deactivates its devices; one that is retired stays as it is. It
 * takes an OWNER who has typed the word RETIRE.
 *
 * <p>Errors: NOT_FOUND; VERSION_CONFLICT; REGISTER_RETIREMENT_REFUSED.
 */
@Component
public class RetireRegister {

  private static final String CONFIRMATION = "RETIRE";

  private final Resource<Register, id.laris.pos.v1.Register> registers;
  private final Resource<Device, id.laris.pos.v1.Device> deviceResource;
  private final Devices devices;
  private final ActivationCodes codes;
  private final Employees employees;
  private final Writes writes;
  private final Clock clock;

  RetireRegister(
      Resource<Register, id.laris.pos.v1.Register> registers,
      Resource<Device, id.laris.pos.v1.Device> deviceResource,
      Devices devices,
      ActivationCodes codes,
      Employees employees,
      Writes writes,
      Clock clock) {
    this.registers = registers;
    this.deviceResource = deviceResource;
    this.devices = devices;
    this.codes = codes;
    this.employees = employees;
    this.writes = writes;
    this.clock = clock;
  }

  public RetireRegisterResponse run(RetireRegisterRequest request) {
    return writes.once(
        request,
        RetireRegisterResponse.parser(),
        () ->
            RetireRegisterResponse.newBuilder()
                .setRegister(retire(registers.lock(Ids.parse(request.getRegisterId())), request))
                .build());
  }

  private id.laris.pos.v1.Register retire(Register register, RetireRegisterRequest request) {
    requireOwner();
    if (!request.getConfirmation().equals(CONFIRMATION)) {
      throw refused("A register is retired for good: confirm it with the word RETIRE.");
    }
    if (register.isRetired()) {
      return registers.show(register);
    }
    register.requireVersion("register", request.hasVersion(), request.getVersion());
    // A register with an open shift must not be retired: shifts are asked here, under the
    // register's
    // lock.
    Instant now = clock.instant();
    register.retire(now);
    codes.remove(register.id());
    deactivateDevices(register, now);
    return registers.store(register, StaffEvents.REGISTER_RETIRED);
  }

  /** Development mode, and a key that may do everything, are as good as an OWNER. */
  private void requireOwner() {
    Caller caller = Caller.current();
    boolean owner =
        caller.scopes().contains(Caller.ALL_SCOPES)
            || employees
                .findById(caller.membershipId())
                .filter(employee -> employee.roleIds().contains(BuiltInRole.OWNER.id()))
                .isPresent();
    if (!owner) {
      throw refused("Only an employee with the role OWNER retires a register.");
    }
  }

  private void deactivateDevices(Register register, Instant now) {
    List<Device> active = devices.findByRegisterIdAndDeactivatedAtIsNullOrderById(register.id());
    active.forEach(device -> device.deactivate(now));
    var _ = deviceResource.storeAll(active, StaffEvents.DEVICE_DEACTIVATED);
  }

  private static PosException refused(String message) {
    return Errors.of(Reason.REGISTER_RETIREMENT_REFUSED, message).with("resource", "register");
  }
}
