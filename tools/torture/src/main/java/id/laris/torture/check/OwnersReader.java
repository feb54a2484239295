package id.laris.torture.check;

import id.laris.pos.Service;
import id.laris.torture.check.SystemState.Owners;
import id.laris.torture.world.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Looks for ids of one tenant in rows of another: in every column that holds a UUID, and in the
 * bytes of events and stored answers.
 */
final class OwnersReader {

  private static final String UUID_PATTERN =
      "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  /** The id of what each tenant has one of, such as its settings. */
  private static final String ONE_PER_TENANT = "00000000-0000-0000-0000-000000000001";

  private record Column(String table, String name, String type) {}

  private final Database database;

  OwnersReader(Database database) {
    this.database = database;
  }

  Owners read(List<String> tenants) throws SQLException {
    List<Column> columns = columns();
    String known =
        tenants.stream().map("'%s'"::formatted).collect(Collectors.joining(", ", "(", ")"));
    List<String> foreign = new ArrayList<>();
    long looked = 0;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create temporary table owner (id uuid, tenant uuid)");
      for (Column column : columns) {
        if (column.name().equals("id")) {
          statement.execute(
              "insert into owner select id, tenant_id from %s where id <> '%s'"
                  .formatted(column.table(), ONE_PER_TENANT));
        }
      }
      statement.execute("create index on owner (id)");
      statement.execute("analyze owner");
      for (Column column : columns) {
        looked += look(statement, column, known, foreign);
      }
    }
    return new Owners(looked, foreign);
  }

  /** Columns of tables that have a tenant. */
  private List<Column> columns() throws SQLException {
    return database.list(
        """
        select n.nspname || '.' || c.relname as name, a.attname, t.typname
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        where c.relkind in ('r', 'p') and t.typname in ('uuid', '_uuid', 'bytea')
          and n.nspname in (%s)
          and exists (select from pg_attribute o where o.attrelid = c.oid and o.attname = 'tenant_id')
        order by 1, 2
        """
            .formatted(
                Service.shortNames().stream()
                    .map("'%s'"::formatted)
                    .collect(Collectors.joining(", "))),
        row -> new Column(row.getString(1), row.getString(2), row.getString(3)));
  }

  private static long look(Statement statement, Column column, String known, List<String> foreign)
      throws SQLException {
    if (column.name().equals("tenant_id")) {
      return collect(
          statement,
          "select tenant_id, 'is of no tenant of the run', tenant_id not in %s from %s"
              .formatted(known, column.table()),
          column,
          foreign);
    }
    String ids =
        switch (column.type()) {
          case "uuid" -> "select tenant_id, %s as id from %s";
          case "_uuid" -> "select tenant_id, unnest(%s) as id from %s";
          default ->
              "select tenant_id, m[1]::uuid as id from %2$s, regexp_matches(encode(%1$s, 'escape'), '("
                  + UUID_PATTERN
                  + ")', 'g') m";
        };
    return collect(
        statement,
        """
        select x.tenant_id, 'holds ' || x.id || ' of ' || coalesce(o.tenant::text, ''),
          o.tenant is not null and o.tenant <> x.tenant_id
        from (%s) x left join owner o on o.id = x.id
        """
            .formatted(ids.formatted(column.name(), column.table())),
        column,
        foreign);
  }

  private static long collect(Statement statement, String sql, Column column, List<String> foreign)
      throws SQLException {
    long looked = 0;
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        looked++;
        if (rows.getBoolean(3)) {
          foreign.add(
              "%s.%s of %s %s"
                  .formatted(column.table(), column.name(), rows.getString(1), rows.getString(2)));
        }
      }
    }
    return looked;
  }
}
