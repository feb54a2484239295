package id.laris.catalog.variant;

import static id.laris.catalog.CatalogClient.variantOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.FieldMask;
import id.laris.catalog.CatalogClient;
import id.laris.catalog.CatalogTest;
import id.laris.catalog.RecordedChanges;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.BatchGetVariantNamesRequest;
import id.laris.pos.v1.BatchGetVariantsRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.DeleteVariantRequest;
import id.laris.pos.v1.ListVariantsRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.UpdateVariantRequest;
import id.laris.pos.v1.Variant;
import id.laris.pos.v1.VariantNames;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class VariantTest {

  private static final String NO_ONE = "00000000-0000-0000-0000-00000000dead";

  @Autowired TestCalls calls;
  @Autowired SqlStatements statements;
  @Autowired DatabaseSettings database;

  private UUID tenantId;
  private CatalogClient catalog;
  private Product kopi;

  @BeforeEach
  void newTenantWithCoffee() {
    tenantId = UUID.randomUUID();
    catalog = new CatalogClient(calls.as(tenantId));
    kopi = catalog.createProduct("Kopi");
  }

  @Test
  void aVariantIsThereWithEverythingThatWasSaidOfIt() {
    Variant made =
        catalog.createVariant(
            variantOf(kopi, "Beans")
                .setSku("KB")
                .setBarcode("123")
                .setUnit(Variant.Unit.KILOGRAM)
                .setCost(idr(12_000_000))
                .putAttributes("roast", "dark"));

    assertThat(catalog.variant(made.getId())).isEqualTo(made);
    assertThat(made.getProductId()).isEqualTo(kopi.getId());
    assertThat(made.getUnitDecimals()).isEqualTo(3);
    assertThat(made.getCost()).isEqualTo(idr(12_000_000));
    assertThat(made.getActive()).isTrue();
    assertThat(changes().eventsOf(made.getId())).containsExactly("VariantCreated 0");
  }

  @Test
  void everyUnitHasItsDecimals() {
    Map<Variant.Unit, Integer> expected =
        Map.of(
            Variant.Unit.PIECE, 0,
            Variant.Unit.KILOGRAM, 3,
            Variant.Unit.GRAM, 0,
            Variant.Unit.LITER, 3,
            Variant.Unit.MILLILITER, 0,
            Variant.Unit.METER, 3,
            Variant.Unit.HOUR, 2);
    expected.forEach(
        (unit, decimals) ->
            assertThat(catalog.createVariant(variantOf(kopi, "x").setUnit(unit)).getUnitDecimals())
                .as(unit.name())
                .isEqualTo(decimals));
    assertThat(catalog.createVariant(kopi, "x").getUnit()).isEqualTo(Variant.Unit.PIECE);
  }

  @Test
  void refusesACostThatIsNone() {
    List<Money> bad =
        List.of(
            idr(-1),
            idr(1_000_000_000_000_001L),
            Money.newBuilder().setAmount(1).build(),
            Money.newBuilder().setAmount(1).setCurrency("XXX").build());
    for (Money cost : bad) {
      Refusal refusal =
          Refusal.of(() -> catalog.createVariant(variantOf(kopi, "x").setCost(cost)))
              .has(Reason.VALIDATION_FAILED);
      assertThat(refusal.fields()).allMatch(field -> field.startsWith("cost."));
    }
    catalog.createVariant(variantOf(kopi, "x").setCost(idr(0)));
    catalog.createVariant(variantOf(kopi, "x").setCost(idr(1_000_000_000_000_000L)));
  }

  @Test
  void theSameIdAndContentAreStoredOnceEvenAtTheSameMoment() {
    CreateVariantRequest.Builder request =
        variantOf(kopi, "L").setId(UUID.randomUUID().toString()).setSku("L").setBarcode("1");

    var outcomes = Parallel.times(8, number -> catalog.createVariant(request.clone()));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes)).containsOnly(catalog.variant(request.getId()));
    assertThat(changes().eventsOf(request.getId())).hasSize(1);
    Refusal.of(() -> catalog.createVariant(request.clone().setName("M")))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void aSkuIsUniqueAmongVariantsEvenAtTheSameMoment() {
    var outcomes =
        Parallel.times(
            8, number -> catalog.createVariant(variantOf(kopi, "v" + number).setSku("KOPI-l")));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    Parallel.failures(outcomes)
        .forEach(
            thrown ->
                Refusal.of((StatusRuntimeException) thrown)
                    .has(Reason.SKU_ALREADY_EXISTS)
                    .with("sku", "KOPI-l"));
    Variant other = catalog.createVariant(kopi, "other");
    Refusal.of(() -> catalog.updateVariant(other.toBuilder().setSku("kopi-L").build(), "sku"))
        .has(Reason.SKU_ALREADY_EXISTS)
        .with("sku", "kopi-L");
  }

  @Test
  void aVariantMayHaveTheSkuOfItsProduct() {
    Product teh =
        catalog.createProduct(
            id.laris.pos.v1.CreateProductRequest.newBuilder().setName("Teh").setSku("T"));

    assertThat(catalog.createVariant(variantOf(teh, "L").setSku("T")).getSku()).isEqualTo("T");
  }

  @Test
  void anUpdateTakesOverWhatTheMaskNames() {
    Variant large = catalog.createVariant(variantOf(kopi, "L").setBarcode("1").setCost(idr(5)));
    Variant wanted =
        large.toBuilder()
            .setName("XL")
            .setSku("XL")
            .setBarcode("2")
            .setUnit(Variant.Unit.LITER)
            .setUnitDecimals(3)
            .setCost(idr(7))
            .putAttributes("a", "b")
            .setActive(false)
            .build();

    Variant renamed = catalog.updateVariant(wanted, "name");
    assertThat(renamed).isEqualTo(large.toBuilder().setName("XL").setVersion(1).build());
    Variant updated =
        catalog.updateVariant(
            wanted,
            "name",
            "sku",
            "barcode",
            "unit",
            "cost",
            "attributes",
            "active",
            "components",
            "stock_unit",
            "stock_quantity");
    assertThat(updated).isEqualTo(wanted.toBuilder().setVersion(2).build());
    assertThat(catalog.updateVariant(updated, "name", "cost")).isEqualTo(updated);
    assertThat(catalog.updateVariant(large.toBuilder().clearCost().build(), "cost").hasCost())
        .isFalse();
    assertThat(changes().eventsOf(large.getId())).hasSize(4);
    catalog.createVariant(variantOf(kopi, "M").setBarcode("1"));
    Refusal.of(() -> catalog.updateVariant(wanted.toBuilder().setBarcode("1").build(), "barcode"))
        .has(Reason.BARCODE_ALREADY_ASSIGNED)
        .with("barcode", "1");
  }

  @Test
  void refusesWhatIsNotThereAndWhatIsStale() {
    Variant large = catalog.createVariant(kopi, "L");

    Refusal.of(() -> catalog.variant(NO_ONE)).has(Reason.NOT_FOUND).with("resource", "variant");
    Refusal.of(() -> catalog.deleteVariant(NO_ONE)).has(Reason.NOT_FOUND);
    Refusal.of(() -> catalog.updateVariant(large.toBuilder().setId(NO_ONE).build(), "name"))
        .has(Reason.NOT_FOUND);
    Refusal.of(
            () ->
                catalog.createVariant(
                    CreateVariantRequest.newBuilder().setProductId(NO_ONE).setName("x")))
        .has(Reason.NOT_FOUND)
        .with("resource", "product");
    Refusal.of(
            () ->
                catalog
                    .stub()
                    .updateVariant(
                        UpdateVariantRequest.newBuilder()
                            .setVariant(large)
                            .setUpdateMask(FieldMask.newBuilder().addPaths("name"))
                            .setVersion(3)
                            .build()))
        .has(Reason.VERSION_CONFLICT);
    Refusal.of(
            () ->
                catalog
                    .stub()
                    .deleteVariant(
                        DeleteVariantRequest.newBuilder()
                            .setVariantId(large.getId())
                            .setVersion(3)
                            .build()))
        .has(Reason.VERSION_CONFLICT);
    Refusal.of(() -> catalog.updateVariant(large, "product_id")).naming("update_mask");
  }

  @Test
  void deletingFreesTheCodesAndMayBeRepeated() {
    Variant large = catalog.createVariant(variantOf(kopi, "L").setSku("L").setBarcode("1"));

    Variant deleted = catalog.deleteVariant(large.getId());

    assertThat(deleted.hasDeletedAt()).isTrue();
    assertThat(catalog.deleteVariant(large.getId())).isEqualTo(deleted);
    assertThat(changes().eventsOf(large.getId()))
        .containsExactly("VariantCreated 0", "VariantDeleted 1");
    Refusal.of(() -> catalog.updateVariant(large, "name")).has(Reason.NOT_FOUND);
    catalog.createVariant(variantOf(kopi, "L").setSku("l").setBarcode("1"));
  }

  @Test
  void aBatchHasWhatExistsInTheOrderAskedForInAsManyStatementsAsOne() {
    List<Variant> made =
        IntStream.range(0, 5)
            .mapToObj(number -> catalog.createVariant(kopi, "v" + number))
            .toList();
    BatchGetVariantsRequest request =
        BatchGetVariantsRequest.newBuilder()
            .addVariantIds(made.get(3).getId())
            .addVariantIds(NO_ONE)
            .addVariantIds(made.get(1).getId())
            .addVariantIds(made.get(3).getId())
            .build();

    assertThat(catalog.stub().batchGetVariants(request).getVariantsList())
        .containsExactly(made.get(3), made.get(1));
    // The one that does not exist is looked for each time: the tenant, prices, variants.
    assertThat(statements.during(() -> catalog.stub().batchGetVariants(request))).hasSize(4);
  }

  @Test
  void namesOfManyAreReadInOneStatement() {
    Variant large = catalog.createVariant(variantOf(kopi, "L").setSku("KOPI-L"));
    Variant small = catalog.createVariant(kopi, "S");
    catalog.deleteVariant(large.getId());
    BatchGetVariantNamesRequest request =
        BatchGetVariantNamesRequest.newBuilder()
            .addVariantIds(small.getId())
            .addVariantIds(NO_ONE)
            .addVariantIds(large.getId())
            .addVariantIds(small.getId())
            .build();

    assertThat(catalog.stub().batchGetVariantNames(request).getNamesList())
        .extracting(
            VariantNames::getVariantId,
            VariantNames::getProductName,
            VariantNames::getVariantName,
            VariantNames::getSku)
        .containsExactly(
            tuple(small.getId(), kopi.getName(), "S", ""),
            tuple(large.getId(), kopi.getName(), "L", "KOPI-L"));
    // The tenant, the names.
    assertThat(statements.during(() -> catalog.stub().batchGetVariantNames(request))).hasSize(2);
  }

  @Test
  void listsHaveTheVariantsOfOneProductOrOfAll() {
    Variant large = catalog.createVariant(kopi, "L");
    Variant small = catalog.createVariant(kopi, "S");
    Variant tea = catalog.createVariant(catalog.createProduct("Teh"), "T");
    catalog.deleteVariant(small.getId());

    assertThat(list(ListVariantsRequest.newBuilder())).containsExactly(large, tea);
    assertThat(list(ListVariantsRequest.newBuilder().setProductId(kopi.getId())))
        .containsExactly(large);
    assertThat(
            list(
                ListVariantsRequest.newBuilder()
                    .setProductId(kopi.getId())
                    .setIncludeDeleted(true)))
        .hasSize(2);
    Refusal.of(
            () ->
                list(
                    ListVariantsRequest.newBuilder()
                        .setPagination(PaginationRequest.newBuilder().setPageToken("x"))))
        .has(Reason.INVALID_PAGE_TOKEN);
  }

  @Test
  void aVariantNeverComesToAProductThatIsBeingDeleted() {
    for (int round = 0; round < 5; round++) {
      Product product = catalog.createProduct("x");
      Parallel.times(
          4,
          number ->
              number == 0
                  ? catalog.deleteProduct(product.getId()).getId()
                  : catalog.createVariant(product, "v" + number).getId());

      assertThat(list(ListVariantsRequest.newBuilder().setProductId(product.getId()))).isEmpty();
    }
  }

  private RecordedChanges changes() {
    return new RecordedChanges(database, tenantId);
  }

  private static Money idr(long amount) {
    return Money.newBuilder().setAmount(amount).setCurrency("IDR").build();
  }

  private List<Variant> list(ListVariantsRequest.Builder request) {
    return catalog.stub().listVariants(request.build()).getVariantsList();
  }
}
