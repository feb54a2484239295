package id.laris.suite;

import id.laris.common.db.EventType;
import id.laris.common.db.EventTypes;
import id.laris.common.grpc.Rpcs;
import id.laris.events.types.AllEvents;
import id.laris.pos.Service;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The contracts for callers and operators, in files whose changes a review sees. */
@SuiteWalk
class GoldenTest {

  @Autowired Rpcs rpcs;
  @Autowired Rows rows;

  @Test
  void everyRpcWithItsPermission() {
    String table =
        rpcs.ours().stream()
            .map(
                rpc -> "| `%s` | %s | %s |".formatted(rpc.fullName(), scope(rpc), idempotency(rpc)))
            .collect(Collectors.joining("\n"));
    GoldenFile.compare(
        "rpcs.md",
        """
        # Every RPC

        The table lists the scope that the caller of each RPC needs, and whether the RPC accepts an `idempotency-key`. Written by a test; see `GoldenTest`.

        | RPC | scope | idempotency key |
        |---|---|---|
        """
            + table
            + "\n");
  }

  @Test
  void everyEventWithItsPayload() {
    String table =
        AllEvents.byService().stream()
            .flatMap(service -> service.all().stream().map(event -> line(service, event)))
            .collect(Collectors.joining("\n"));
    GoldenFile.compare(
        "events.txt",
        """
        Every event of Laris: service, type, payload, and meaning. Written by a test; see GoldenTest.

        """
            + table
            + "\n");
  }

  private static String line(EventTypes service, EventType<?> event) {
    return "%-9s  %-28s  %-26s  %s"
        .formatted(
            service.service(),
            event.name(),
            event.payloadType().getDescriptorForType().getFullName(),
            event.meaning());
  }

  private static String scope(Rpcs.Rpc rpc) {
    return switch (rpc.access()) {
      case PUBLIC -> "public";
      case ANY_CALLER -> "every caller";
      case PERMITTED -> "`" + rpc.permission() + "`";
      case SERVICES -> "our services only";
    };
  }

  private static String idempotency(Rpcs.Rpc rpc) {
    return switch (rpc.repetition()) {
      case READS -> "reads only";
      case HARMLESS -> "not needed";
      case KEYED -> "yes";
    };
  }

  @ParameterizedTest
  @EnumSource
  void theTablesOfEachService(Service service) {
    String schema = service.shortName();
    String columns =
        rows
            .asOwner()
            .sql(
                """
                select format(E'%s\\t%s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                         case when a.attnotnull then ' not null' else '' end)
                from pg_attribute a join pg_class c on c.oid = a.attrelid
                where c.relnamespace = ?::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
                  and not a.attisdropped and c.relname <> 'flyway_schema_history'
                order by c.relname, a.attnum
                """)
            .param(schema)
            .query((row, number) -> row.getString(1))
            .list()
            .stream()
            .collect(Collectors.joining("\n"));
    String constraints =
        rows
            .asOwner()
            .sql(
                """
                select format(E'%s\\t%s %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
                from pg_constraint k join pg_class c on c.oid = k.conrelid
                where k.connamespace = ?::regnamespace and k.contype <> 'n' and c.relname <> 'flyway_schema_history'
                union all
                select format(E'%s\\t%s', tablename, indexdef) from pg_indexes
                where schemaname = ? and tablename <> 'flyway_schema_history'
                order by 1
                """)
            .param(schema)
            .param(schema)
            .query((row, number) -> row.getString(1))
            .list()
            .stream()
            .collect(Collectors.joining("\n"));
    String functions =
        rows
            .asOwner()
            .sql(
                """
                select pg_get_functiondef(oid) from pg_proc
                where pronamespace = ?::regnamespace and prokind = 'f' order by proname
                """)
            .param(schema)
            .query((row, number) -> row.getString(1))
            .list()
            .stream()
            .collect(Collectors.joining("\n"));
    GoldenFile.compare(
        "schema/" + schema + ".txt", columns + "\n\n" + constraints + "\n\n" + functions);
  }
}
