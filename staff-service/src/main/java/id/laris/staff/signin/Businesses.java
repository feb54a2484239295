package id.laris.staff.signin;

import id.laris.common.Caller;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The names of tenants, for those who choose between them. */
@Component
class Businesses {

  private final JdbcClient jdbc;

  Businesses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The name of the current tenant; empty where it has none. */
  String name() {
    return jdbc.sql("select name from staff.business where tenant_id = ?")
        .param(Caller.current().tenantId())
        .query(String.class)
        .optional()
        .orElse("");
  }

  void rename(String name) {
    jdbc.sql(
            """
            insert into staff.business (tenant_id, name) values (?, ?)
            on conflict (tenant_id) do update set name = excluded.name
            """)
        .params(Caller.current().tenantId(), name)
        .update();
  }
}
