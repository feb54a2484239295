package id.laris.catalog.change;

import com.google.protobuf.Message;
import id.laris.common.Caller;
import id.laris.common.db.Outbox;
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
  public enum Resource {
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

  /**
   * Records a change.
   *
   * @param verb what happened to it, such as {@code Created}: the event is of type {@code
   *     CategoryCreated}
   * @param payload the resource as it is now
   */
  public void record(Resource resource, UUID id, int version, String verb, Message payload) {
    outbox.add(resource.name() + verb, resource.name(), id, version, payload);
    touch(resource, id);
  }

  private void touch(Resource resource, UUID id) {
    jdbc.sql(
            """
            insert into catalog.catalog_change (tenant_id, resource_type, resource_id) values (?, ?, ?)
            on conflict (tenant_id, resource_type, resource_id) do update set xid = pg_current_xact_id()
            """)
        .params(Caller.current().tenantId(), resource.name(), id)
        .update();
  }
}
