package id.laris.catalog.category;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.catalog.CatalogTest;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.Category;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.DeleteCategoryRequest;
import id.laris.pos.v1.GetCategoryRequest;
import id.laris.pos.v1.ListCategoriesRequest;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.UpdateCategoryRequest;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class CategoryTest {

  @Autowired TestCalls calls;

  private CatalogServiceBlockingStub catalog;

  @BeforeEach
  void newTenant() {
    catalog = CatalogServiceGrpc.newBlockingStub(calls.as(UUID.randomUUID()));
  }

  @Test
  void aCategoryIsThereOnceItIsMade() {
    Category made = create("Beverages", "");

    assertThat(get(made.getId())).isEqualTo(made);
    assertThat(made.getName()).isEqualTo("Beverages");
    assertThat(made.getVersion()).isZero();
  }

  @Test
  void namesAreTrimmedAndNormalised() {
    assertThat(create("  Cafe\u0301 ", "").getName()).isEqualTo("Caf\u00e9");
  }

  @Test
  void theSameIdAndContentAreStoredOnce() {
    CreateCategoryRequest request =
        CreateCategoryRequest.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setName("Tea")
            .build();

    Category first = catalog.createCategory(request).getCategory();
    Category second = catalog.createCategory(request).getCategory();

    assertThat(second).isEqualTo(first);
    Refusal.of(() -> catalog.createCategory(request.toBuilder().setName("Coffee").build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void anUpdateTakesOverWhatTheMaskNamesAndCountsTheVersion() {
    Category tea = create("Tea", "");

    Category updated =
        catalog
            .updateCategory(update(tea.toBuilder().setName("Teas").setSortOrder(9).build(), "name"))
            .getCategory();

    assertThat(updated.getName()).isEqualTo("Teas");
    assertThat(updated.getSortOrder()).isZero();
    assertThat(updated.getVersion()).isEqualTo(1);
    assertThat(get(tea.getId())).isEqualTo(updated);
  }

  @Test
  void refusesAStaleVersion() {
    Category tea = create("Tea", "");
    catalog.updateCategory(update(tea.toBuilder().setName("Teas").build(), "name"));

    UpdateCategoryRequest stale =
        update(tea.toBuilder().setName("T").build(), "name").toBuilder().setVersion(0).build();

    Refusal.of(() -> catalog.updateCategory(stale))
        .has(Reason.VERSION_CONFLICT)
        .with("expected", 0)
        .with("actual", 1);
  }

  @Test
  void oppositeMovesWaitForEachOther() {
    Category tea = create("Tea", "");
    Category green = create("Green", "");

    var outcomes =
        Parallel.times(
            24,
            number -> {
              Category moved = number % 2 == 0 ? tea : green;
              Category parent = number % 2 == 0 ? green : tea;
              return catalog.updateCategory(
                  update(moved.toBuilder().setParentId(parent.getId()).build(), "parent_id"));
            });

    assertThat(Parallel.successes(outcomes)).hasSize(12);
    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown ->
                Refusal.of((StatusRuntimeException) thrown)
                    .has(Reason.VALIDATION_FAILED)
                    .naming("category.parent_id"));
  }

  @Test
  void refusesACycleAndATreeTooDeep() {
    List<Category> path = new ArrayList<>(List.of(create("1", "")));
    for (int depth = 2; depth <= CategoryTree.MAX_DEPTH; depth++) {
      path.add(create(String.valueOf(depth), path.getLast().getId()));
    }

    Refusal.of(() -> create("9", path.getLast().getId()))
        .has(Reason.VALIDATION_FAILED)
        .naming("parent_id");
    Category rootUnderLeaf = path.getFirst().toBuilder().setParentId(path.get(3).getId()).build();
    Refusal.of(() -> catalog.updateCategory(update(rootUnderLeaf, "parent_id")))
        .has(Reason.VALIDATION_FAILED)
        .naming("category.parent_id");
  }

  @Test
  void refusesToDeleteACategoryInUse() {
    Category drinks = create("Drinks", "");
    Category tea = create("Tea", drinks.getId());

    Refusal.of(() -> delete(drinks.getId())).has(Reason.CATEGORY_IN_USE);

    delete(tea.getId());
    Category deleted = delete(drinks.getId());
    assertThat(deleted.hasDeletedAt()).isTrue();
    assertThat(delete(drinks.getId())).isEqualTo(deleted);
    assertThat(list(ListCategoriesRequest.getDefaultInstance())).isEmpty();
    assertThat(list(ListCategoriesRequest.newBuilder().setIncludeDeleted(true).build())).hasSize(2);
  }

  @Test
  void aListGoesOnWhereThePageBeforeEnded() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(create("c" + i, "").getId());
    }

    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      var page =
          catalog.listCategories(
              ListCategoriesRequest.newBuilder()
                  .setPagination(PaginationRequest.newBuilder().setPageSize(2).setPageToken(token))
                  .build());
      assertThat(page.getPagination().getTotalCount()).isEqualTo(page.getCategoriesCount());
      page.getCategoriesList().forEach(category -> seen.add(category.getId()));
      token = page.getPagination().getNextPageToken();
    } while (!token.isEmpty());

    assertThat(seen).isEqualTo(made);
    for (String bad : List.of("nonsense", UUID.randomUUID().toString())) {
      Refusal.of(
              () ->
                  list(
                      ListCategoriesRequest.newBuilder()
                          .setPagination(PaginationRequest.newBuilder().setPageToken(bad))
                          .build()))
          .has(Reason.INVALID_PAGE_TOKEN);
    }
  }

  @Test
  void aDeletedParentIsNoParent() {
    Category tea = create("Tea", "");
    delete(tea.getId());

    Refusal.of(() -> create("Green", tea.getId())).has(Reason.CATEGORY_NOT_FOUND);
    Refusal.of(() -> get(UUID.randomUUID().toString())).has(Reason.CATEGORY_NOT_FOUND);
  }

  private Category create(String name, String parentId) {
    return catalog
        .createCategory(
            CreateCategoryRequest.newBuilder().setName(name).setParentId(parentId).build())
        .getCategory();
  }

  private Category get(String id) {
    return catalog
        .getCategory(GetCategoryRequest.newBuilder().setCategoryId(id).build())
        .getCategory();
  }

  private Category delete(String id) {
    return catalog
        .deleteCategory(DeleteCategoryRequest.newBuilder().setCategoryId(id).build())
        .getCategory();
  }

  private List<Category> list(ListCategoriesRequest request) {
    return catalog.listCategories(request).getCategoriesList();
  }

  private static UpdateCategoryRequest update(Category category, String... paths) {
    return UpdateCategoryRequest.newBuilder()
        .setCategory(category)
        .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
        .build();
  }
}
