package id.laris.staff.shift;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.staff.employee.Employee;
import id.laris.staff.employee.Employees;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Finds the employee who does something with a drawer, and refuses those who may not.
 *
 * <p>An employee acts in the own name, and at a till on its own register only: the Z report must
 * not name somebody who was not there, and nobody closes the drawer of another shop. Who keeps the
 * staff may name others, and so may systems, which are no employees.
 */
@Component
class Actor {

  private static final String FOR_OTHERS = "staff.write";

  private final Employees employees;

  Actor(Employees employees) {
    this.employees = employees;
  }

  /** Returns the employee whom a request names, or else its caller. */
  static UUID of(String employeeId) {
    return employeeId.isEmpty() ? Caller.current().userId() : Ids.parse(employeeId);
  }

  /**
   * Refuses an employee whom a request names and who does not work here, or who is not the caller.
   * The caller itself needs no employee: it may be a key.
   *
   * <p>Errors: NOT_FOUND; PERMISSION_DENIED.
   */
  void require(UUID employeeId) {
    Caller caller = Caller.current();
    if (employeeId.equals(caller.userId())) {
      return;
    }
    if (employees.findById(employeeId).filter(Employee::isActive).isEmpty()) {
      throw Errors.notFound("employee", employeeId);
    }
    if (!caller.may(FOR_OTHERS) && employees.findById(caller.userId()).isPresent()) {
      throw Errors.permissionDenied(FOR_OTHERS);
    }
  }
}
