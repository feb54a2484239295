package id.laris.catalog.quote;

import id.laris.common.grpc.Protos;
import id.laris.pos.v1.QuotedItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The modifier groups that the products of a quote offer, and the modifiers chosen, read in one
 * statement.
 */
final class Modifiers {

  /** A group as a product offers it. */
  record Group(UUID id, String name, int minSelect, int maxSelect) {}

  /**
   * A modifier that was chosen.
   *
   * @param available whether it is active and not deleted
   * @param priceCurrency null where it adds nothing to the price
   */
  record Modifier(
      UUID id,
      UUID groupId,
      String name,
      boolean available,
      int sortOrder,
      long priceAmount,
      @Nullable String priceCurrency) {

    QuotedItem.Modifier toProto(String currency) {
      return QuotedItem.Modifier.newBuilder()
          .setModifierId(id.toString())
          .setGroupId(groupId.toString())
          .setName(name)
          .setPriceDelta(Protos.money(priceAmount, currency))
          .build();
    }
  }

  /**
   * A modifier whose group no product here offers comes in a row without a group, and the other way
   * round.
   */
  private static final String SQL =
      """
      with offered as (
        select a.product_id, a.sort_order, g.id, g.name, g.min_select, g.max_select
        from catalog.product_modifier_group a
        join catalog.modifier_group g on g.tenant_id = a.tenant_id and g.id = a.modifier_group_id
        where a.product_id = any(:productIds) and g.deleted_at is null),
      chosen as (
        select m.id, m.group_id, m.name, m.price_amount, m.price_currency, m.sort_order,
               m.active and m.deleted_at is null as available
        from catalog.modifier m
        where m.id = any(:modifierIds))
      select offered.product_id, offered.id as group_id, offered.name as group_name,
             offered.min_select, offered.max_select,
             chosen.id as modifier_id, chosen.group_id as modifier_group_id,
             chosen.name as modifier_name, chosen.price_amount, chosen.price_currency,
             chosen.sort_order as modifier_sort_order, chosen.available
      from offered full join chosen on chosen.group_id = offered.id
      order by offered.sort_order, offered.id
      """;

  private final Map<UUID, Map<UUID, Group>> offered = new HashMap<>();
  private final Map<UUID, Modifier> chosen = new HashMap<>();

  private Modifiers() {}

  static Modifiers read(
      JdbcClient jdbc, Collection<UUID> productIds, Collection<UUID> modifierIds) {
    Modifiers modifiers = new Modifiers();
    jdbc.sql(SQL)
        .param("productIds", productIds.toArray(UUID[]::new))
        .param("modifierIds", modifierIds.toArray(UUID[]::new))
        .query(modifiers::add);
    return modifiers;
  }

  /** The groups that a product offers, in their order. */
  List<Group> offeredBy(UUID productId) {
    Map<UUID, Group> groups = offered.get(productId);
    return groups == null ? List.of() : new ArrayList<>(groups.values());
  }

  @Nullable Modifier modifier(UUID id) {
    return chosen.get(id);
  }

  private void add(ResultSet row) throws SQLException {
    UUID productId = row.getObject("product_id", UUID.class);
    if (productId != null) {
      UUID groupId = row.getObject("group_id", UUID.class);
      offered
          .computeIfAbsent(productId, id -> new LinkedHashMap<>())
          .putIfAbsent(
              groupId,
              new Group(
                  groupId,
                  row.getString("group_name"),
                  row.getInt("min_select"),
                  row.getInt("max_select")));
    }
    UUID modifierId = row.getObject("modifier_id", UUID.class);
    if (modifierId != null && !chosen.containsKey(modifierId)) {
      chosen.put(modifierId, modifier(row, modifierId));
    }
  }

  private static Modifier modifier(ResultSet row, UUID id) throws SQLException {
    return new Modifier(
        id,
        row.getObject("modifier_group_id", UUID.class),
        row.getString("modifier_name"),
        row.getBoolean("available"),
        row.getInt("modifier_sort_order"),
        row.getLong("price_amount"),
        row.getString("price_currency"));
  }
}
