package id.laris.catalog.quote;

import id.laris.catalog.variant.Unit;
import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Money;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The products and variants of a quote, read in one statement. */
final class Assortment {

  /**
   * For a product without a given variant, every variant that can be sold is read; otherwise only
   * those asked for. Each step begins with the few rows of the one before, so that the planner has
   * no choice but the keys, whatever it believes of the size of the tables.
   */
  private static final String SQL =
      """
      with recursive wanted as (
        select * from catalog.variant where id = any(:variantIds)
        union all
        select * from catalog.variant
        where product_id = any(:productIds) and active and deleted_at is null),
      sold as (
        select p.* from catalog.product p
        where p.id in (select unnest(:productIds) union select product_id from wanted)),
      above (category_id, id, parent_id, level) as (
        select c.id, c.id, c.parent_id, 1 from catalog.category c
        where c.id in (select category_id from sold)
        union all
        select above.category_id, c.id, c.parent_id, above.level + 1
        from above join catalog.category c on c.id = above.parent_id
        where above.level < 8),
      path as (select category_id, array_agg(id) as ids from above group by category_id)
      select p.id as product_id, p.name as product_name, p.sku as product_sku, p.category_id,
             path.ids as category_path, p.tax_rule_ids, p.tax_exempt, p.track_stock,
             p.active and p.deleted_at is null as product_sellable,
             v.id as variant_id, v.name as variant_name, v.sku as variant_sku, v.unit,
             v.cost_amount, v.cost_currency, v.active and v.deleted_at is null as variant_active,
             v.stock_quantity,
             (select true from catalog.variant_component c where c.variant_id = v.id limit 1) as composite
      from sold p
      left join path on path.category_id = p.category_id
      left join wanted v on v.product_id = p.id
      """;

  private final Map<UUID, QuotedProduct> products = new HashMap<>();
  private final Map<UUID, QuotedVariant> variants = new HashMap<>();
  private final Map<UUID, List<QuotedVariant>> activeByProduct = new HashMap<>();

  private Assortment() {}

  /**
   * Reads the requested products and variants.
   *
   * @param productIds the products that are asked for without a variant
   */
  static Assortment read(
      JdbcClient jdbc, Collection<UUID> variantIds, Collection<UUID> productIds) {
    Assortment assortment = new Assortment();
    jdbc.sql(SQL)
        .param("variantIds", variantIds.toArray(UUID[]::new))
        .param("productIds", productIds.toArray(UUID[]::new))
        .query(assortment::add);
    return assortment;
  }

  @Nullable QuotedVariant variant(UUID id) {
    return variants.get(id);
  }

  @Nullable QuotedProduct product(UUID id) {
    return products.get(id);
  }

  /** The variants of a product, asked for as such, that are active themselves. */
  List<QuotedVariant> activeVariants(UUID productId) {
    return activeByProduct.getOrDefault(productId, List.of());
  }

  Set<UUID> productIds() {
    return products.keySet();
  }

  Set<UUID> variantIds() {
    return variants.keySet();
  }

  /** Returns the ids of the composite variants. */
  List<UUID> compositeIds() {
    return variants.values().stream()
        .filter(QuotedVariant::composite)
        .map(QuotedVariant::id)
        .toList();
  }

  private void add(ResultSet row) throws SQLException {
    UUID productId = row.getObject("product_id", UUID.class);
    QuotedProduct product = products.get(productId);
    if (product == null) {
      product = product(row, productId);
      products.put(productId, product);
    }
    UUID variantId = row.getObject("variant_id", UUID.class);
    // A variant that is asked for by its own id and by its product's comes twice.
    if (variantId != null && !variants.containsKey(variantId)) {
      QuotedVariant variant = variant(row, variantId, product);
      variants.put(variantId, variant);
      if (variant.active()) {
        activeByProduct.computeIfAbsent(productId, id -> new ArrayList<>()).add(variant);
      }
    }
  }

  private static QuotedProduct product(ResultSet row, UUID id) throws SQLException {
    return new QuotedProduct(
        id,
        row.getString("product_name"),
        row.getString("product_sku"),
        Ids.text(row.getObject("category_id", UUID.class)),
        ids(row.getArray("category_path")),
        ids(row.getArray("tax_rule_ids")),
        row.getBoolean("tax_exempt"),
        row.getBoolean("track_stock"),
        row.getBoolean("product_sellable"));
  }

  private static QuotedVariant variant(ResultSet row, UUID id, QuotedProduct product)
      throws SQLException {
    String costCurrency = row.getString("cost_currency");
    Money cost =
        costCurrency == null ? null : Protos.money(row.getLong("cost_amount"), costCurrency);
    Unit unit = Unit.valueOf(row.getString("unit"));
    return new QuotedVariant(
        id,
        product,
        row.getString("variant_name"),
        row.getString("variant_sku"),
        unit,
        cost,
        row.getBoolean("variant_active"),
        unit.stockSteps(row.getLong("stock_quantity")),
        row.getBoolean("composite"));
  }

  private static Set<UUID> ids(@Nullable Array array) throws SQLException {
    return array == null ? Set.of() : Set.copyOf(List.of((UUID[]) array.getArray()));
  }
}
