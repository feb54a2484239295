package id.laris.events;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements of {@link Feed}. In each schema they walk the index of (tenant, number) and no
 * further than the limit; the function {@code next_events} of the schema does so for pages.
 */
final class FeedSql {

  private FeedSql() {}

  /** Reads a page, with a row for each schema even where it has no event to read. */
  static String page(List<String> schemas) {
    return each(
            schemas,
            """
            select '%1$s' as schema, page.*
            from %1$s.next_events(
              array[cast(:tenant as uuid)], array[cast(:number%2$d as bigint)], :types, :aggregates, :limit, :scanned, :bytes) page
            """)
        + "order by schema, number";
  }

  /**
   * Reads a page of each of many tenants in one schema, in their order, as long as there is room.
   */
  static String pages(String schema) {
    return """
        select '%1$s' as schema, page.*
        from %1$s.next_events(:tenants, :numbers, :types, '{}', :limit, :scanned, :bytes) page
        """
        .formatted(schema);
  }

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
