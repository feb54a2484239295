package id.laris.testkit;

import id.laris.common.background.Background;
import id.laris.common.db.Reads;
import id.laris.pos.Service;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that a service has stored for a tenant, as a test sees it that looks for secrets. */
public record StoredRows(JdbcClient jdbc, Reads reads, Background background) {

  /** Every row of the tenant in any table of the service, bytes in hexadecimal digits. */
  public List<String> of(Service service, UUID tenant) {
    return background.call(
        tenant,
        service.grpcName(),
        "Test",
        () ->
            reads.run(
                () -> tables(service).stream().flatMap(table -> rows(table).stream()).toList()));
  }

  private List<String> tables(Service service) {
    return jdbc.sql(
            """
            select format('%I.%I', schemaname, tablename) from pg_tables
            where schemaname = ? and has_table_privilege(format('%I.%I', schemaname, tablename), 'select')
            """)
        .param(service.shortName())
        .query((row, number) -> row.getString(1))
        .list();
  }

  private List<String> rows(String table) {
    return jdbc.sql("select one::text from %s one".formatted(table))
        .query((row, number) -> row.getString(1))
        .list();
  }
}
