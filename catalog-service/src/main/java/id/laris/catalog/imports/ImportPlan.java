package id.laris.catalog.imports;

import id.laris.catalog.code.Barcodes.Bearer;
import id.laris.catalog.code.CodeErrors;
import id.laris.catalog.code.Gtin;
import id.laris.catalog.imports.CategoryPaths.Place;
import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.ImportProductsRequest.Row;
import id.laris.pos.v1.ImportProductsResponse.RowError;
import id.laris.pos.v1.ImportProductsResponse.RowResult.Result;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides what each row of an import does to the catalog as it is, and finds every error, without
 * writing anything.
 */
final class ImportPlan {

  private final Assortment assortment;
  private final CategoryPaths categoryPaths;

  /** The product of each SKU. */
  private final Map<String, PlannedProduct> productBySku = new HashMap<>();

  private final Map<String, Integer> rowByVariantSku = new HashMap<>();

  /** The keys of the barcodes that rows take. */
  private final Set<String> takenBarcodes = new HashSet<>();

  /** The variants that give up a barcode, by its key. */
  private final Map<String, Set<UUID>> freeingByBarcode = new HashMap<>();

  private ImportPlan(Assortment assortment, CategoryPaths categoryPaths) {
    this.assortment = assortment;
    this.categoryPaths = categoryPaths;
  }

  /** A product that rows name: the row that did so first, and the product as it was. */
  static final class PlannedProduct {

    private final Row row;
    private final @Nullable Product before;
    private final Place category;

    private PlannedProduct(Row row, @Nullable Product before, Place category) {
      this.row = row;
      this.before = before;
      this.category = category;
    }

    @Nullable Product before() {
      return before;
    }

    /** Returns its id, if it was there before. */
    Optional<String> id() {
      return Optional.ofNullable(before).map(Product::getId);
    }

    boolean isUnchanged() {
      return before != null && change().isEmpty();
    }

    CreateProductRequest creation() {
      return CreateProductRequest.newBuilder()
          .setSku(row.getSku())
          .setName(row.getName())
          .setCategoryId(categoryId())
          .setDescription(row.getDescription())
          .setBrand(row.getBrand())
          .addAllTags(row.getTagsList())
          .setTrackStock(row.getTrackStock())
          .build();
    }

    /** Returns the product as the row wants it, if it was there and other. */
    Optional<Product> change() {
      if (before == null) {
        return Optional.empty();
      }
      Product wanted =
          before.toBuilder()
              .setName(row.getName())
              .setCategoryId(categoryId())
              .setDescription(row.getDescription())
              .setBrand(row.getBrand())
              .clearTags()
              .addAllTags(row.getTagsList())
              .setTrackStock(row.getTrackStock())
              .build();
      return wanted.equals(before) ? Optional.empty() : Optional.of(wanted);
    }

    /** A category that is missing yet has none of the ids that there are. */
    private String categoryId() {
      String id = category.id();
      return id == null ? "missing" : id;
    }
  }

  /**
   * A row and what it does, or its errors.
   *
   * @param product null only where there are errors
   * @param before the variant as it was
   * @param isPriced whether it sets another price
   */
  record PlannedRow(
      Row row,
      @Nullable PlannedProduct product,
      @Nullable Variant before,
      boolean isPriced,
      List<RowError> errors) {

    PlannedProduct ofProduct() {
      return Objects.requireNonNull(product);
    }

    CreateVariantRequest creation(String productId) {
      CreateVariantRequest.Builder request =
          CreateVariantRequest.newBuilder()
              .setProductId(productId)
              .setName(variantName(row))
              .setSku(variantSku(row))
              .setBarcode(row.getBarcode())
              .setUnit(row.getUnit());
      return (row.hasCost() ? request.setCost(row.getCost()) : request).build();
    }

    /** Returns the variant as the row wants it, if it was there and other. */
    Optional<Variant> change() {
      if (before == null) {
        return Optional.empty();
      }
      Variant.Builder wanted =
          before.toBuilder()
              .setName(variantName(row))
              .setBarcode(row.getBarcode())
              .setUnit(
                  row.getUnit() == Variant.Unit.UNIT_UNSPECIFIED
                      ? Variant.Unit.PIECE
                      : row.getUnit())
              .clearCost();
      Variant variant = (row.hasCost() ? wanted.setCost(row.getCost()) : wanted).build();
      return variant.equals(before) ? Optional.empty() : Optional.of(variant);
    }

    Result result() {
      if (product == null) {
        return Result.FAILED;
      }
      if (before == null) {
        return Result.CREATED;
      }
      return product.isUnchanged() && change().isEmpty() && !isPriced
          ? Result.UNCHANGED
          : Result.UPDATED;
    }

    /** The id of its product, from before or among these; empty where it is none yet. */
    String productId(Map<String, Product> written) {
      return ofProduct()
          .id()
          .or(() -> Optional.ofNullable(written.get(key(row.getSku()))).map(Product::getId))
          .orElse("");
    }

    /** The id of its variant, from before or among these; empty where it is none yet. */
    String variantId(Map<String, Variant> written) {
      return before != null
          ? before.getId()
          : Optional.ofNullable(written.get(key(variantSku(row)))).map(Variant::getId).orElse("");
    }
  }

