package id.laris.staff.employee;

import id.laris.common.Ids;
import id.laris.common.client.RemoteLocations;
import id.laris.common.client.RemoteServices;
import id.laris.common.db.Change;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.grpc.Protos;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.ListEmployeesRequest;
import id.laris.staff.role.BuiltInRole;
import id.laris.staff.role.Roles;
import id.laris.staff.role.Scopes;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Employees as a resource. */
@Configuration(proxyBeanMethods = false)
class EmployeeResource {

  /**
   * Beside the errors of every resource: NOT_FOUND (role); LOCATION_NOT_FOUND; ALREADY_EXISTS for
   * the e-mail address; PERMISSION_DENIED for scopes that the caller lacks;
   * ILLEGAL_STATE_TRANSITION of the last active OWNER.
   */
  @Bean
  Resource<Employee, id.laris.pos.v1.Employee> employeeResource(
      Resources resources,
      Employees employees,
      EmployeeNumbers numbers,
      LastOwner lastOwner,
      Roles roles,
      RemoteServices services,
      Clock clock) {
    RemoteLocations locations = new RemoteLocations(services, clock);
    return resources
        .of("employee", employees, StaffEvents.EMPLOYEE)
        .fresh(Employee::new)
        .defaults(id.laris.pos.v1.Employee.newBuilder().setActive(true).build())
        .content(Employee::toProto)
        .isSame(EmployeeResource::isSame)
        .updatable(
            "name",
            "given_name",
            "family_name",
            "email",
            "phone",
            "location_ids",
            "role_ids",
            "notes",
            "active")
        .filled("name")
        .filter(ListEmployeesRequest.class, EmployeeResource::filter)
        .beforeTransaction(
            (before, after) ->
                locations.require(
                    Ids.added(before.getLocationIdsList(), after.getLocationIdsList())))
        .beforeSave(
            changes -> {
              changes.forEach(change -> check(change, roles, lastOwner));
              number(changes, numbers);
            })
        .beforeDelete(
            (employee, now) -> {
              Scopes.requireOfCaller(roles.scopes(employee.roleIds()));
              if (employee.isActiveOwner()) {
                lastOwner.requireAnother(employee);
              }
            })
        .apply(change -> change.row().take(change.after()))
        .build();
  }

  private static void check(
      Change<Employee, id.laris.pos.v1.Employee> change, Roles roles, LastOwner lastOwner) {
    List<String> before = change.before().getRoleIdsList();
    List<String> after = change.after().getRoleIdsList();
    roles.require(Ids.added(before, after));
    Scopes.requireOfCaller(roles.scopes(Ids.parseAll(before)));
    Scopes.requireOfCaller(roles.scopes(Ids.parseAll(after)));
    boolean staysOwner =
        change.after().getActive() && after.contains(BuiltInRole.OWNER.id().toString());
    if (change.row().isActiveOwner() && !change.isCreate() && !staysOwner) {
      lastOwner.requireAnother(change.row());
    }
  }

  private static void number(
      List<Change<Employee, id.laris.pos.v1.Employee>> changes, EmployeeNumbers numbers) {
    List<Employee> fresh = changes.stream().map(Change::row).filter(Employee::isNew).toList();
    if (!fresh.isEmpty()) {
      List<String> next = numbers.next(fresh.size());
      for (int i = 0; i < fresh.size(); i++) {
        fresh.get(i).number(next.get(i));
      }
    }
  }

  /** Returns whether an employee was created by the same request: number and secrets came later. */
  private static boolean isSame(
      Employee stored, Change<Employee, id.laris.pos.v1.Employee> wanted) {
    id.laris.pos.v1.Employee before = stored.toProto();
    return Protos.sameContent(
        before,
        wanted.row().toProto().toBuilder()
            .setNumber(before.getNumber())
            .setHasPin(before.getHasPin())
            .setHasPassword(before.getHasPassword())
            .build());
  }

  private static Filter<Employee> filter(ListEmployeesRequest request) {
    Filter<Employee> filter =
        Filter.<Employee>all()
            .equal("active", request.hasActive() ? request.getActive() : null)
            .atLeast(
                "updatedAt",
                request.hasUpdatedSince()
                    ? Protos.instant("updated_since", request.getUpdatedSince())
                    : null);
    having(filter, "? = any(?)", "roleIds", request.getRoleId());
    having(filter, "(? = any(?2) or cardinality(?2) = 0)", "locationIds", request.getLocationId());
    return filter;
  }

  private static void having(Filter<Employee> filter, String sql, String array, String id) {
    if (!id.isEmpty()) {
      UUID wanted = Ids.parse(id);
      filter.and(
          (row, cb) -> {
            HibernateCriteriaBuilder builder = (HibernateCriteriaBuilder) cb;
            return builder.isTrue(
                builder.sql(sql, Boolean.class, builder.value(wanted), row.get(array)));
          });
    }
  }
}
