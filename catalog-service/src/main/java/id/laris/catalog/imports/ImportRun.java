package id.laris.catalog.imports;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import id.laris.catalog.imports.ImportPlan.PlannedProduct;
import id.laris.catalog.imports.ImportPlan.PlannedRow;
import id.laris.catalog.price.SetPrice;
import id.laris.catalog.shape.ShapeLock;
import id.laris.catalog.variant.ProductLock;
import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.pos.v1.ImportProductsRequest.Row;
import id.laris.pos.v1.ImportProductsResponse.RowResult;
import id.laris.pos.v1.ImportProductsResponse.RowResult.Result;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * One run of an import, inside its transaction: it reads everything that the rows are about, plans,
 * and writes the differences, each kind of resource in a few statements for all rows.
 *
 * <p>Imports of a tenant run one after the other. The events of others never wait for one, but for
 * the moment at its end in which it has raised the counter of its tenant.
 */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class ImportRun {

  private static final List<String> PRODUCT_FIELDS =
      List.of("name", "category_id", "description", "brand", "tags", "track_stock");
  private static final List<String> VARIANT_FIELDS = List.of("name", "barcode", "unit", "cost");

  private final Resource<?, Product> products;
  private final Resource<?, Variant> variants;
  private final SetPrice prices;
  private final Assortment assortment;
  private final CategoryPaths categoryPaths;
  private final ShapeLock shapeLock;
  private final ProductLock productLock;

  ImportRun(
      Resource<?, Product> products,
      Resource<?, Variant> variants,
      SetPrice prices,
      Assortment assortment,
      CategoryPaths categoryPaths,
      ShapeLock shapeLock,
      ProductLock productLock) {
    this.products = products;
    this.variants = variants;
    this.prices = prices;
    this.assortment = assortment;
    this.categoryPaths = categoryPaths;
    this.shapeLock = shapeLock;
    this.productLock = productLock;
  }

  /** Imports the rows; writes nothing on a dry run, or where a row has errors. */
  List<RowResult> run(List<Row> rows, boolean dryRun) {
    shapeLock.take("import");
    assortment.load(rows);
    categoryPaths.load();
    List<PlannedRow> plan = ImportPlan.of(rows, assortment, categoryPaths);
    boolean stored = !dryRun && plan.stream().noneMatch(row -> row.result() == Result.FAILED);
    return stored ? write(plan) : results(plan, Map.of(), Map.of());
  }

  private List<RowResult> write(List<PlannedRow> plan) {
    List<PlannedRow> rows = plan.stream().filter(row -> row.result() != Result.UNCHANGED).toList();
    if (rows.isEmpty()) {
      return results(plan, Map.of(), Map.of());
    }
    List<PlannedProduct> named = rows.stream().map(PlannedRow::ofProduct).distinct().toList();
    productLock.lock(
        named.stream().flatMap(product -> product.id().stream()).map(Ids::parse).toList());
    categoryPaths.makeMissing();
    Map<String, Product> writtenProducts = writeProducts(named);
    Map<String, Variant> writtenVariants = writeVariants(rows, writtenProducts);
    Map<UUID, Money> amounts = new LinkedHashMap<>();
    for (PlannedRow row : rows) {
      if (row.isPriced()) {
        amounts.put(Ids.parse(row.variantId(writtenVariants)), row.row().getPrice());
      }
    }
    prices.setEverywhere(amounts);
    return results(plan, writtenProducts, writtenVariants);
  }

  /** Returns the products that were created or changed, by SKU. */
  private Map<String, Product> writeProducts(List<PlannedProduct> named) {
    List<Product> written =
        new ArrayList<>(
            products.makeAll(
                named.stream()
                    .filter(product -> product.before() == null)
                    .map(PlannedProduct::creation)
                    .toList()));
    written.addAll(
        products.changeAll(
            named.stream().flatMap(product -> product.change().stream()).toList(), PRODUCT_FIELDS));
    return written.stream().collect(toMap(product -> ImportPlan.key(product.getSku()), identity()));
  }

  /**
   * Returns the variants that were created or changed, by SKU. Changes come first: a new variant
   * may take the barcode that a changed one gives up.
   */
  private Map<String, Variant> writeVariants(
      List<PlannedRow> rows, Map<String, Product> writtenProducts) {
    List<Variant> written =
        new ArrayList<>(
            variants.changeAll(
                rows.stream().flatMap(row -> row.change().stream()).toList(), VARIANT_FIELDS));
    written.addAll(
        variants.makeAll(
            rows.stream()
                .filter(row -> row.before() == null)
                .map(row -> row.creation(row.productId(writtenProducts)))
                .toList()));
    return written.stream().collect(toMap(variant -> ImportPlan.key(variant.getSku()), identity()));
  }

  private static List<RowResult> results(
      List<PlannedRow> plan,
      Map<String, Product> writtenProducts,
      Map<String, Variant> writtenVariants) {
    List<RowResult> results = new ArrayList<>();
    for (PlannedRow row : plan) {
      RowResult.Builder result =
          RowResult.newBuilder()
              .setRowIndex(results.size())
              .setResult(row.result())
              .addAllErrors(row.errors());
      if (row.result() != Result.FAILED) {
        result
            .setProductId(row.productId(writtenProducts))
            .setVariantId(row.variantId(writtenVariants));
      }
      results.add(result.build());
    }
    return results;
  }
}
