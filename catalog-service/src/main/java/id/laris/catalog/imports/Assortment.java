package id.laris.catalog.imports;

import id.laris.catalog.code.Barcodes;
import id.laris.catalog.code.Barcodes.Bearer;
import id.laris.common.db.Resource;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.ImportProductsRequest.Row;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.Variant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The resources that an import's rows name, as they were before it began, read in a few statements
 * for all of them.
 */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class Assortment {

  private final Resource<?, Product> products;
  private final Resource<?, Variant> variants;
  private final Barcodes barcodes;
  private final JdbcClient jdbc;
  private final Map<String, Product> productBySku = new HashMap<>();
  private final Map<String, Variant> variantBySku = new HashMap<>();
  private final Map<PriceKey, Money> basePrices = new HashMap<>();
  private final Map<String, Set<Bearer>> bearersByBarcode = new HashMap<>();

  Assortment(
      Resource<?, Product> products,
      Resource<?, Variant> variants,
      Barcodes barcodes,
      JdbcClient jdbc) {
    this.products = products;
    this.variants = variants;
    this.barcodes = barcodes;
    this.jdbc = jdbc;
  }

  private record PriceKey(UUID variantId, String currency) {}

  void load(List<Row> rows) {
    products
        .byIds(idsBySku("product", rows.stream().map(Row::getSku).toList()))
        .values()
        .forEach(product -> productBySku.put(ImportPlan.key(product.getSku()), product));
    List<UUID> variantIds = idsBySku("variant", rows.stream().map(ImportPlan::variantSku).toList());
    variants
        .byIds(variantIds)
        .values()
        .forEach(variant -> variantBySku.put(ImportPlan.key(variant.getSku()), variant));
    bearersByBarcode.putAll(barcodes.findAll(rows.stream().map(Row::getBarcode).toList()));
    jdbc.sql(
            """
            select variant_id, currency, amount from catalog.price
            where variant_id = any(?) and deleted_at is null and location_id is null
              and starts_at is null and ends_at is null and min_quantity = 0
            """)
        .param(variantIds.toArray(UUID[]::new))
        .query(
            row -> {
              String currency = row.getString("currency");
              basePrices.put(
                  new PriceKey(row.getObject("variant_id", UUID.class), currency),
                  Protos.money(row.getLong("amount"), currency));
            });
  }

  private List<UUID> idsBySku(String table, List<String> skus) {
    return jdbc.sql(
            """
            select id from catalog.%s
            where sku_key = any(array(select lower(sku) from unnest(?) as asked (sku))) and sku_key <> ''
              and deleted_at is null
            """
                .formatted(table))
        .param(skus.toArray(String[]::new))
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  @Nullable Product product(String sku) {
    return productBySku.get(ImportPlan.key(sku));
  }

  @Nullable Variant variant(String sku) {
    return variantBySku.get(ImportPlan.key(sku));
  }

  /** The price everywhere and always. */
  @Nullable Money basePrice(UUID variantId, String currency) {
    return basePrices.get(new PriceKey(variantId, currency));
  }

  /** The products and variants that have the barcode, in any form of its GTIN. */
  Set<Bearer> bearers(String barcode) {
    return bearersByBarcode.getOrDefault(barcode, Set.of());
  }
}
