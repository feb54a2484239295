package id.laris.catalog.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.catalog.CatalogTest;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CatalogChange;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.Category;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateModifierGroupRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateServiceChargeRequest;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.DeleteCategoryRequest;
import id.laris.pos.v1.DeleteProductRequest;
import id.laris.pos.v1.ListCatalogChangesRequest;
import id.laris.pos.v1.ListCatalogChangesResponse;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.UpdateCategoryRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class ListCatalogChangesTest {

  @Autowired TestCalls calls;
  @Autowired DatabaseSettings database;

  private CatalogServiceBlockingStub catalog;

  @BeforeEach
  void newTenant() {
    catalog = CatalogServiceGrpc.newBlockingStub(calls.as(UUID.randomUUID()));
  }

  @Test
  void everyKindOfResourceIsToldOnceInTheOrderItWasChanged() {
    Category category = category("Drinks");
    String product =
        catalog
            .createProduct(CreateProductRequest.newBuilder().setName("Tea").build())
            .getProduct()
            .getId();
    String variant =
        catalog
            .createVariant(
                CreateVariantRequest.newBuilder().setProductId(product).setName("Cup").build())
            .getVariant()
            .getId();
    catalog.setPrice(
        SetPriceRequest.newBuilder()
            .setVariantId(variant)
            .setAmount(100)
            .setCurrency("IDR")
            .build());
    catalog.createModifierGroup(CreateModifierGroupRequest.newBuilder().setName("Milk").build());
    catalog.createTaxRule(
        CreateTaxRuleRequest.newBuilder().setName("PPN").setRatePpm(110_000).build());
    catalog.createServiceCharge(
        CreateServiceChargeRequest.newBuilder().setName("Service").setRatePpm(50_000).build());

    List<CatalogChange> changes = changes("", 0).getChangesList();

    assertThat(changes)
        .extracting(CatalogChange::getResourceCase)
        .containsExactly(
            CatalogChange.ResourceCase.CATEGORY,
            CatalogChange.ResourceCase.PRODUCT,
            CatalogChange.ResourceCase.VARIANT,
            CatalogChange.ResourceCase.PRICE,
            CatalogChange.ResourceCase.MODIFIER_GROUP,
            CatalogChange.ResourceCase.TAX_RULE,
            CatalogChange.ResourceCase.SERVICE_CHARGE);
    assertThat(changes.getFirst().getCategory()).isEqualTo(category);
  }

  @Test
  void twoKindsOfResourceWithOneIdAreBothTold() {
    String id = UUID.randomUUID().toString();
    var product =
        catalog
            .createProduct(CreateProductRequest.newBuilder().setId(id).setName("Tea").build())
            .getProduct();
    catalog.createVariant(
        CreateVariantRequest.newBuilder()
            .setId(id)
            .setProductId(product.getId())
            .setName("Cup")
            .build());

    assertThat(changes("", 0).getChangesList())
        .extracting(CatalogChange::getResourceCase)
        .containsExactly(CatalogChange.ResourceCase.PRODUCT, CatalogChange.ResourceCase.VARIANT);
  }

  @Test
  void aPageMayEndBetweenTwoKindsWithOneIdThatOneTransactionChanged() {
    String id = UUID.randomUUID().toString();
    catalog.createProduct(CreateProductRequest.newBuilder().setId(id).setName("Tea").build());
    catalog.createVariant(
        CreateVariantRequest.newBuilder().setId(id).setProductId(id).setName("Cup").build());
    catalog.deleteProduct(DeleteProductRequest.newBuilder().setProductId(id).build());

    ListCatalogChangesResponse first = changes("", 1);
    ListCatalogChangesResponse second = changes(first.getNextCursor(), 1);

    assertThat(first.getChangesList())
        .singleElement()
        .matches(change -> change.getProduct().hasDeletedAt());
    assertThat(first.getHasMore()).isTrue();
    assertThat(second.getChangesList())
        .singleElement()
        .matches(change -> change.getVariant().hasDeletedAt());
    assertThat(second.getHasMore()).isFalse();
    assertThat(changes(second.getNextCursor(), 1).getChangesList()).isEmpty();
  }

  @Test
  void aReaderThatComesBackGetsWhatChangedSinceDeletionsIncluded() {
    Category tea = category("Tea");
    Category coffee = category("Coffee");
    String cursor = changes("", 0).getNextCursor();
    assertThat(changes(cursor, 0).getChangesList()).isEmpty();
    assertThat(changes(cursor, 0).getNextCursor()).isEqualTo(cursor);

    rename(coffee, "Kopi");
    rename(coffee, "Kopi susu");
    catalog.deleteCategory(DeleteCategoryRequest.newBuilder().setCategoryId(tea.getId()).build());

    List<CatalogChange> since = changes(cursor, 0).getChangesList();
    assertThat(since).hasSize(2);
    assertThat(since.get(0).getCategory().getName()).isEqualTo("Kopi susu");
    assertThat(since.get(1).getCategory().hasDeletedAt()).isTrue();
  }

  @Test
  void aLongDeltaComesInPages() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(category("c" + i).getId());
    }

    List<String> seen = new ArrayList<>();
    ListCatalogChangesResponse page = changes("", 3);
    while (true) {
      page.getChangesList().forEach(change -> seen.add(change.getCategory().getId()));
      if (!page.getHasMore()) {
        break;
      }
      page = changes(page.getNextCursor(), 3);
    }

    assertThat(seen).isEqualTo(made);
  }

  @Test
  void anOpenTransactionHoldsNobodyBack() throws Exception {
    category("Before");
    try (Connection slow =
        DriverManager.getConnection(
            database.url(), database.ownerUser(), database.ownerPassword())) {
      slow.setAutoCommit(false);
      slow.createStatement().execute("select pg_current_xact_id()");
      category("After");

      assertThat(changes("", 0).getChangesList()).hasSize(2);
    }
  }

  @Test
  void changesMadeAtTheSameMomentAreEachToldOnce() throws Exception {
    int writers = 6;
    int each = 10;
    List<String> seen = new ArrayList<>();
    List<String> made = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> writing = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        writing.add(
            threads.submit(
                () -> Stream.generate(() -> category("c").getId()).limit(each).toList()));
      }
      ListCatalogChangesResponse page = changes("", 3);
      boolean done = false;
      while (!done || page.getChangesCount() > 0) {
        done = writing.stream().allMatch(Future::isDone);
        page.getChangesList().forEach(change -> seen.add(change.getCategory().getId()));
        page = changes(page.getNextCursor(), 3);
      }
      for (Future<List<String>> writer : writing) {
        made.addAll(writer.get());
      }
    }

    assertThat(seen).hasSize(writers * each).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void refusesACursorThatWasNeverGiven() {
    category("Tea");
    UUID id = UUID.randomUUID();
    for (String cursor :
        List.of(
            "x",
            "1",
            "1.2",
            "1:2",
            "1:" + id,
            "1:" + id + ":",
            "1:" + id + ":Location",
            "1:1-1-1-1-1:Category",
            "99999999999999999999:" + id + ":Category",
            "-1:" + id + ":Category",
            "2:" + id + ":Category")) {
      Refusal.of(() -> changes(cursor, 0)).has(Reason.INVALID_PAGE_TOKEN);
    }
  }

  @Test
  void aCursorOfAnEarlierVersionGivesTheWholeCatalog() {
    category("Tea");
    category("Coffee");

    assertThat(changes("800123." + UUID.randomUUID(), 0).getChangesList()).hasSize(2);
  }

  private Category category(String name) {
    return catalog
        .createCategory(CreateCategoryRequest.newBuilder().setName(name).build())
        .getCategory();
  }

  private void rename(Category category, String name) {
    catalog.updateCategory(
        UpdateCategoryRequest.newBuilder()
            .setCategory(category.toBuilder().setName(name))
            .setUpdateMask(FieldMask.newBuilder().addPaths("name"))
            .build());
  }

  private ListCatalogChangesResponse changes(String cursor, int limit) {
    return catalog.listCatalogChanges(
        ListCatalogChangesRequest.newBuilder().setCursor(cursor).setLimit(limit).build());
  }
}
