package id.laris.catalog;

import id.laris.common.Ids;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts products, variants and modifiers of one tenant straight into the tables, and into the log of
 * changes.
 */
public final class CatalogFixture {

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final UUID tenantId;

  public CatalogFixture(JdbcClient jdbc, PlatformTransactionManager transactions, UUID tenantId) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
    this.tenantId = tenantId;
  }

  public UUID product(String name) {
    return insert(
        """
        product (name, sku, description, brand, barcode, tags, tax_rule_ids, track_stock, image_url,
                 attributes, active, tax_exempt,\s""",
        "?, '', '', '', '', '{}', '{}', true, '', '{}', true, false, ",
        name);
  }

  public UUID variant(UUID productId, String name) {
    return insert(
        "variant (product_id, name, sku, barcode, unit, attributes, active, ",
        "?, ?, '', '', 'PIECE', '{}', true, ",
        productId,
        name);
  }

  public UUID modifierGroup(String name, int minSelect, int maxSelect) {
    return insert(
        "modifier_group (name, min_select, max_select, sort_order, ",
        "?, ?, ?, 0, ",
        name,
        minSelect,
        maxSelect);
  }

  public UUID modifier(UUID groupId, String name, long priceAmount) {
    return insert(
        "modifier (group_id, name, price_amount, price_currency, sort_order, active, ",
        "?, ?, ?, 'IDR', 0, true, ",
        groupId,
        name,
        priceAmount);
  }

  /** Offers a group with a product. */
  public void attach(UUID productId, UUID groupId, int sortOrder) {
    run(
        "insert into catalog.product_modifier_group (tenant_id, product_id, modifier_group_id, sort_order) values (?, ?, ?, ?)",
        tenantId,
        productId,
        groupId,
        sortOrder);
    noteChange("Product", "?", productId);
  }

  /** Changes a row, such as {@code change("product", id, "active = false")}. */
  public void change(String table, UUID id, String assignments, Object... values) {
    Object[] all = new Object[values.length + 1];
    System.arraycopy(values, 0, all, 0, values.length);
    all[values.length] = id;
    run("update catalog.%s set %s where id = ?".formatted(table, assignments), all);
    noteChange(table, id);
  }

  /** One column of the tenant's rows. */
  public <T> List<T> column(Class<T> type, String sql, Object... values) {
    return inTenant(() -> jdbc.sql(sql).params(List.of(values)).query(type).list());
  }

  private UUID insert(String tableAndColumns, String placeholders, Object... values) {
    UUID id = Ids.next();
    Object[] all = new Object[values.length + 2];
    System.arraycopy(values, 0, all, 0, values.length);
    all[values.length] = tenantId;
    all[values.length + 1] = id;
    run(
        "insert into catalog.%s tenant_id, id, version, created_at, updated_at) values (%s ?, ?, 0, now(), now())"
            .formatted(tableAndColumns, placeholders),
        all);
    noteChange(tableAndColumns.substring(0, tableAndColumns.indexOf(' ')), id);
    return id;
  }

  private void noteChange(String table, UUID id) {
    switch (table) {
      case "product" -> noteChange("Product", "?", id);
      case "variant" -> noteChange("Variant", "?", id);
      case "modifier_group" -> noteChange("ModifierGroup", "?", id);
      case "modifier" ->
          noteChange("ModifierGroup", "(select group_id from catalog.modifier where id = ?)", id);
      default -> throw new IllegalArgumentException(table);
    }
  }

  private void noteChange(String kind, String resourceId, UUID id) {
    run(
        """
        with counter as (
          insert into catalog.feed_counter as counter (tenant_id, last) values (?, 1)
          on conflict (tenant_id) do update set last = counter.last + 1
          returning last)
        insert into catalog.catalog_change (tenant_id, resource_type, resource_id, number)
        select ?, ?, %s, last from counter
        on conflict (tenant_id, resource_type, resource_id) do update set number = excluded.number
        """
            .formatted(resourceId),
        tenantId,
        tenantId,
        kind,
        id);
  }

  private void run(String sql, Object... values) {
    inTenant(() -> jdbc.sql(sql).params(Arrays.asList(values)).update());
  }

  private <T> T inTenant(Supplier<T> work) {
    return transactions.execute(
        status -> {
          jdbc.sql("select set_config('app.tenant_id', ?, true)")
              .param(tenantId.toString())
              .query(String.class)
              .single();
          return work.get();
        });
  }
}
