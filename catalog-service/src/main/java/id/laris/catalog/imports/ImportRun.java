package id.laris.catalog.imports;

import id.laris.catalog.price.SetPrice;
import id.laris.common.db.Resource;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.ImportProductsRequest.Row;
import id.laris.pos.v1.ImportProductsResponse.RowError;
import id.laris.pos.v1.ImportProductsResponse.RowResult;
import id.laris.pos.v1.ImportProductsResponse.RowResult.Result;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/** One run of an import, inside its transaction: it remembers what the rows before have made. */
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

  /** The product of each SKU, and the row that named it first. */
  private final Map<String, Imported> importedBySku = new HashMap<>();

  private final Map<String, Integer> rowByVariantSku = new HashMap<>();

  ImportRun(
      Resource<?, Product> products,
      Resource<?, Variant> variants,
      SetPrice prices,
      Assortment assortment,
      CategoryPaths categoryPaths) {
    this.products = products;
    this.variants = variants;
    this.prices = prices;
    this.assortment = assortment;
    this.categoryPaths = categoryPaths;
  }

  private record Imported(Row row, Product product, Result result) {}

  List<RowResult> run(List<Row> rows) {
    assortment.load(rows);
    List<RowResult> results = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      results.add(tryRow(i, rows.get(i)));
    }
    return results;
  }

  private RowResult tryRow(int index, Row row) {
    RowResult.Builder result = RowResult.newBuilder().setRowIndex(index);
    List<RowError> errors = formErrors(index, row);
    if (!errors.isEmpty()) {
      return result.setResult(Result.FAILED).addAllErrors(errors).build();
    }
    try {
      Imported imported = product(row);
      Variant variant = variant(row, imported.product());
      Variant before = assortment.variant(variantSku(row));
      boolean priced = price(row, variant);
      boolean changed =
          imported.result() != Result.UNCHANGED
              || priced
              || before == null
              || before.getVersion() != variant.getVersion();
      return result
          .setResult(before == null ? Result.CREATED : changed ? Result.UPDATED : Result.UNCHANGED)
          .setProductId(imported.product().getId())
          .setVariantId(variant.getId())
          .build();
    } catch (PosException e) {
      return result.setResult(Result.FAILED).addErrors(error(e)).build();
    }
  }

  /** Finds all errors that need no look at the catalog. */
  private List<RowError> formErrors(int index, Row row) {
    List<RowError> errors = new ArrayList<>();
    Integer earlier = rowByVariantSku.putIfAbsent(key(variantSku(row)), index);
    if (earlier != null) {
      errors.add(
          error(
              "variant_sku",
              Reason.SKU_ALREADY_EXISTS,
              "Row %d already has this variant SKU: use one row for each variant."
                  .formatted(earlier)));
    }
    if (row.hasPrice() && row.getPrice().getAmount() <= 0) {
      errors.add(
          error("price.amount", Reason.PRICE_NOT_POSITIVE, "must be more than 0, in minor units"));
    }
    collect(
        errors,
        () -> Protos.money("price", row.getPrice(), Long.MIN_VALUE, Protos.MAX_AMOUNT),
        row.hasPrice());
    collect(errors, () -> Protos.money("cost", row.getCost(), 0, Protos.MAX_AMOUNT), row.hasCost());
    return errors;
  }

  private static void collect(List<RowError> errors, Runnable check, boolean given) {
    if (!given) {
      return;
    }
    try {
      check.run();
    } catch (PosException e) {
      errors.add(error(e));
    }
  }

  private Imported product(Row row) {
    Imported earlier = importedBySku.get(key(row.getSku()));
    if (earlier != null) {
      requireSameProduct(earlier.row(), row);
      return earlier;
    }
    Product before = assortment.product(row.getSku());
    String categoryId = categoryPaths.resolve(row.getCategory());
    Product after = before == null ? make(row, categoryId) : change(before, row, categoryId);
    Result result =
        before == null
            ? Result.CREATED
            : before.getVersion() == after.getVersion() ? Result.UNCHANGED : Result.UPDATED;
    Imported imported = new Imported(row, after, result);
    importedBySku.put(key(row.getSku()), imported);
    return imported;
  }

  private static void requireSameProduct(Row earlier, Row row) {
    if (!productPart(earlier).equals(productPart(row))) {
      throw Errors.invalid(
          "sku", "an earlier row has another value for the same product: make the rows agree");
    }
  }

  private static Row productPart(Row row) {
    return row.toBuilder()
        .setSku(key(row.getSku()))
        .clearVariantName()
        .clearVariantSku()
        .clearBarcode()
        .clearUnit()
        .clearPrice()
        .clearCost()
        .build();
  }

  private Product make(Row row, String categoryId) {
    return products.make(
        CreateProductRequest.newBuilder()
            .setSku(row.getSku())
            .setName(row.getName())
            .setCategoryId(categoryId)
            .setDescription(row.getDescription())
            .setBrand(row.getBrand())
            .addAllTags(row.getTagsList())
            .setTrackStock(row.getTrackStock())
            .build());
  }

  private Product change(Product before, Row row, String categoryId) {
    return products.change(
        before.toBuilder()
            .setName(row.getName())
            .setCategoryId(categoryId)
            .setDescription(row.getDescription())
            .setBrand(row.getBrand())
            .clearTags()
            .addAllTags(row.getTagsList())
            .setTrackStock(row.getTrackStock())
            .build(),
        PRODUCT_FIELDS);
  }

  private Variant variant(Row row, Product product) {
    Variant before = assortment.variant(variantSku(row));
    if (before == null) {
      CreateVariantRequest.Builder request =
          CreateVariantRequest.newBuilder()
              .setProductId(product.getId())
              .setName(variantName(row))
              .setSku(variantSku(row))
              .setBarcode(row.getBarcode())
              .setUnit(row.getUnit());
      return variants.make((row.hasCost() ? request.setCost(row.getCost()) : request).build());
    }
    if (!before.getProductId().equals(product.getId())) {
      throw Errors.invalid(
          Reason.SKU_ALREADY_EXISTS, "variant_sku", "a variant of another product has this SKU");
    }
    Variant.Builder wanted =
        before.toBuilder()
            .setName(variantName(row))
            .setBarcode(row.getBarcode())
            .setUnit(row.getUnit())
            .clearCost();
    return variants.change(
        (row.hasCost() ? wanted.setCost(row.getCost()) : wanted).build(), VARIANT_FIELDS);
  }

  /** Returns whether the price is another than before. */
  private boolean price(Row row, Variant variant) {
    if (!row.hasPrice()
        || row.getPrice()
            .equals(
                assortment.basePrice(
                    UUID.fromString(variant.getId()), row.getPrice().getCurrency()))) {
      return false;
    }
    prices.set(
        SetPriceRequest.newBuilder()
            .setVariantId(variant.getId())
            .setAmount(row.getPrice().getAmount())
            .setCurrency(row.getPrice().getCurrency())
            .build());
    return true;
  }

  private static String variantName(Row row) {
    return row.getVariantName().isEmpty() ? "Regular" : row.getVariantName();
  }

  static String variantSku(Row row) {
    return row.getVariantSku().isEmpty() ? row.getSku() : row.getVariantSku();
  }

  /** SKUs are the same whatever the case. */
  static String key(String sku) {
    return sku.toLowerCase(Locale.ROOT);
  }

  private static RowError error(PosException e) {
    String field = e.violations().isEmpty() ? "" : e.violations().getFirst().field();
    return error(field, e.reason(), e.getMessage());
  }

  private static RowError error(String field, Reason reason, String message) {
    return RowError.newBuilder()
        .setField(field)
        .setReason(reason.name())
        .setMessage(message)
        .build();
  }
}
