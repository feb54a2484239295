package id.laris.inventory.count;

import id.laris.common.Caller;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lines of the counts that are final. */
@Component
class CountLines {

  private final JdbcClient jdbc;

  CountLines(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID countId, List<CountedLine> lines) {
    jdbc.sql(
            """
            insert into inventory.stock_count_line (tenant_id, count_id, variant_id, counted, expected, value, counted_at)
            select :tenant, :count, variant_id, counted, expected, value, counted_at::timestamptz
            from unnest(:variants, :counted, :expected, :values, :countedAt)
              as made (variant_id, counted, expected, value, counted_at)
            """)
        .param("tenant", Caller.current().tenantId())
        .param("count", countId)
        .param(
            "variants", lines.stream().map(line -> line.found().variantId()).toArray(UUID[]::new))
        .param("counted", lines.stream().map(line -> line.found().quantity()).toArray(Long[]::new))
        .param("expected", lines.stream().map(CountedLine::expected).toArray(Long[]::new))
        .param("values", lines.stream().map(CountedLine::value).toArray(Long[]::new))
        .param(
            "countedAt",
            lines.stream().map(line -> line.found().countedAt().toString()).toArray(String[]::new))
        .update();
  }

  /** The lines of a count, by variant. */
  List<CountedLine> of(UUID countId) {
    return jdbc.sql(
            "select * from inventory.stock_count_line where count_id = ? order by variant_id")
        .param(countId)
        .query(
            (row, number) ->
                new CountedLine(
                    new Found(
                        row.getObject("variant_id", UUID.class),
                        row.getLong("counted"),
                        row.getObject("counted_at", OffsetDateTime.class).toInstant()),
                    row.getLong("expected"),
                    row.getLong("value")))
        .list();
  }
}
