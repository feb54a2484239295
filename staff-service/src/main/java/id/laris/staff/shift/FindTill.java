package id.laris.staff.shift;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.pos.v1.FindTillRequest;
import id.laris.pos.v1.FindTillResponse;
import id.laris.staff.employee.Employee;
import id.laris.staff.employee.Employees;
import org.springframework.stereotype.Component;

/** Tells sales which registers and employees exist, in two statements. */
@Component
public class FindTill {

  private final TillRegisters registers;
  private final Employees employees;
  private final Reads reads;

  FindTill(TillRegisters registers, Employees employees, Reads reads) {
    this.registers = registers;
    this.employees = employees;
    this.reads = reads;
  }

  public FindTillResponse run(FindTillRequest request) {
    return reads.run(
        () -> {
          FindTillResponse.Builder response = FindTillResponse.newBuilder();
          if (request.getRegisterIdsCount() > 0) {
            registers
                .find(Ids.parseAll(request.getRegisterIdsList()))
                .forEach(
                    register ->
                        response
                            .addRegistersBuilder()
                            .setRegisterId(register.id().toString())
                            .setLocationId(register.locationId().toString())
                            .setActive(register.active()));
          }
          if (request.getEmployeeIdsCount() > 0) {
            employees.findByIdIn(Ids.parseAll(request.getEmployeeIdsList())).stream()
                .filter(employee -> !employee.isDeleted())
                .forEach(employee -> addTo(response, employee));
          }
          return response.build();
        });
  }

  private static void addTo(FindTillResponse.Builder response, Employee employee) {
    response
        .addEmployeesBuilder()
        .setEmployeeId(employee.id().toString())
        .setActive(employee.isActive());
  }
}
