package id.laris.catalog;

import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.Variant;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The recorded changes, read as the owner of the tables. */
public final class RecordedChanges {

  private final JdbcClient jdbc;
  private final UUID tenantId;

  public RecordedChanges(DatabaseSettings database, UUID tenantId) {
    this.jdbc =
        JdbcClient.create(
            DataSourceBuilder.create()
                .url(database.url())
                .username(database.ownerUser())
                .password(database.ownerPassword())
                .type(org.postgresql.ds.PGSimpleDataSource.class)
                .build());
    this.tenantId = tenantId;
  }

  /** The types of the events of one aggregate, with its version at each, in their order. */
  public List<String> eventsOf(String aggregateId) {
    return jdbc.sql(
            """
            select type || ' ' || sequence as event from catalog.outbox
            where tenant_id = ? and aggregate_id = cast(? as uuid) order by number
            """)
        .params(tenantId, aggregateId)
        .query((row, number) -> row.getString("event"))
        .list();
  }

  /** Returns the variant in its last event. */
  public Variant lastToldOf(String variantId) {
    return jdbc.sql(
            """
            select payload from catalog.outbox
            where tenant_id = ? and aggregate_id = cast(? as uuid) order by number desc limit 1
            """)
        .params(tenantId, variantId)
        .query((row, number) -> parse(row.getBytes("payload")))
        .single();
  }

  private static Variant parse(byte[] payload) {
    try {
      return Variant.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** Returns the number of the last change that terminals must read of this resource. */
  public long lastChangeOf(String resourceType, String id) {
    return jdbc.sql(
            """
            select number from catalog.catalog_change
            where tenant_id = ? and resource_type = ? and resource_id = cast(? as uuid)
            """)
        .params(tenantId, resourceType, id)
        .query((row, n) -> row.getLong("number"))
        .single();
  }

  /** Makes a tax rule of the tenant by hand. */
  public UUID insertTaxRule(boolean deleted) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into catalog.tax_rule (tenant_id, id, version, created_at, updated_at, deleted_at, name, rate_ppm, inclusive,
              include_in_base, ignore_earlier_taxes, priority, applies_to_all, category_ids, product_ids, location_ids, active)
            values (?, ?, 0, now(), now(), case when ? then now() end, 'PPN', 110000, true, false, false, 0, false, '{}', '{}', '{}', true)
            """)
        .params(tenantId, id, deleted)
        .update();
    return id;
  }

  /** Returns whether the similarity of words may use its index under row-level security. */
  public boolean similarityIsLeakproof() {
    return jdbc.sql("select proleakproof from pg_proc where proname = 'similarity_op'")
        .query((row, number) -> row.getBoolean("proleakproof"))
        .single();
  }
}
