package id.laris.events;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements of {@link Feed}. In each schema they walk the index of (tenant, position, number)
 * and no further than the limit.
 */
final class FeedSql {

  /** Number of the oldest transaction that is still running, or of the next one where none is. */
  static final String HORIZON = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

  private FeedSql() {}

  /**
   * Reads a page, with a first part that is there even where there is no row: the horizon, whether
   * rows behind the cursor were deleted, and whether there are rows at or behind the horizon.
   */
  static String page(List<String> schemas) {
    return """
        select head.horizon, head.expired, head.unsettled, event.*
        from (select %s as horizon, %s as expired, %s as unsettled) head
        left join (
        %s
        ) event on true
        order by event.position, event.number
        """
        .formatted(
            HORIZON,
            each(
                schemas,
                " or ",
                """
                exists (select from %1$s.outbox_retention
                  where tenant_id = :tenant and (position, number) > (:position, :number%2$d))
                """),
            each(
                schemas,
                " or ",
                "exists (select from %1$s.outbox where tenant_id = :tenant and position >= "
                    + HORIZON
                    + ")"),
            each(schemas, "\nunion all\n", ROWS_OF_A_SCHEMA));
  }

  /**
   * The rows that are asked for, as many as fit; and the last that was looked at, without its
   * payload where it was not asked for.
   */
  private static final String ROWS_OF_A_SCHEMA =
      """
      select '%1$s' as schema, position, number, id, type, aggregate_type, aggregate_id, sequence, occurred_at, payload_type,
        case when included then payload end as payload, included, rows = :scanned as is_full, wanted_rows
      from (
        select counted.*, wanted and wanted_before < :limit and bytes_before < :bytes as included
        from (
          select looked_at.*,
            row_number() over feed as place,
            count(*) over () as rows,
            count(*) filter (where wanted) over () as wanted_rows,
            count(*) filter (where wanted) over before as wanted_before,
            coalesce(sum(octet_length(payload)) filter (where wanted) over before, 0) as bytes_before
          from (
            select position, number, id, type, aggregate_type, aggregate_id, sequence, occurred_at, payload_type, payload,
              (cardinality(cast(:types as text[])) = 0 or type = any (cast(:types as text[])))
                and (cardinality(cast(:aggregates as text[])) = 0
                  or aggregate_id = any (cast(cast(:aggregates as text[]) as uuid[]))) as wanted
            from %1$s.outbox
            where tenant_id = :tenant and (position, number) > (:position, :number%2$d)
              and position < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            order by position, number
            limit :scanned
          ) looked_at
          window feed as (order by position, number),
            before as (order by position, number rows between unbounded preceding and 1 preceding)
        ) counted
      ) page
      where included or place = rows
      """;

  /** The last row of each schema that can be read, and the last that was deleted. */
  static String end(List<String> schemas) {
    return each(
        schemas,
        "\nunion all\n",
        """
        (select '%1$s' as schema, position, number from %1$s.outbox
         where tenant_id = :tenant and position < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
         order by position desc, number desc limit 1)
        union all
        select '%1$s' as schema, position, number from %1$s.outbox_retention where tenant_id = :tenant
        """);
  }

  private static String each(List<String> schemas, String between, String sql) {
    return IntStream.range(0, schemas.size())
        .mapToObj(i -> sql.formatted(schemas.get(i), i))
        .collect(Collectors.joining(between));
  }
}
