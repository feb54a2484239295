package id.laris.staff.role;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.pos.v1.GetRoleRequest;
import id.laris.pos.v1.GetRoleResponse;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads a role, built-in or not. Errors: NOT_FOUND. */
@Component
public class GetRole {

  private final Resource<Role, id.laris.pos.v1.Role> roles;

  GetRole(Resource<Role, id.laris.pos.v1.Role> roles) {
    this.roles = roles;
  }

  public GetRoleResponse run(GetRoleRequest request) {
    Optional<BuiltInRole> builtIn = BuiltInRole.of(Ids.parse(request.getRoleId()));
    return builtIn.isPresent()
        ? GetRoleResponse.newBuilder().setRole(builtIn.get().toProto()).build()
        : roles.get(request, GetRoleResponse.getDefaultInstance());
  }
}
