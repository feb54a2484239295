package id.laris.events;

import id.laris.common.db.DatabaseSettings;
import id.laris.testkit.SqlStatements.Executed;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The contents of the tables, seen by their owner. */
final class Tables {

  private final JdbcClient jdbc;

  Tables(DatabaseSettings database) {
    this.jdbc =
        JdbcClient.create(
            new DriverManagerDataSource(
                database.url(), database.ownerUser(), database.ownerPassword()));
  }

  JdbcClient asOwner() {
    return jdbc;
  }

  /** Returns whether a statement has one of these tenants among its parameters. */
  static boolean isAbout(Executed statement, Collection<UUID> tenantIds) {
    return statement.parameters().stream()
        .flatMap(parameter -> Stream.of(parameter.getArgs()))
        .flatMap(
            argument -> argument instanceof Object[] many ? Stream.of(many) : Stream.of(argument))
        .anyMatch(value -> value instanceof UUID id && tenantIds.contains(id));
  }

  /** The ids of all committed events of the bakery, in no order that means anything. */
  List<String> committed(UUID tenantId) {
    return jdbc.sql("select id from bakery.outbox where tenant_id = ?")
        .param(tenantId)
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** The numbers of the events of the bakery, in order. */
  List<Long> numbers(UUID tenantId) {
    return jdbc.sql("select number from bakery.outbox where tenant_id = ? order by number")
        .param(tenantId)
        .query((row, n) -> row.getLong(1))
        .list();
  }

  /** Commits events as another process would that ends before it tells of them. */
  void insertUnseen(String schema, UUID tenantId, int count) {
    jdbc.sql(
            """
            with counter as (
              insert into %1$s.feed_counter as counter (tenant_id, last) values (:tenant, :count)
              on conflict (tenant_id) do update set last = counter.last + excluded.last
              returning last
            )
            insert into %1$s.outbox
              (tenant_id, number, id, aggregate_type, aggregate_id, sequence, type, payload_type, payload, occurred_at)
            select :tenant, last - :count + place, gen_random_uuid(), 'Cake', gen_random_uuid(), 1, 'CakeBaked',
              'pos.v1.Category', ('\\x1280' || '04' || repeat('61', 512))::bytea, now()
            from counter, generate_series(1, :count) place
            """
                .formatted(schema))
        .param("tenant", tenantId)
        .param("count", count)
        .update();
  }

  /** The ids of the events that the kitchen has a ticket of, in the order of writing. */
  List<String> tickets(UUID tenantId) {
    return jdbc.sql("select event_id from kitchen.ticket where tenant_id = ? order by number")
        .param(tenantId)
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** The sequences of a cake's tickets, in the order of writing. */
  List<Long> sequences(UUID tenantId, UUID cakeId) {
    return jdbc.sql(
            "select sequence from kitchen.ticket where tenant_id = ? and cake_id = ? order by number")
        .params(tenantId, cakeId)
        .query((row, number) -> row.getLong(1))
        .list();
  }

  long parked(UUID tenantId) {
    return jdbc.sql("select count(*) from kitchen.parked_event where tenant_id = ?")
        .param(tenantId)
        .query(Long.class)
        .single();
  }

  String cursor(UUID tenantId) {
    return jdbc.sql("select cursor from kitchen.consumer_cursor where tenant_id = ?")
        .param(tenantId)
        .query((row, number) -> row.getString(1))
        .optional()
        .orElse("");
  }
}
