package id.laris.suite;

import id.laris.client.DatabaseAccess;
import id.laris.common.db.DatabaseSettings;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * The contents of the tables, seen by the owner, to whom row-level security does not apply in
 * tests.
 */
@Component
final class Rows {

  /** Tables in which jobs note how far they are, and consumers what jobs have to do later. */
  private static final Set<String> NOTES =
      Set.of(
          "catalog.search_state",
          "customer.old_orders",
          "sales.departed_customer",
          "promotion.merged_customer");

  private final DatabaseSettings database;
  private final JdbcClient jdbc;

  /** Without what happens by itself: cursors of consumers, and the notes of jobs. */
  private final List<String> contentTables;

  private final String count;
  private final String fingerprint;

  Rows(DatabaseSettings database, javax.sql.DataSource migratedFirst) {
    // The tables are there once the pool is.
    assert migratedFirst != null;
    this.database = database;
    this.jdbc =
        JdbcClient.create(
            new SingleConnectionDataSource(
                database.url(), database.ownerUser(), database.ownerPassword(), true));
    this.contentTables =
        tables().stream()
            .filter(table -> !table.endsWith(".consumer_cursor"))
            .filter(table -> !NOTES.contains(table))
            .toList();
    this.count = overAllTables("select count(*) as n from %s where tenant_id = ?", "sum(n)");
    this.fingerprint =
        overAllTables(
            "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as n from %s t where tenant_id = ?",
            // Postgres reads big tables at the same time, and the parts come in any order.
            "string_agg(n, ',' order by n)");
  }

  private String overAllTables(String one, String all) {
    return "select %s from (%s) as parts"
        .formatted(
            all,
            contentTables.stream().map(one::formatted).collect(Collectors.joining(" union all ")));
  }

  /** Tables with a tenant. */
  List<String> tables() {
    return jdbc.sql(
            """
            select n.nspname || '.' || c.relname from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
            order by 1
            """)
        .query((row, number) -> row.getString(1))
        .list();
  }

  long count(UUID tenant) {
    return jdbc.sql(count).params(tenants(tenant)).query(Long.class).single();
  }

  /** Changes with every change of any row of the tenant. */
  String fingerprint(UUID tenant) {
    return jdbc.sql(fingerprint).params(tenants(tenant)).query(String.class).single();
  }

  private List<UUID> tenants(UUID tenant) {
    return contentTables.stream().map(table -> tenant).toList();
  }

  JdbcClient asOwner() {
    return jdbc;
  }

  /** The database as tools that write into it reach it. */
  DatabaseAccess ownerAccess() {
    return new DatabaseAccess(database.url(), database.ownerUser(), database.ownerPassword(), "");
  }
}
