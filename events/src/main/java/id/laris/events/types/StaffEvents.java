package id.laris.events.types;

import id.laris.common.db.EventType;
import id.laris.common.db.EventTypes;
import id.laris.common.db.Lifecycle;
import id.laris.pos.Service;
import id.laris.pos.v1.ApiKey;
import id.laris.pos.v1.Approval;
import id.laris.pos.v1.CashCount;
import id.laris.pos.v1.CashMovement;
import id.laris.pos.v1.Commission;
import id.laris.pos.v1.CommissionRule;
import id.laris.pos.v1.Device;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.Register;
import id.laris.pos.v1.Role;
import id.laris.pos.v1.Session;
import id.laris.pos.v1.Shift;
import id.laris.pos.v1.TimeEntry;
import id.laris.pos.v1.TimeSettings;

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

  public static final EventType<Employee> EMPLOYEE_PASSWORD_SET =
      EMPLOYEES.event("EmployeePasswordSet", "An employee got a password, the first or another.");

  private static final EventTypes.Aggregate<Role> ROLES =
      ALL.aggregate("Role", Role.getDefaultInstance());
  public static final Lifecycle<Role> ROLE =
      new Lifecycle<>(
          ROLES.event("RoleCreated", "A role was created."),
          ROLES.event("RoleUpdated", "A role was changed."),
          ROLES.event("RoleDeleted", "A role was deleted."));

  // Shifts

  private static final EventTypes.Aggregate<Shift> SHIFTS =
      ALL.aggregate("Shift", Shift.getDefaultInstance());
  public static final EventType<Shift> SHIFT_OPENED =
      SHIFTS.event("ShiftOpened", "A shift of a register was opened.");
  public static final EventType<Shift> SHIFT_CLOSED =
      SHIFTS.event("ShiftClosed", "A shift was closed and has its Z report.");
  public static final EventType<Shift> SHIFT_CORRECTED =
      SHIFTS.event("ShiftCorrected", "Money of a closed shift arrived late.");
  public static final Lifecycle<Shift> SHIFT = new Lifecycle<>(SHIFT_OPENED, null, null);

  public static final Lifecycle<CashMovement> CASH_MOVEMENT =
      new Lifecycle<>(
          ALL.aggregate("CashMovement", CashMovement.getDefaultInstance())
              .event(
                  "CashMovementRecorded",
                  "Money was put into a drawer or taken out of it beside sales."),
          null,
          null);

  public static final Lifecycle<CashCount> CASH_COUNT =
      new Lifecycle<>(
          ALL.aggregate("CashCount", CashCount.getDefaultInstance())
              .event("DrawerCounted", "The drawer of a shift was counted."),
          null,
          null);
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

  // Sessions and keys

  private static final EventTypes.Aggregate<Session> SESSIONS =
      ALL.aggregate("Session", Session.getDefaultInstance());
  public static final EventType<Session> SESSION_STARTED =
      SESSIONS.event("SessionStarted", "An employee signed in.");
  public static final EventType<Session> SESSION_ENDED =
      SESSIONS.event("SessionEnded", "A session was ended, by sign-out or for its safety.");

  private static final EventTypes.Aggregate<ApiKey> API_KEYS =
      ALL.aggregate("ApiKey", ApiKey.getDefaultInstance());
  public static final Lifecycle<ApiKey> API_KEY =
      new Lifecycle<>(API_KEYS.event("ApiKeyCreated", "An API key was created."), null, null);
  public static final EventType<ApiKey> API_KEY_ROTATED =
      API_KEYS.event("ApiKeyRotated", "An API key got another secret.");
  public static final EventType<ApiKey> API_KEY_REVOKED =
      API_KEYS.event("ApiKeyRevoked", "An API key was revoked for good.");

  // Times of work and commissions.

  private static final EventTypes.Aggregate<TimeEntry> TIME_ENTRIES =
      ALL.aggregate("TimeEntry", TimeEntry.getDefaultInstance());
  public static final EventType<TimeEntry> CLOCKED_IN =
      TIME_ENTRIES.event("ClockedIn", "An employee began to work.");
  public static final EventType<TimeEntry> CLOCKED_OUT =
      TIME_ENTRIES.event("ClockedOut", "An employee stopped working.");
  public static final EventType<TimeEntry> BREAK_STARTED =
      TIME_ENTRIES.event("BreakStarted", "An employee began a break.");
  public static final EventType<TimeEntry> BREAK_ENDED =
      TIME_ENTRIES.event("BreakEnded", "An employee ended a break.");
  public static final EventType<TimeEntry> TIME_ENTRY_ADDED =
      TIME_ENTRIES.event("TimeEntryAdded", "A missing time of work was added by hand.");
  public static final EventType<TimeEntry> TIME_ENTRY_CORRECTED =
      TIME_ENTRIES.event("TimeEntryCorrected", "A time of work was corrected or cancelled.");
  public static final EventType<TimeEntry> TIME_ENTRY_FORGOTTEN =
      TIME_ENTRIES.event("TimeEntryForgotten", "An employee did not clock out in time.");

  public static final EventType<TimeSettings> TIME_SETTINGS_UPDATED =
      ALL.aggregate("TimeSettings", TimeSettings.getDefaultInstance())
          .event("TimeSettingsUpdated", "The settings for times of work were changed.");

  private static final EventTypes.Aggregate<CommissionRule> COMMISSION_RULES =
      ALL.aggregate("CommissionRule", CommissionRule.getDefaultInstance());
  public static final Lifecycle<CommissionRule> COMMISSION_RULE =
      new Lifecycle<>(
          COMMISSION_RULES.event("CommissionRuleCreated", "A rule of commissions was created."),
          COMMISSION_RULES.event("CommissionRuleUpdated", "A rule of commissions was changed."),
          COMMISSION_RULES.event("CommissionRuleDeleted", "A rule of commissions was deleted."));

  public static final EventType<Commission> COMMISSION_PAID =
      ALL.aggregate("Commission", Commission.getDefaultInstance())
          .event("CommissionPaid", "Commissions were paid to an employee.");

  private StaffEvents() {}
}
