package id.laris.catalog.change;

import id.laris.common.Caller;
import id.laris.common.db.Outbox;
import id.laris.common.db.TenantRow;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes down every change of the catalog for the delta that terminals read, in its transaction and
 * under the number of its events.
 */
@Component
public class ChangeLog {

  /** The resources whose changes terminals read. The names are in the database. */
  public enum Kind {
    Category,
    Product,
    Variant,
    Price,
    ModifierGroup,
    TaxRule,
    ServiceCharge
  }

  private final Outbox outbox;
  private final JdbcClient jdbc;

  ChangeLog(Outbox outbox, JdbcClient jdbc) {
    this.outbox = outbox;
    this.jdbc = jdbc;
  }

  /** Records changes of resources, whose events this transaction adds as well. */
  public void record(Kind kind, List<? extends TenantRow> rows) {
    UUID[] ids = rows.stream().map(TenantRow::id).distinct().sorted().toArray(UUID[]::new);
    outbox.whenNumbered(number -> store(kind, ids, number));
  }

  private void store(Kind kind, UUID[] ids, long number) {
    jdbc.sql(
            """
            insert into catalog.catalog_change (tenant_id, resource_type, resource_id, number)
            select :tenant, :kind, id, :number from unnest(:ids) changed (id)
            on conflict (tenant_id, resource_type, resource_id) do update set number = excluded.number
            """)
        .param("tenant", Caller.current().tenantId())
        .param("kind", kind.name())
        .param("number", number)
        .param("ids", ids)
        .update();
  }
}
