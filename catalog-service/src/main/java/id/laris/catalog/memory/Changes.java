package id.laris.catalog.memory;

import id.laris.catalog.change.ChangeLog;
import id.laris.common.db.Reads;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads which resources of the catalog have changed. */
@Component
class Changes {

  /** More than these are not worth the reading: all of the tenant's catalog is forgotten. */
  static final int MOST = 2_000;

  /** A later version may write others, which this one does not remember. */
  private static final String[] KINDS =
      Arrays.stream(ChangeLog.Kind.values()).map(Enum::name).toArray(String[]::new);

  private final JdbcClient jdbc;
  private final Reads reads;

  Changes(JdbcClient jdbc, Reads reads) {
    this.jdbc = jdbc;
    this.reads = reads;
  }

  /**
   * A resource that has changed.
   *
   * @param ownerId the product of a variant, the variant of a price; null for others
   * @param sku in lower case; empty where it has none. It may have been another's, whose code is
   *     known and which has not changed since; a barcode has one bearer, whose own change is enough
   */
  record Change(ChangeLog.Kind kind, UUID id, @Nullable UUID ownerId, String sku) {}

  /**
   * Returns the changes above the number; nothing where they are too many. It begins with the few
   * changes, whatever the planner believes of the size of the tables.
   */
  Optional<List<Change>> since(long number) {
    List<Change> found =
        reads.run(
            () ->
                jdbc.sql(
                        """
                        with change as materialized (
                          select resource_type, resource_id from catalog.catalog_change
                          where number > :number and resource_type = any(:kinds)
                          order by number limit :limit)
                        select resource_type, resource_id, coalesce(variant.product_id, price.variant_id) as owner_id,
                          coalesce(variant.sku_key, product.sku_key, '') as sku
                        from change
                        left join lateral (select sku_key from catalog.product
                          where resource_type = 'Product' and id = resource_id offset 0) product on true
                        left join lateral (select product_id, sku_key from catalog.variant
                          where resource_type = 'Variant' and id = resource_id offset 0) variant on true
                        left join lateral (select variant_id from catalog.price
                          where resource_type = 'Price' and id = resource_id offset 0) price on true
                        """)
                    .param("number", number)
                    .param("kinds", KINDS)
                    .param("limit", MOST + 1)
                    .query(
                        (row, n) ->
                            new Change(
                                ChangeLog.Kind.valueOf(row.getString("resource_type")),
                                row.getObject("resource_id", UUID.class),
                                row.getObject("owner_id", UUID.class),
                                row.getString("sku")))
                    .list());
    return found.size() > MOST ? Optional.empty() : Optional.of(found);
  }
}
