package id.laris.events.types;

import id.laris.common.db.EventType;
import id.laris.common.db.EventTypes;
import id.laris.common.db.Lifecycle;
import id.laris.pos.Service;
import id.laris.pos.v1.Approval;
import id.laris.pos.v1.Device;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.Register;
import id.laris.pos.v1.Role;

/** The events of staff. No payload has a secret. */
public final class StaffEvents {

  static final EventTypes ALL = new EventTypes(Service.STAFF.shortName());

  private static final EventTypes.Aggregate<Employee> EMPLOYEES =
      ALL.aggregate("Employee", Employee.getDefaultInstance());
  public static final Lifecycle<Employee> EMPLOYEE =
      new Lifecycle<>(
          EMPLOYEES.event("EmployeeCreated", "An employee was created."),
          EMPLOYEES.event("EmployeeUpdated", "An employee was changed."),
          EMPLOYEES.event("EmployeeDeleted", "An employee was deleted."));

  private static final EventTypes.Aggregate<Role> ROLES =
      ALL.aggregate("Role", Role.getDefaultInstance());
  public static final Lifecycle<Role> ROLE =
      new Lifecycle<>(
          ROLES.event("RoleCreated", "A role was created."),
          ROLES.event("RoleUpdated", "A role was changed."),
          ROLES.event("RoleDeleted", "A role was deleted."));

  // Registers, devices, PINs, approvals

  public static final EventType<Employee> EMPLOYEE_PIN_SET =
      EMPLOYEES.event("EmployeePinSet", "An employee got a PIN, or lost it.");

  private static final EventTypes.Aggregate<Register> REGISTERS =
      ALL.aggregate("Register", Register.getDefaultInstance());
  public static final Lifecycle<Register> REGISTER =
      new Lifecycle<>(
          REGISTERS.event("RegisterCreated", "A register was created."),
          REGISTERS.event("RegisterUpdated", "A register was changed."),
          null);
  public static final EventType<Register> REGISTER_RETIRED =
      REGISTERS.event("RegisterRetired", "A register was retired for good.");
  public static final EventType<Register> ACTIVATION_CODE_CREATED =
      REGISTERS.event("ActivationCodeCreated", "A code that activates a device was made.");

  private static final EventTypes.Aggregate<Device> DEVICES =
      ALL.aggregate("Device", Device.getDefaultInstance());
  public static final EventType<Device> DEVICE_ACTIVATED =
      DEVICES.event("DeviceActivated", "A device was activated at a register.");
  public static final EventType<Device> DEVICE_DEACTIVATED =
      DEVICES.event("DeviceDeactivated", "A device was deactivated for good.");

  private static final EventTypes.Aggregate<Approval> APPROVALS =
      ALL.aggregate("Approval", Approval.getDefaultInstance());
  public static final EventType<Approval> APPROVAL_GIVEN =
      APPROVALS.event("ApprovalGiven", "An employee approved a call of another.");
  public static final EventType<Approval> APPROVAL_USED =
      APPROVALS.event("ApprovalUsed", "A call used an approval.");

  private StaffEvents() {}
}
