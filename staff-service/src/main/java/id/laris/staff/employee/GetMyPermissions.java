package id.laris.staff.employee;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.pos.v1.GetMyPermissionsRequest;
import id.laris.pos.v1.GetMyPermissionsResponse;
import id.laris.staff.role.Roles;
import id.laris.staff.role.Scopes;
import org.springframework.stereotype.Component;

/** Tells the caller what it may do, and where it is. */
@Component
public class GetMyPermissions {

  private final Employees employees;
  private final Roles roles;
  private final Reads reads;

  GetMyPermissions(Employees employees, Roles roles, Reads reads) {
    this.employees = employees;
    this.roles = roles;
    this.reads = reads;
  }

  public GetMyPermissionsResponse run(GetMyPermissionsRequest request) {
    Caller caller = Caller.current();
    GetMyPermissionsResponse.Builder answer =
        GetMyPermissionsResponse.newBuilder()
            .setTenantId(caller.tenantId().toString())
            .addAllScopes(Scopes.ofCaller())
            .setRegisterId(Ids.text(caller.registerId()))
            .setLocationId(Ids.text(caller.locationId()));
    return reads.run(
        () -> {
          employees
              .findById(caller.membershipId())
              .ifPresent(
                  employee ->
                      answer
                          .setEmployee(employee.toProto())
                          .addAllRoles(roles.live(employee.roleIds())));
          return answer.build();
        });
  }
}
