package id.laris.staff.role;

import id.laris.common.db.Resource;
import id.laris.pos.v1.ListRolesRequest;
import id.laris.pos.v1.ListRolesResponse;
import org.springframework.stereotype.Component;

/** Lists the tenant's own roles, with the built-in ones beside them. Errors: INVALID_PAGE_TOKEN. */
@Component
public class ListRoles {

  private final Resource<Role, id.laris.pos.v1.Role> roles;

  ListRoles(Resource<Role, id.laris.pos.v1.Role> roles) {
    this.roles = roles;
  }

  public ListRolesResponse run(ListRolesRequest request) {
    return roles.list(request, ListRolesResponse.getDefaultInstance()).toBuilder()
        .addAllBuiltInRoles(BuiltInRole.shown())
        .build();
  }
}
