package id.laris.catalog.product;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import id.laris.common.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The modifier groups that are offered with products, in their order. */
@Component
class ModifierGroupsOfProducts {

  private record Attachment(UUID productId, UUID groupId) {}

  private final JdbcClient jdbc;

  ModifierGroupsOfProducts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The groups of each product that has any, in the order they are offered: one statement for all.
   */
  Map<UUID, List<UUID>> of(Collection<UUID> productIds) {
    if (productIds.isEmpty()) {
      return Map.of();
    }
    return jdbc
        .sql(
            """
            select product_id, modifier_group_id from catalog.product_modifier_group
            where product_id = any(?)
            order by product_id, sort_order, modifier_group_id
            """)
        .param(productIds.toArray(UUID[]::new))
        .query(
            (row, number) ->
                new Attachment(
                    row.getObject("product_id", UUID.class),
                    row.getObject("modifier_group_id", UUID.class)))
        .list()
        .stream()
        .collect(groupingBy(Attachment::productId, mapping(Attachment::groupId, toList())));
  }

  /** The products that a group is offered with. */
  List<UUID> productsWith(UUID groupId) {
    return jdbc.sql(
            "select product_id from catalog.product_modifier_group where modifier_group_id = ?")
        .param(groupId)
        .query((row, number) -> row.getObject("product_id", UUID.class))
        .list();
  }

  /** Puts the group at its place; false where it was there already. */
  boolean put(UUID productId, UUID groupId, int sortOrder) {
    return jdbc.sql(
                """
                insert into catalog.product_modifier_group as old (tenant_id, product_id, modifier_group_id, sort_order)
                values (?, ?, ?, ?)
                on conflict (tenant_id, product_id, modifier_group_id) do update set sort_order = excluded.sort_order
                  where old.sort_order <> excluded.sort_order
                """)
            .params(Caller.current().tenantId(), productId, groupId, sortOrder)
            .update()
        > 0;
  }

  /** Takes the group off; false where it was not there. */
  boolean remove(UUID productId, UUID groupId) {
    return jdbc.sql(
                "delete from catalog.product_modifier_group where product_id = ? and modifier_group_id = ?")
            .params(productId, groupId)
            .update()
        > 0;
  }

  void removeEverywhere(UUID groupId) {
    jdbc.sql("delete from catalog.product_modifier_group where modifier_group_id = ?")
        .param(groupId)
        .update();
  }
}
