package id.laris.events;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements of {@link Feed}. In each schema they walk the index of (tenant, number) and no
 * further than the limit.
 */
final class FeedSql {

  private FeedSql() {}

  /** Reads a page, with a row for each schema even where it has no event to read. */
  static String page(List<String> schemas) {
    return each(schemas, PAGE_OF_A_SCHEMA) + "order by schema, number";
  }

  /**
   * The last numbers given and deleted; the rows that are asked for, as many as fit; and the last
   * that was looked at, without its payload where it was not asked for.
   */
  private static final String PAGE_OF_A_SCHEMA =
      """
      select '%1$s' as schema, counter.*, event.*
      from (select %3$s as last, %4$s as deleted) counter
      left join (
        select number, id, type, aggregate_type, aggregate_id, sequence, occurred_at, payload_type,
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
              select number, id, type, aggregate_type, aggregate_id, sequence, occurred_at, payload_type, payload,
                (cardinality(cast(:types as text[])) = 0 or type = any (cast(:types as text[])))
                  and (cardinality(cast(:aggregates as text[])) = 0
                    or aggregate_id = any (cast(cast(:aggregates as text[]) as uuid[]))) as wanted
              from %1$s.outbox
              where tenant_id = :tenant and number > :number%2$d
              order by number
              limit :scanned
            ) looked_at
            window feed as (order by number),
              before as (order by number rows between unbounded preceding and 1 preceding)
          ) counted
        ) page
        where included or place = rows
      ) event on true
      """;

  /** The last number of each schema. */
  static String end(List<String> schemas) {
    return each(schemas, "select '%1$s' as schema, %3$s as number\n");
  }

  /**
   * The number of each schema from which a cursor of an earlier version goes on, and whether events
   * behind it were deleted. The index has only events with an earlier place.
   */
  static String translation(List<String> schemas) {
    return each(schemas, TRANSLATION_IN_A_SCHEMA);
  }

  private static final String TRANSLATION_IN_A_SCHEMA =
      """
      select '%1$s' as schema,
        greatest(%4$s, (
          select number from %1$s.outbox
          where tenant_id = :tenant and earlier_position is not null
            and (earlier_position, earlier_number) <= (:position, :number%2$d)
          order by earlier_position desc, earlier_number desc
          limit 1)) as number,
        exists (
          select from %1$s.outbox_retention
          where tenant_id = :tenant and (earlier_position, earlier_number) > (:position, :number%2$d)) as expired
      """;

  private static String each(List<String> schemas, String sql) {
    return IntStream.range(0, schemas.size())
        .mapToObj(
            i ->
                sql.formatted(
                    schemas.get(i),
                    i,
                    number("last", schemas.get(i) + ".feed_counter"),
                    number("number", schemas.get(i) + ".outbox_retention")))
        .collect(Collectors.joining("union all\n"));
  }

  /** The number of the tenant in this table; 0 where it has no row. */
  private static String number(String column, String table) {
    return "coalesce((select %s from %s where tenant_id = :tenant), 0)".formatted(column, table);
  }
}
