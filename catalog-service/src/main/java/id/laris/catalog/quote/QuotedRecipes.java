package id.laris.catalog.quote;

import id.laris.catalog.variant.Unit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The components of the composites of a quote, through all levels, read in one statement; in none
 * where there is no composite.
 */
final class QuotedRecipes {

  /**
   * A component.
   *
   * @param quantity how much one whole composite takes, in the component's stock steps
   * @param stockSteps how many steps of its stock one whole of the component is
   * @param trackStock whether its stock is counted
   */
  record Part(UUID variantId, long quantity, long stockSteps, boolean trackStock) {}

  /**
   * Each step begins with the rows of the one before: "offset 0" leaves the planner no choice but
   * the keys, whatever it believes of how many parts there are.
   */
  private static final String SQL =
      """
      with recursive part (variant_id, component_id, quantity) as (
        select variant_id, component_id, quantity
        from catalog.variant_component where variant_id = any(?)
        union
        select below.variant_id, below.component_id, below.quantity
        from part
        cross join lateral (
          select c.variant_id, c.component_id, c.quantity
          from catalog.variant_component c where c.variant_id = part.component_id offset 0) below)
      select part.variant_id, part.component_id, part.quantity,
             component.unit, component.stock_quantity, component.track_stock
      from part
      cross join lateral (
        select v.unit, v.stock_quantity, p.track_stock
        from catalog.variant v join catalog.product p on p.id = v.product_id
        where v.id = part.component_id offset 0) component
      """;

  private final Map<UUID, List<Part>> parts;

  QuotedRecipes(Map<UUID, List<Part>> parts) {
    this.parts = parts;
  }

  static QuotedRecipes read(JdbcClient jdbc, Collection<UUID> compositeIds) {
    QuotedRecipes recipes = new QuotedRecipes(new HashMap<>());
    if (!compositeIds.isEmpty()) {
      jdbc.sql(SQL).param(compositeIds.toArray(UUID[]::new)).query(recipes::add);
    }
    return recipes;
  }

  /** Returns the components of one whole unit of the variant; empty if it is not composite. */
  List<Part> of(UUID variantId) {
    return parts.getOrDefault(variantId, List.of());
  }

  private void add(ResultSet row) throws SQLException {
    parts
        .computeIfAbsent(row.getObject("variant_id", UUID.class), id -> new ArrayList<>())
        .add(
            new Part(
                row.getObject("component_id", UUID.class),
                row.getLong("quantity"),
                Unit.valueOf(row.getString("unit")).stockSteps(row.getLong("stock_quantity")),
                row.getBoolean("track_stock")));
  }
}
