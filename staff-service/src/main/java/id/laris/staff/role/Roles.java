package id.laris.staff.role;

import id.laris.common.db.Rows;
import id.laris.common.errors.Errors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tenant's own roles, and by their ids the built-in ones too. */
public interface Roles extends Rows<Role> {

  /** The roles with these ids, in their order; those that are deleted or missing are left out. */
  default List<id.laris.pos.v1.Role> live(Collection<UUID> ids) {
    List<UUID> own = ids.stream().filter(id -> BuiltInRole.of(id).isEmpty()).toList();
    Map<UUID, Role> found =
        own.isEmpty()
            ? Map.of()
            : findByIdIn(own).stream()
                .filter(role -> !role.isDeleted())
                .collect(Collectors.toMap(Role::id, Function.identity()));
    List<id.laris.pos.v1.Role> live = new ArrayList<>();
    for (UUID id : ids) {
      BuiltInRole.of(id).ifPresent(role -> live.add(role.toProto()));
      Role role = found.get(id);
      if (role != null) {
        live.add(role.toProto());
      }
    }
    return live;
  }

  /** Everything that somebody with these roles may do. */
  default Set<String> scopes(Collection<UUID> ids) {
    Set<String> scopes = new TreeSet<>();
    live(ids).forEach(role -> scopes.addAll(role.getScopesList()));
    return scopes;
  }

  /** Refuses ids of roles that do not exist or are deleted. Errors: NOT_FOUND. */
  default void require(Collection<UUID> ids) {
    Set<String> live =
        live(ids).stream().map(id.laris.pos.v1.Role::getId).collect(Collectors.toSet());
    ids.stream()
        .filter(id -> !live.contains(id.toString()))
        .findFirst()
        .ifPresent(
            id -> {
              throw Errors.notFound("role", id);
            });
  }
}
