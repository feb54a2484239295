package id.laris.events.types;

import id.laris.common.db.EventTypes;
import id.laris.common.db.Lifecycle;
import id.laris.pos.Service;
import id.laris.pos.v1.Employee;
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

  private StaffEvents() {}
}
