package id.laris.catalog.product;

import static id.laris.catalog.CatalogClient.variantOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.catalog.CatalogClient;
import id.laris.catalog.CatalogTest;
import id.laris.catalog.RecordedChanges;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.DeleteCategoryRequest;
import id.laris.pos.v1.DeleteProductRequest;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ListProductsRequest;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.UpdateProductRequest;
import id.laris.pos.v1.Variant;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class ProductTest {

  private static final String NO_ONE = "00000000-0000-0000-0000-00000000dead";

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired SqlStatements statements;
  @Autowired DatabaseSettings database;

  private UUID tenantId;
  private CatalogClient catalog;

  @BeforeEach
  void newTenant() {
    tenantId = UUID.randomUUID();
    catalog = new CatalogClient(calls.as(tenantId));
  }

  @Test
  void aProductWithManyVariantsIsDeletedInAFewStatements() {
    ImportProductsRequest.Builder rows = ImportProductsRequest.newBuilder();
    IntStream.range(0, 60)
        .forEach(
            i ->
                rows.addRowsBuilder()
                    .setSku("KOPI")
                    .setName("Kopi")
                    .setVariantSku("KOPI-" + i)
                    .setBarcode("B" + i));
    String id = catalog.stub().importProducts(rows.build()).getResults(0).getProductId();

    assertThat(statements.during(() -> catalog.deleteProduct(id))).hasSizeLessThan(30);

    Variant heir =
        catalog.createVariant(variantOf(catalog.createProduct("Teh"), "L").setBarcode("B7"));
    assertThat(heir.getBarcode()).isEqualTo("B7");
  }

  @Test
  void aProductIsThereWithEverythingThatWasSaidOfIt() {
    String category = category("Beverages");
    UUID taxRule = changes().insertTaxRule(false);

    Product made =
        catalog.createProduct(
            CreateProductRequest.newBuilder()
                .setName("Kopi Susu")
                .setSku("KS-1")
                .setCategoryId(category)
                .setDescription("Sweet\nand strong")
                .setBrand("Laris")
                .setBarcode("8991234567890")
                .addTags("hot")
                .addTags("milk")
                .addTaxRuleIds(taxRule.toString())
                .setTrackStock(true)
                .setImageUrl("https://example.com/kopi.jpg")
                .putAttributes("origin", "Gayo")
                .putAttributes("a", "\u00e9")
                .setTaxExempt(true));

    assertThat(catalog.product(made.getId())).isEqualTo(made);
    assertThat(made.getActive()).isTrue();
    assertThat(made.getVersion()).isZero();
    assertThat(made.getTagsList()).containsExactly("hot", "milk");
    assertThat(made.getTaxRuleIdsList()).containsExactly(taxRule.toString());
    assertThat(made.getAttributesMap()).containsEntry("origin", "Gayo").hasSize(2);
    assertThat(made.getCategoryId()).isEqualTo(category);
    assertThat(made.getTrackStock() && made.getTaxExempt()).isTrue();
    assertThat(changes().eventsOf(made.getId())).containsExactly("ProductCreated 0");
  }

  @Test
  void theSameIdAndContentAreStoredOnceEvenAtTheSameMoment() {
    CreateProductRequest.Builder request =
        CreateProductRequest.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setName("Teh")
            .setSku("T")
            .setBarcode("1")
            .addTags("hot")
            .putAttributes("leaf", "green");

    var outcomes = Parallel.times(8, number -> catalog.createProduct(request.clone()));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes)).containsOnly(catalog.product(request.getId()));
    assertThat(changes().eventsOf(request.getId())).hasSize(1);
    Refusal.of(() -> catalog.createProduct(request.clone().addTags("cold")))
        .has(Reason.ALREADY_EXISTS)
        .with("id", request.getId());
  }

  @Test
  void aSkuIsUniqueWhateverTheCaseEvenAtTheSameMoment() {
    var outcomes = Parallel.times(8, number -> withSku(number % 2 == 0 ? "abc-1" : "ABC-1"));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    for (Throwable thrown : Parallel.failures(outcomes)) {
      Refusal refusal = Refusal.of((StatusRuntimeException) thrown).has(Reason.SKU_ALREADY_EXISTS);
      assertThat(refusal.facts().get("sku")).isEqualToIgnoringCase("abc-1");
    }
    Product other = withSku("abc-2");
    Refusal.of(() -> catalog.updateProduct(other.toBuilder().setSku("Abc-1").build(), "sku"))
        .has(Reason.SKU_ALREADY_EXISTS)
        .with("sku", "Abc-1");
    assertThat(withSku("").getSku()).isEqualTo(withSku("").getSku());
  }

  @Test
  void aBarcodeIsUniqueOverProductsAndVariantsEvenAtTheSameMoment() {
    Product product = catalog.createProduct("Kopi");
    var outcomes =
        Parallel.times(
            8,
            number ->
                number % 2 == 0
                    ? withBarcode("4711").getBarcode()
                    : catalog
                        .createVariant(variantOf(product, "v" + number).setBarcode("4711"))
                        .getBarcode());

    assertThat(Parallel.successes(outcomes)).containsExactly("4711");
    Parallel.failures(outcomes)
        .forEach(
            thrown ->
                Refusal.of((StatusRuntimeException) thrown)
                    .has(Reason.BARCODE_ALREADY_ASSIGNED)
                    .with("barcode", "4711"));
    Refusal.of(
            () -> catalog.updateProduct(product.toBuilder().setBarcode("4711").build(), "barcode"))
        .has(Reason.BARCODE_ALREADY_ASSIGNED);
  }

  @Test
  void anotherTenantHasCodesOfItsOwn() {
    withSku("A");
    withBarcode("1");
    CatalogClient other = new CatalogClient(calls.as(UUID.randomUUID()));

    other.createProduct(CreateProductRequest.newBuilder().setName("x").setSku("A").setBarcode("1"));
  }

  @Test
  void refusesWhatIsNotThere() {
    Refusal.of(() -> catalog.product(NO_ONE))
        .has(Reason.NOT_FOUND)
        .with("resource", "product")
        .with("id", NO_ONE);
    Refusal.of(() -> catalog.deleteProduct(NO_ONE)).has(Reason.NOT_FOUND);
    Refusal.of(() -> catalog.restoreProduct(NO_ONE)).has(Reason.NOT_FOUND);
    Refusal.of(
            () ->
                catalog.updateProduct(
                    Product.newBuilder().setId(NO_ONE).setName("x").build(), "name"))
        .has(Reason.NOT_FOUND);
    Refusal.of(
            () ->
                catalog.createProduct(
                    CreateProductRequest.newBuilder().setName("x").setCategoryId(NO_ONE)))
        .has(Reason.CATEGORY_NOT_FOUND);
    for (String taxRule : List.of(NO_ONE, changes().insertTaxRule(true).toString())) {
      Refusal.of(
              () ->
                  catalog.createProduct(
                      CreateProductRequest.newBuilder().setName("x").addTaxRuleIds(taxRule)))
          .has(Reason.NOT_FOUND)
          .with("resource", "tax rule")
          .with("id", taxRule);
    }
  }

  @Test
  void anUpdateTakesOverWhatTheMaskNames() {
    Product kopi = withSku("K");
    Product wanted =
        kopi.toBuilder()
            .setName("Kopi")
            .setSku("K2")
            .setBrand("B")
            .setBarcode("99")
            .addTags("new")
            .putAttributes("a", "b")
            .setActive(false)
            .setTaxExempt(true)
            .setTrackStock(true)
            .setGiftCard(true)
            .setDescription("d")
            .setImageUrl("https://example.com/a.png")
            .setCategoryId(category("C"))
            .addTaxRuleIds(changes().insertTaxRule(false).toString())
            .build();

    Product renamed = catalog.updateProduct(wanted, "name");
    assertThat(renamed).isEqualTo(kopi.toBuilder().setName("Kopi").setVersion(1).build());
    Product updated =
        catalog.updateProduct(
            wanted,
            "name",
            "sku",
            "category_id",
            "description",
            "brand",
            "barcode",
            "tags",
            "tax_rule_ids",
            "track_stock",
            "image_url",
            "attributes",
            "active",
            "tax_exempt",
            "gift_card");
    assertThat(updated).isEqualTo(wanted.toBuilder().setVersion(2).build());
    assertThat(catalog.product(kopi.getId())).isEqualTo(updated);
    assertThat(catalog.updateProduct(wanted, "name")).isEqualTo(updated);
    assertThat(changes().eventsOf(kopi.getId()))
        .containsExactly("ProductCreated 0", "ProductUpdated 1", "ProductUpdated 2");
  }

  @Test
  void refusesAnUpdateThatIsNone() {
    Product kopi = withSku("K");

    Refusal.of(() -> catalog.updateProduct(kopi))
        .has(Reason.VALIDATION_FAILED)
        .naming("update_mask");
    Refusal.of(() -> catalog.updateProduct(kopi, "version")).naming("update_mask");
    Refusal.of(() -> catalog.updateProduct(kopi.toBuilder().setName(" ").build(), "name"))
        .naming("product.name");
    Refusal.of(
            () ->
                catalog.updateProduct(
                    kopi.toBuilder().setCategoryId(NO_ONE).build(), "category_id"))
        .has(Reason.CATEGORY_NOT_FOUND);
    Refusal.of(
            () ->
                catalog
                    .stub()
                    .updateProduct(
                        UpdateProductRequest.newBuilder()
                            .setProduct(kopi)
                            .setUpdateMask(FieldMask.newBuilder().addPaths("name"))
                            .setVersion(7)
                            .build()))
        .has(Reason.VERSION_CONFLICT)
        .with("actual", 0);
    Refusal.of(
            () ->
                catalog
                    .stub()
                    .deleteProduct(
                        DeleteProductRequest.newBuilder()
                            .setProductId(kopi.getId())
                            .setVersion(7)
                            .build()))
        .has(Reason.VERSION_CONFLICT);
  }

  @Test
  void aDeletedTaxRuleThatTheProductHasAlreadyDoesNotBlockItsUpdates() {
    UUID rule = changes().insertTaxRule(false);
    Product kopi =
        catalog.createProduct(
            CreateProductRequest.newBuilder().setName("x").addTaxRuleIds(rule.toString()));
    Refusal.of(
            () ->
                catalog.updateProduct(
                    kopi.toBuilder().addTaxRuleIds(NO_ONE).build(), "tax_rule_ids"))
        .has(Reason.NOT_FOUND);

    assertThat(
            catalog.updateProduct(kopi.toBuilder().setBrand("b").build(), "brand", "tax_rule_ids"))
        .isEqualTo(kopi.toBuilder().setBrand("b").setVersion(1).build());
  }

  @Test
  void deletingFreesTheCodesOfTheProductAndItsVariants() {
    Product kopi =
        catalog.createProduct(
            CreateProductRequest.newBuilder().setName("Kopi").setSku("K").setBarcode("1"));
    Variant large = catalog.createVariant(variantOf(kopi, "L").setSku("KL").setBarcode("2"));

    Product deleted = catalog.deleteProduct(kopi.getId());

    assertThat(deleted.hasDeletedAt()).isTrue();
    assertThat(catalog.variant(large.getId()).getDeletedAt()).isEqualTo(deleted.getDeletedAt());
    assertThat(catalog.deleteProduct(kopi.getId())).isEqualTo(deleted);
    assertThat(changes().eventsOf(kopi.getId()))
        .containsExactly("ProductCreated 0", "ProductDeleted 1");
    assertThat(changes().eventsOf(large.getId()))
        .containsExactly("VariantCreated 0", "VariantDeleted 1");
    Refusal.of(() -> catalog.updateProduct(kopi.toBuilder().setName("x").build(), "name"))
        .has(Reason.NOT_FOUND);
    Refusal.of(() -> catalog.updateVariant(large.toBuilder().setName("x").build(), "name"))
        .has(Reason.NOT_FOUND);
    Refusal.of(() -> catalog.createVariant(kopi, "M")).has(Reason.NOT_FOUND);
    Product next =
        catalog.createProduct(
            CreateProductRequest.newBuilder().setName("Next").setSku("k").setBarcode("2"));
    catalog.createVariant(variantOf(next, "L").setSku("kl").setBarcode("1"));
  }

  @Test
  void restoringBringsBackExactlyWhatWasDeletedTogether() {
    Product kopi =
        catalog.createProduct(
            CreateProductRequest.newBuilder().setName("Kopi").setSku("K").setBarcode("1"));
    Variant large = catalog.createVariant(variantOf(kopi, "L").setSku("KL").setBarcode("2"));
    Variant small = catalog.createVariant(variantOf(kopi, "S").setSku("KS").setBarcode("3"));
    catalog.deleteVariant(small.getId());
    clock.advance(Duration.ofSeconds(1));
    catalog.deleteProduct(kopi.getId());

    Product restored = catalog.restoreProduct(kopi.getId());

    assertThat(restored.hasDeletedAt()).isFalse();
    assertThat(restored.getVersion()).isEqualTo(2);
    assertThat(catalog.restoreProduct(kopi.getId())).isEqualTo(restored);
    assertThat(catalog.variant(large.getId()).hasDeletedAt()).isFalse();
    assertThat(catalog.variant(small.getId()).hasDeletedAt()).isTrue();
    for (String barcode : List.of("1", "2")) {
      Refusal.of(() -> withBarcode(barcode)).has(Reason.BARCODE_ALREADY_ASSIGNED);
    }
    withBarcode("3");
    assertThat(changes().eventsOf(kopi.getId())).contains("ProductRestored 2").hasSize(3);
    assertThat(changes().eventsOf(large.getId())).contains("VariantRestored 2").hasSize(3);
  }

  @Test
  void refusesToRestoreWhatHasLostItsCodes() {
    Product kopi =
        catalog.createProduct(
            CreateProductRequest.newBuilder().setName("Kopi").setSku("K").setBarcode("1"));
    catalog.createVariant(variantOf(kopi, "L").setSku("KL").setBarcode("2"));
    Product deleted = catalog.deleteProduct(kopi.getId());
    List<Product> takers = new ArrayList<>();

    takers.add(withSku("k"));
    Refusal.of(() -> catalog.restoreProduct(kopi.getId()))
        .has(Reason.SKU_ALREADY_EXISTS)
        .with("sku", "K");
    catalog.deleteProduct(takers.removeFirst().getId());
    takers.add(withBarcode("2"));
    Refusal.of(() -> catalog.restoreProduct(kopi.getId()))
        .has(Reason.BARCODE_ALREADY_ASSIGNED)
        .with("barcode", "2");
    catalog.deleteProduct(takers.removeFirst().getId());
    Product taker = catalog.createProduct("Taker");
    catalog.createVariant(variantOf(taker, "x").setSku("kL"));
    Refusal.of(() -> catalog.restoreProduct(kopi.getId()))
        .has(Reason.SKU_ALREADY_EXISTS)
        .with("sku", "KL");

    assertThat(catalog.product(kopi.getId())).isEqualTo(deleted);
    catalog.deleteProduct(taker.getId());
    assertThat(catalog.restoreProduct(kopi.getId()).hasDeletedAt()).isFalse();
  }

  @Test
  void restoringLeavesOffACategoryThatWasDeletedMeanwhile() {
    String category = category("Drinks");
    Product kopi =
        catalog.createProduct(
            CreateProductRequest.newBuilder().setName("Kopi").setCategoryId(category));
    Refusal.of(() -> deleteCategory(category)).has(Reason.CATEGORY_IN_USE);
    catalog.deleteProduct(kopi.getId());
    deleteCategory(category);

    assertThat(catalog.restoreProduct(kopi.getId()).getCategoryId()).isEmpty();
    // The category is asked for while the product is changed already.
    assertThat(changes().eventsOf(kopi.getId())).contains("ProductRestored 2");
  }

  @Test
  void aProductNeverComesIntoACategoryThatIsBeingDeleted() {
    for (int round = 0; round < 5; round++) {
      String category = category("Drinks");
      var outcomes =
          Parallel.times(
              4,
              number -> {
                if (number == 0) {
                  deleteCategory(category);
                  return "";
                }
                return catalog
                    .createProduct(
                        CreateProductRequest.newBuilder().setName("x").setCategoryId(category))
                    .getId();
              });

      boolean deleted = Parallel.successes(outcomes).contains("");
      assertThat(list(ListProductsRequest.newBuilder().setCategoryId(category)))
          .hasSize(deleted ? 0 : 3);
    }
  }

  @Test
  void listsFilterByWhatIsAskedFor() {
    String drinks = category("Drinks");
    Product kopi =
        catalog.createProduct(
            CreateProductRequest.newBuilder()
                .setName("Kopi")
                .setCategoryId(drinks)
                .addTags("hot")
                .addTags("new"));
    Product teh =
        catalog.createProduct(CreateProductRequest.newBuilder().setName("Teh").addTags("hot"));
    Product roti = catalog.createProduct("Roti");
    catalog.deleteProduct(roti.getId());
    var before = teh.getUpdatedAt();
    clock.advance(Duration.ofMinutes(1));
    Product off = catalog.updateProduct(teh.toBuilder().setActive(false).build(), "active");

    assertThat(list(ListProductsRequest.newBuilder())).containsExactly(kopi, off);
    assertThat(list(ListProductsRequest.newBuilder().setIncludeDeleted(true))).hasSize(3);
    assertThat(list(ListProductsRequest.newBuilder().setCategoryId(drinks))).containsExactly(kopi);
    assertThat(list(ListProductsRequest.newBuilder().setActive(false))).containsExactly(off);
    assertThat(list(ListProductsRequest.newBuilder().setActive(true))).containsExactly(kopi);
    assertThat(list(ListProductsRequest.newBuilder().setTag("hot"))).containsExactly(kopi, off);
    assertThat(list(ListProductsRequest.newBuilder().setTag("new"))).containsExactly(kopi);
    assertThat(list(ListProductsRequest.newBuilder().setTag("ho"))).isEmpty();
    assertThat(list(ListProductsRequest.newBuilder().setUpdatedSince(off.getUpdatedAt())))
        .containsExactly(off);
    assertThat(list(ListProductsRequest.newBuilder().setUpdatedSince(before))).hasSize(2);
    Refusal.of(
            () ->
                list(
                    ListProductsRequest.newBuilder()
                        .setPagination(PaginationRequest.newBuilder().setPageToken(NO_ONE))))
        .has(Reason.INVALID_PAGE_TOKEN);
  }

  @Test
  void aListTakesAsManyStatementsForManyAsForOne() {
    catalog.createProduct("p0");
    int forOne = statements.during(() -> list(ListProductsRequest.newBuilder())).size();
    for (int i = 1; i < 6; i++) {
      Product product = catalog.createProduct("p" + i);
      catalog.createVariant(
          CreateVariantRequest.newBuilder().setProductId(product.getId()).setName("v"));
    }

    List<String> forMany = statements.during(() -> list(ListProductsRequest.newBuilder()));

    assertThat(forMany).hasSize(forOne);
    assertThat(forMany).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void changesAtTheSameMomentAreCountedOneByOne() {
    Product kopi = catalog.createProduct("Kopi");

    var outcomes =
        Parallel.times(
            8,
            number ->
                catalog.updateProduct(kopi.toBuilder().setName("n" + number).build(), "name"));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(catalog.product(kopi.getId()).getVersion()).isEqualTo(8);
    assertThat(changes().eventsOf(kopi.getId())).hasSize(9).doesNotHaveDuplicates();
  }

  @Test
  void aKeyGivesTheSameAnswerAgain() {
    CatalogClient keyed = new CatalogClient(calls.as(tenantId, UUID.randomUUID()));

    assertThat(keyed.createProduct("Kopi")).isEqualTo(keyed.createProduct("Kopi"));
    assertThat(list(ListProductsRequest.newBuilder())).hasSize(1);
    Refusal.of(() -> keyed.createProduct("Teh")).has(Reason.IDEMPOTENCY_KEY_REUSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SKU123\u00A0", "\uFEFFsku123", "SKU\u200B123", "SKU123\u3164", "SKU\u00AD123"})
  void skusThatLookTheSameAreTheSame(String sku) {
    catalog.createProduct(CreateProductRequest.newBuilder().setName("A").setSku("SKU123"));

    Refusal.of(
            () -> catalog.createProduct(CreateProductRequest.newBuilder().setName("B").setSku(sku)))
        .has(Reason.SKU_ALREADY_EXISTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00A0", "\u200B", "\u3164", "\u2800", "\u115F\u1160", "\u202E\u200D"})
  void aNameOfNothingVisibleIsNone(String name) {
    Refusal.of(() -> catalog.createProduct(name)).has(Reason.VALIDATION_FAILED).naming("name");
    Product product = catalog.createProduct("Kopi");
    Refusal.of(() -> catalog.updateProduct(product.toBuilder().setName(name).build(), "name"))
        .has(Reason.VALIDATION_FAILED)
        .naming("product.name");
  }

  private RecordedChanges changes() {
    return new RecordedChanges(database, tenantId);
  }

  private Product withSku(String sku) {
    return catalog.createProduct(CreateProductRequest.newBuilder().setName("x").setSku(sku));
  }

  private Product withBarcode(String barcode) {
    return catalog.createProduct(
        CreateProductRequest.newBuilder().setName("x").setBarcode(barcode));
  }

  private String category(String name) {
    return catalog
        .stub()
        .createCategory(CreateCategoryRequest.newBuilder().setName(name).build())
        .getCategory()
        .getId();
  }

  private void deleteCategory(String id) {
    var deleted =
        catalog.stub().deleteCategory(DeleteCategoryRequest.newBuilder().setCategoryId(id).build());
    assertThat(deleted.getCategory().hasDeletedAt()).isTrue();
  }

  private List<Product> list(ListProductsRequest.Builder request) {
    return catalog.stub().listProducts(request.build()).getProductsList();
  }
}
