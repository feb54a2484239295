package id.laris.staff.role;

import id.laris.common.db.Change;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.events.types.StaffEvents;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tenant's own roles as a resource. */
@Configuration(proxyBeanMethods = false)
class RoleResource {

  /**
   * Beside the errors of every resource: ALREADY_EXISTS for the name; PERMISSION_DENIED for scopes
   * that the caller lacks; ILLEGAL_STATE_TRANSITION of a built-in role.
   */
  @Bean
  Resource<Role, id.laris.pos.v1.Role> roleResource(Resources resources, Roles roles) {
    return resources
        .of("role", roles, StaffEvents.ROLE)
        .fresh(Role::new)
        .content(Role::toProto)
        .updatable("name", "description", "scopes")
        .filled("name")
        .beforeLock((ids, paths) -> BuiltInRole.requireNone(ids))
        .beforeSave(changes -> changes.forEach(RoleResource::check))
        .beforeDelete((role, now) -> Scopes.requireOfCaller(role.scopes()))
        .apply(change -> change.row().take(change.after()))
        .build();
  }

  private static void check(Change<Role, id.laris.pos.v1.Role> change) {
    if (change.isCreate()) {
      requireFreeId(change.row());
    }
    requireFreeName(change);
    List<String> wanted = change.after().getScopesList();
    if (change.names("scopes")) {
      Scopes.requireKnown(change.field("scopes"), wanted);
    }
    Scopes.requireOfCaller(change.before().getScopesList());
    Scopes.requireOfCaller(wanted);
  }

  private static void requireFreeId(Role role) {
    if (BuiltInRole.of(role.id()).isPresent()) {
      throw Errors.alreadyExists("role", role.id());
    }
  }

  private static void requireFreeName(Change<Role, id.laris.pos.v1.Role> change) {
    String name = change.after().getName();
    if (Arrays.stream(BuiltInRole.values()).anyMatch(one -> one.name().equalsIgnoreCase(name))) {
      throw Errors.of(Reason.ALREADY_EXISTS, "A built-in role has this name: choose another.")
          .with("resource", "role")
          .with("field", "name");
    }
  }
}
