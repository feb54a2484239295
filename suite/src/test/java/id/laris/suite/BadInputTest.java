package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.GetProductRequest;
import id.laris.pos.v1.ImportProductsRequest;
import id.laris.pos.v1.ListProductsRequest;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.UpdateProductRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Bad input is refused: the error names the field, and nothing is stored. */
@SuiteWalk
class BadInputTest {

  @Autowired TestCalls calls;
  @Autowired Rows rows;

  private UUID tenant;
  private CatalogServiceBlockingStub catalog;
  private SalesServiceBlockingStub sales;
  private String variant;
  private long rowsBefore;

  @BeforeEach
  void newTenant() {
    tenant = UUID.randomUUID();
    catalog = CatalogServiceGrpc.newBlockingStub(calls.as(tenant));
    sales = SalesServiceGrpc.newBlockingStub(calls.as(tenant));
    variant = TinyCatalog.variant(calls.as(tenant));
    rowsBefore = rows.count(tenant);
  }

  @AfterEach
  void nothingWasStored() {
    assertThat(rows.count(tenant)).isEqualTo(rowsBefore);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "not-a-uuid", "00000000-0000-0000-0000-00000000000g", "null"})
  void aMalformedUuid(String id) {
    Refusal.of(() -> catalog.getProduct(GetProductRequest.newBuilder().setProductId(id).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("product_id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\t\n"})
  void aMissingName(String name) {
    Refusal.of(() -> catalog.createProduct(CreateProductRequest.newBuilder().setName(name).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("name");
  }

  @Test
  void aNameTakenAwayByAnUpdate() {
    Product product = catalog.listProducts(ListProductsRequest.getDefaultInstance()).getProducts(0);

    Refusal.of(
            () ->
                catalog.updateProduct(
                    UpdateProductRequest.newBuilder()
                        .setProduct(product.toBuilder().setName(" "))
                        .setUpdateMask(FieldMask.newBuilder().addPaths("name"))
                        .build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("product.name");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void aPriceThatIsNotPositive(long amount) {
    Refusal.of(() -> catalog.setPrice(price(amount, "IDR")))
        .has(Reason.PRICE_NOT_POSITIVE)
        .naming("amount");
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000_000_000_000_001L, Long.MAX_VALUE})
  void aPriceThatIsTooLarge(long amount) {
    Refusal.of(() -> catalog.setPrice(price(amount, "IDR")))
        .has(Reason.VALIDATION_FAILED)
        .naming("amount");
  }

  @ParameterizedTest
  @ValueSource(strings = {"XXX", "idr", "ZZZ"})
  void anUnknownCurrency(String currency) {
    Refusal.of(() -> catalog.setPrice(price(100, currency)))
        .has(Reason.VALIDATION_FAILED)
        .naming("currency");
    Refusal.of(
            () -> sales.createOrder(CreateOrderRequest.newBuilder().setCurrency(currency).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("currency");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1_000_000_001, Long.MAX_VALUE})
  void aQuantityOutOfBounds(long quantity) {
    Refusal.of(
            () ->
                sales.addOrderItem(
                    AddOrderItemRequest.newBuilder()
                        .setOrderId(UUID.randomUUID().toString())
                        .setVariantId(variant)
                        .setQuantity(quantity)
                        .build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("quantity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "a\u0007b", "\u001b[31m", "a\u0085b", "\u007f"})
  void controlCharacters(String name) {
    Refusal.of(
            () -> catalog.createCategory(CreateCategoryRequest.newBuilder().setName(name).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("name");
  }

  @Test
  void textsAndListsOverTheirBounds() {
    Refusal.of(
            () ->
                catalog.createProduct(
                    CreateProductRequest.newBuilder().setName("x".repeat(201)).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("name");
    Refusal.of(
            () ->
                catalog.importProducts(
                    ImportProductsRequest.newBuilder()
                        .addAllRows(
                            Collections.nCopies(
                                1_001,
                                ImportProductsRequest.Row.newBuilder()
                                    .setSku("s")
                                    .setName("n")
                                    .build()))
                        .build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("rows");
  }

  @Test
  void severalThingsAtOnceAreAllNamed() {
    Refusal refusal =
        Refusal.of(
            () ->
                catalog.createProduct(
                    CreateProductRequest.newBuilder().setSku("x".repeat(65)).setId("no").build()));

    refusal.has(Reason.VALIDATION_FAILED).naming("id", "name", "sku");
  }

  @Test
  void aRequestOverFourMebibytes() {
    CreateProductRequest large =
        CreateProductRequest.newBuilder()
            .setName("x")
            .setDescription("x".repeat(4 * 1024 * 1024))
            .build();

    Refusal.of(() -> catalog.createProduct(large)).has(Reason.VALIDATION_FAILED).naming("request");
  }

  @Test
  void aRequestThatTheTransportRefuses() {
    CreateProductRequest huge =
        CreateProductRequest.newBuilder()
            .setName("x")
            .setDescription("x".repeat(9 * 1024 * 1024))
            .build();

    assertThat(
            catchThrowableOfType(StatusRuntimeException.class, () -> catalog.createProduct(huge))
                .getStatus()
                .getCode())
        .isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void amountsThatOverflow() {
    Refusal.of(
            () ->
                sales.checkout(
                    CheckoutRequest.newBuilder()
                        .addAllItems(
                            Collections.nCopies(
                                500,
                                NewOrderItem.newBuilder()
                                    .setVariantId(variant)
                                    .setQuantity(1_000_000_000)
                                    .build()))
                        .build()))
        .has(Reason.VALIDATION_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "018f0000-0000-7000-8000-000000000000"})
  void aPageTokenThatWasNeverGiven(String token) {
    Refusal.of(
            () ->
                catalog.listProducts(
                    ListProductsRequest.newBuilder()
                        .setPagination(PaginationRequest.newBuilder().setPageToken(token))
                        .build()))
        .has(Reason.INVALID_PAGE_TOKEN);
  }

  @Test
  void aPageSizeBelowZero() {
    Refusal.of(
            () ->
                catalog.listProducts(
                    ListProductsRequest.newBuilder()
                        .setPagination(PaginationRequest.newBuilder().setPageSize(-1))
                        .build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("pagination.page_size");
  }

  private SetPriceRequest price(long amount, String currency) {
    return SetPriceRequest.newBuilder()
        .setVariantId(variant)
        .setAmount(amount)
        .setCurrency(currency)
        .build();
  }
}
