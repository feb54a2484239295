package id.laris.catalog.change;

import com.google.protobuf.Message;
import id.laris.common.Caller;
import id.laris.common.db.EventType;
import id.laris.common.db.Outbox;
import id.laris.common.db.TenantRow;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Writes down every change of the catalog, in its transaction: an event for other services, and a
 * row for the delta that terminals read.
 */
@Component
public class ChangeLog {

  /** The resources whose changes terminals read. The names are in the database and in events. */
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

  /** Records a change of a resource with its event. */
  public <P extends Message> void record(EventType<P> event, TenantRow row, P payload) {
    outbox.add(event, row, payload);
    touch(Kind.valueOf(event.aggregateType()), List.of(row.id()));
  }

  /** Records changes of resources whose events are added elsewhere. */
  public void record(Kind kind, List<? extends TenantRow> rows) {
    touch(kind, rows.stream().map(TenantRow::id).distinct().sorted().toList());
  }

  private void touch(Kind kind, List<UUID> ids) {
    jdbc.sql(
            """
            insert into catalog.catalog_change (tenant_id, resource_type, resource_id)
            select :tenant, :kind, id from unnest(:ids) changed (id)
            on conflict (tenant_id, resource_type, resource_id) do update set xid = pg_current_xact_id()
            """)
        .param("tenant", Caller.current().tenantId())
        .param("kind", kind.name())
        .param("ids", ids.toArray(UUID[]::new))
        .update();
  }
}
