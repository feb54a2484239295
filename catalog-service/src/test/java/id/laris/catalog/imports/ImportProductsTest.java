package id.laris.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.catalog.CatalogTest;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.Category;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ImportProductsRequest.Row;
import id.laris.pos.v1.ImportProductsResponse;
import id.laris.pos.v1.ImportProductsResponse.RowError;
import id.laris.pos.v1.ImportProductsResponse.RowResult;
import id.laris.pos.v1.ImportProductsResponse.RowResult.Result;
import id.laris.pos.v1.ListCategoriesRequest;
import id.laris.pos.v1.ListPricesRequest;
import id.laris.pos.v1.ListProductsRequest;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.UpdateProductRequest;
import id.laris.testkit.Parallel;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class ImportProductsTest {

  @Autowired TestCalls calls;
  @Autowired SqlStatements statements;

  private CatalogServiceBlockingStub catalog;

  @BeforeEach
  void newTenant() {
    catalog = CatalogServiceGrpc.newBlockingStub(calls.as(UUID.randomUUID()));
  }

  @Test
  void rowsBecomeProductsWithVariantsCategoriesAndPrices() {
    ImportProductsResponse response =
        run(
            row("LATTE", "Latte")
                .setCategory("Drinks/Coffee")
                .setVariantSku("LATTE-S")
                .setVariantName("Small"),
            row("LATTE", "Latte")
                .setCategory("Drinks/Coffee")
                .setVariantSku("LATTE-L")
                .setVariantName("Large"),
            row("TEA", "Tea").setCategory("Drinks"));

    assertThat(response.getStored()).isTrue();
    assertThat(response.getCreatedCount()).isEqualTo(3);
    List<Product> products =
        catalog.listProducts(ListProductsRequest.getDefaultInstance()).getProductsList();
    assertThat(products).extracting(Product::getName).containsExactly("Latte", "Tea");
    assertThat(
            catalog.listCategories(ListCategoriesRequest.getDefaultInstance()).getCategoriesList())
        .hasSize(2);
    var large = catalog.lookupVariant(LookupVariantRequest.newBuilder().setSku("latte-l").build());
    assertThat(large.getVariant().getName()).isEqualTo("Large");
    assertThat(
            catalog
                .listPrices(
                    ListPricesRequest.newBuilder().setVariantId(large.getVariant().getId()).build())
                .getPrices(0)
                .getAmount())
        .isEqualTo(idr(2_500_000));
  }

  @Test
  void theSameRowsAgainChangeNothingAndOtherRowsChangeWhatIsOther() {
    Row.Builder latte = row("LATTE", "Latte").setCategory("Drinks").addTags("hot");
    run(latte, row("TEA", "Tea"));

    ImportProductsResponse again = run(latte, row("TEA", "Tea"));
    assertThat(results(again)).containsExactly(Result.UNCHANGED, Result.UNCHANGED);
    ImportProductsResponse changed =
        run(latte.setName("Caffè latte"), row("TEA", "Tea").setPrice(idr(1_000_000)));

    assertThat(results(changed)).containsExactly(Result.UPDATED, Result.UPDATED);
    assertThat(
            catalog.listProducts(ListProductsRequest.getDefaultInstance()).getProducts(0).getName())
        .isEqualTo("Caffè latte");
    assertThat(catalog.listPrices(ListPricesRequest.getDefaultInstance()).getPricesList())
        .extracting(price -> price.getAmount().getAmount())
        .containsExactly(2_500_000L, 1_000_000L);
  }

  @Test
  void oneBadRowKeepsAllFromBeingStoredAndEveryErrorIsTold() {
    String product =
        catalog
            .createProduct(CreateProductRequest.newBuilder().setName("Other").build())
            .getProduct()
            .getId();
    catalog.createVariant(
        CreateVariantRequest.newBuilder()
            .setProductId(product)
            .setName("Other")
            .setSku("OTHER")
            .setBarcode("899")
            .build());

    ImportProductsResponse response =
        run(
            row("GOOD", "Good"),
            row("FREE", "Free").setPrice(idr(0)),
            row("TWICE", "Twice"),
            row("twice", "Twice"),
            row("SCANNED", "Scanned").setBarcode("899"),
            row("TAKEN", "Taken").setVariantSku("other"),
            row("DEEP", "Deep").setCategory("1/2/3/4/5/6/7/8/9"),
            row("ODD", "Odd").setPrice(Money.newBuilder().setAmount(5).setCurrency("ZZZ")));

    assertThat(response.getStored()).isFalse();
    assertThat(results(response))
        .containsExactly(
            Result.CREATED,
            Result.FAILED,
            Result.CREATED,
            Result.FAILED,
            Result.FAILED,
            Result.FAILED,
            Result.FAILED,
            Result.FAILED);
    assertThat(reasons(response))
        .containsExactly(
            Reason.PRICE_NOT_POSITIVE.name(),
            Reason.SKU_ALREADY_EXISTS.name(),
            Reason.BARCODE_ALREADY_ASSIGNED.name(),
            Reason.SKU_ALREADY_EXISTS.name(),
            Reason.VALIDATION_FAILED.name(),
            Reason.VALIDATION_FAILED.name());
    assertThat(catalog.listProducts(ListProductsRequest.getDefaultInstance()).getProductsList())
        .extracting(Product::getName)
        .containsExactly("Other");
    assertThat(
            catalog.listCategories(ListCategoriesRequest.getDefaultInstance()).getCategoriesList())
        .isEmpty();
  }

  @Test
  void aDryRunSaysWhatWouldBeAndStoresNothing() {
    ImportProductsResponse response =
        catalog.importProducts(
            ImportProductsRequest.newBuilder().addRows(row("TEA", "Tea")).setDryRun(true).build());

    assertThat(response.getStored()).isFalse();
    assertThat(results(response)).containsExactly(Result.CREATED);
    assertThat(response.getResults(0).getProductId()).as("nothing has this id").isEmpty();
    assertThat(response.getResults(0).getVariantId()).as("nothing has this id").isEmpty();
    assertThat(catalog.listProducts(ListProductsRequest.getDefaultInstance()).getProductsList())
        .isEmpty();
  }

  @Test
  void aThousandRowsTakeAFewStatementsAndFewerWhereTheyChangeNothing() {
    ImportProductsRequest.Builder request = ImportProductsRequest.newBuilder();
    IntStream.range(0, 1_000)
        .forEach(
            i ->
                request.addRows(
                    row("SKU-" + i, "Product " + i)
                        .setCategory("Drinks/" + i % 30)
                        .setBarcode("B" + i)));

    assertThat(
            statements.during(
                () ->
                    assertThat(catalog.importProducts(request.build()).getCreatedCount())
                        .isEqualTo(1_000)))
        .hasSizeLessThan(150);
    assertThat(
            statements.during(
                () ->
                    assertThat(catalog.importProducts(request.build()).getUnchangedCount())
                        .isEqualTo(1_000)))
        .hasSizeLessThan(20);
  }

  @Test
  void aThousandNewCategoriesTakeAFewStatements() {
    ImportProductsRequest.Builder request = ImportProductsRequest.newBuilder();
    IntStream.range(0, 1_000)
        .forEach(
            i ->
                request.addRows(
                    row("SKU-" + i, "Product " + i).setCategory("Shelf/" + i + "/Box")));

    assertThat(
            statements.during(
                () -> assertThat(catalog.importProducts(request.build()).getStored()).isTrue()))
        .hasSizeLessThan(200);
    assertThat(catalog.importProducts(request.build()).getUnchangedCount())
        .as("rows whose category is where they say")
        .isEqualTo(1_000);
  }

  @Test
  void importsAtTheSameMomentMakeEachProductAndCategoryOnce() {
    var outcomes =
        Parallel.times(
            8,
            number ->
                run(
                    row("LATTE", "Latte " + number).setCategory("Drinks/Coffee/New"),
                    row("TEA-" + number, "Tea").setCategory("Drinks/Tea")));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes)).allMatch(ImportProductsResponse::getStored);
    assertThat(catalog.listProducts(ListProductsRequest.getDefaultInstance()).getProductsList())
        .hasSize(9);
    assertThat(
            catalog.listCategories(ListCategoriesRequest.getDefaultInstance()).getCategoriesList())
        .extracting(Category::getName)
        .containsExactlyInAnyOrder("Drinks", "Coffee", "New", "Tea");
  }

  @Test
  void importsBesideOtherChangesAreDoneAgain() {
    run(row("LATTE", "Latte").setBarcode("1"));
    Product product = catalog.listProducts(ListProductsRequest.getDefaultInstance()).getProducts(0);

    var outcomes =
        Parallel.times(
            12,
            number ->
                switch (number % 3) {
                  case 0 -> run(row("LATTE", "Latte " + number).setBarcode("1" + number));
                  case 1 ->
                      catalog.updateProduct(
                          UpdateProductRequest.newBuilder()
                              .setProduct(product.toBuilder().setBrand("Brand " + number))
                              .setUpdateMask(FieldMask.newBuilder().addPaths("brand"))
                              .build());
                  default -> run(row("NEW", "New"));
                });

    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown ->
                assertThat(((StatusRuntimeException) thrown).getStatus().getCode())
                    .isEqualTo(Status.Code.ABORTED));
    assertThat(Parallel.successes(outcomes)).isNotEmpty();
  }

  @Test
  void rowsMayExchangeTheirBarcodes() {
    run(row("A", "A").setBarcode("1"), row("B", "B").setBarcode("2"));

    ImportProductsResponse response =
        run(row("A", "A").setBarcode("2"), row("B", "B").setBarcode("1"));

    assertThat(results(response)).containsExactly(Result.UPDATED, Result.UPDATED);
    assertThat(
            catalog
                .lookupVariant(LookupVariantRequest.newBuilder().setBarcode("1").build())
                .getVariant()
                .getSku())
        .isEqualTo("B");
  }

  @Test
  void aNewVariantMayTakeTheBarcodeThatAnotherRowGivesUp() {
    run(row("OLD", "Old").setBarcode("1"));

    ImportProductsResponse response =
        run(row("NEW", "New").setBarcode("1"), row("OLD", "Old").setBarcode("2"));

    assertThat(results(response)).containsExactly(Result.CREATED, Result.UPDATED);
    assertThat(
            catalog
                .lookupVariant(LookupVariantRequest.newBuilder().setBarcode("1").build())
                .getVariant()
                .getSku())
        .isEqualTo("NEW");
  }

  @Test
  void aNewVariantOfAnExistingProductNamesThatProductOnADryRunToo() {
    String product = run(row("LATTE", "Latte")).getResults(0).getProductId();

    ImportProductsResponse response =
        catalog.importProducts(
            ImportProductsRequest.newBuilder()
                .addRows(row("latte", "Latte").setVariantSku("LATTE-L"))
                .setDryRun(true)
                .build());

    assertThat(results(response)).containsExactly(Result.CREATED);
    assertThat(response.getResults(0).getProductId()).isEqualTo(product);
    assertThat(response.getResults(0).getVariantId()).isEmpty();
  }

  private ImportProductsResponse run(Row.Builder... rows) {
    ImportProductsRequest.Builder request = ImportProductsRequest.newBuilder();
    for (Row.Builder row : rows) {
      request.addRows(row);
    }
    return catalog.importProducts(request.build());
  }

  private static Row.Builder row(String sku, String name) {
    return Row.newBuilder().setSku(sku).setName(name).setPrice(idr(2_500_000));
  }

  private static Money idr(long amount) {
    return Money.newBuilder().setAmount(amount).setCurrency("IDR").build();
  }

  private static List<Result> results(ImportProductsResponse response) {
    return response.getResultsList().stream().map(RowResult::getResult).toList();
  }

  private static List<String> reasons(ImportProductsResponse response) {
    return response.getResultsList().stream()
        .flatMap(result -> result.getErrorsList().stream())
        .map(RowError::getReason)
        .toList();
  }
}
