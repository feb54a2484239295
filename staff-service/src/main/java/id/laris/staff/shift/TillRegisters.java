package id.laris.staff.shift;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The registers as shifts and sales know them. */
@Component
class TillRegisters {

  /** A register. */
  record TillRegister(UUID id, UUID locationId, boolean active) {

    /** Refuses one that is no longer in use. */
    TillRegister requireActive() {
      if (!active) {
        throw Errors.wrongState("register", id, "RETIRED", "ACTIVE");
      }
      return this;
    }
  }

  private final JdbcClient jdbc;

  TillRegisters(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Finds the registers that exist. */
  List<TillRegister> find(Collection<UUID> ids) {
    return find(ids, "");
  }

  /** The register, which is not changed until the current transaction ends; or NOT_FOUND. */
  TillRegister hold(UUID id) {
    return find(List.of(id), " for share").stream().findFirst().orElseThrow(() -> notFound(id));
  }

  private List<TillRegister> find(Collection<UUID> ids, String lock) {
    return jdbc.sql(
            """
            select id, location_id, retired_at is null as active from staff.register
            where tenant_id = :tenant and id = any(:ids) order by id
            """
                + lock)
        .param("tenant", Caller.current().tenantId())
        .param("ids", ids.toArray(UUID[]::new))
        .query(
            (row, number) ->
                new TillRegister(
                    row.getObject("id", UUID.class),
                    row.getObject("location_id", UUID.class),
                    row.getBoolean("active")))
        .list();
  }

  private static PosException notFound(UUID id) {
    return Errors.notFound("register", id);
  }
}