  static List<PlannedRow> of(List<Row> rows, Assortment assortment, CategoryPaths categoryPaths) {
    ImportPlan plan = new ImportPlan(assortment, categoryPaths);
    rows.forEach(plan::freeBarcode);
    List<PlannedRow> planned = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      planned.add(plan.row(i, rows.get(i)));
    }
    return planned;
  }

  private void freeBarcode(Row row) {
    Variant before = assortment.variant(variantSku(row));
    Product product = assortment.product(row.getSku());
    if (before != null
        && product != null
        && product.getId().equals(before.getProductId())
        && !Gtin.key(before.getBarcode()).equals(Gtin.key(row.getBarcode()))) {
      freeingByBarcode
          .computeIfAbsent(Gtin.key(before.getBarcode()), key -> new HashSet<>())
          .add(Ids.parse(before.getId()));
    }
  }

  private PlannedRow row(int index, Row row) {
    List<RowError> errors = formErrors(index, row);
    Variant before = assortment.variant(variantSku(row));
    if (errors.isEmpty()) {
      try {
        PlannedProduct product = product(row);
        requireOwn(before, product);
        takeBarcode(row.getBarcode(), before);
        return new PlannedRow(row, product, before, isPriced(row, before), errors);
      } catch (PosException e) {
        errors.add(error(e));
      }
    }
    return new PlannedRow(row, null, before, false, errors);
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

  private PlannedProduct product(Row row) {
    PlannedProduct earlier = productBySku.get(key(row.getSku()));
    if (earlier != null) {
      requireSameProduct(earlier.row, row);
      return earlier;
    }
    PlannedProduct product =
        new PlannedProduct(
            row, assortment.product(row.getSku()), categoryPaths.resolve(row.getCategory()));
    productBySku.put(key(row.getSku()), product);
    return product;
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

  private static void requireOwn(@Nullable Variant variant, PlannedProduct product) {
    if (variant != null && product.id().filter(id -> id.equals(variant.getProductId())).isEmpty()) {
      throw Errors.invalid(
          Reason.SKU_ALREADY_EXISTS, "variant_sku", "a variant of another product has this SKU");
    }
  }

  private void takeBarcode(String barcode, @Nullable Variant variant) {
    if (barcode.isEmpty()) {
      return;
    }
    String key = Gtin.key(barcode);
    if (variant != null && variant.getBarcode().equals(barcode)) {
      // It keeps what it has, though another variant may have another form from earlier versions.
      takenBarcodes.add(key);
      return;
    }
    Set<UUID> leaving = new HashSet<>(freeingByBarcode.getOrDefault(key, Set.of()));
    if (variant != null) {
      leaving.add(Ids.parse(variant.getId()));
    }
    boolean free =
        assortment.bearers(barcode).stream().map(Bearer::variantId).allMatch(leaving::contains);
    if (!free || !takenBarcodes.add(key)) {
      throw CodeErrors.barcodeTaken(barcode);
    }
  }

  private boolean isPriced(Row row, @Nullable Variant variant) {
    return row.hasPrice()
        && (variant == null || !row.getPrice().equals(basePrice(row.getPrice(), variant)));
  }

  private @Nullable Money basePrice(Money price, Variant variant) {
    return assortment.basePrice(UUID.fromString(variant.getId()), price.getCurrency());
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
