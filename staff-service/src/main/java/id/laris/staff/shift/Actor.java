package id.laris.staff.shift;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.staff.employee.Employee;
import id.laris.staff.employee.Employees;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds the employee who does something with a drawer. */
@Component
class Actor {

  private final Employees employees;

  Actor(Employees employees) {
    this.employees = employees;
  }

  /** Returns the employee whom a request names, or else its caller. */
  static UUID of(String employeeId) {
    return employeeId.isEmpty() ? Caller.current().userId() : Ids.parse(employeeId);
  }

  /**
   * Refuses an employee whom a request names and who does not work here. The caller itself needs no
   * employee: it may be a key.
   */
  void require(UUID employeeId) {
    boolean known =
        employeeId.equals(Caller.current().userId())
            || employees.findById(employeeId).filter(Employee::isActive).isPresent();
    if (!known) {
      throw Errors.notFound("employee", employeeId);
    }
  }
}
