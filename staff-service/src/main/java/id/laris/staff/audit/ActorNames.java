package id.laris.staff.audit;

import id.laris.common.Caller;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The names of employees and API keys, for people who read the audit. */
@Component
class ActorNames {

  private final JdbcClient jdbc;

  ActorNames(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The names as they are now, by id; callers of other systems have none here. */
  Map<UUID, String> of(Collection<UUID> ids) {
    Map<UUID, String> names = new HashMap<>();
    if (!ids.isEmpty()) {
      jdbc.sql(
              """
              select id, name from staff.employee where tenant_id = :tenant and id = any (:ids)
              union all
              select id, name from staff.api_key where tenant_id = :tenant and id = any (:ids)
              """)
          .param("tenant", Caller.current().tenantId())
          .param("ids", ids.toArray(UUID[]::new))
          .query(
              row -> {
                names.put(row.getObject("id", UUID.class), row.getString("name"));
              });
    }
    return names;
  }
}
