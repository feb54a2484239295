package id.laris.catalog.category;

import static id.laris.catalog.category.CategoryProtos.toProto;

import id.laris.catalog.change.ChangeLog;
import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateCategoryResponse;
import id.laris.pos.v1.DeleteCategoryRequest;
import id.laris.pos.v1.DeleteCategoryResponse;
import id.laris.pos.v1.GetCategoryRequest;
import id.laris.pos.v1.GetCategoryResponse;
import id.laris.pos.v1.ListCategoriesRequest;
import id.laris.pos.v1.ListCategoriesResponse;
import id.laris.pos.v1.UpdateCategoryRequest;
import id.laris.pos.v1.UpdateCategoryResponse;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be done with categories. */
@Component
public class CategoryActions {

  private static final Set<String> UPDATABLE = Set.of("name", "sort_order", "parent_id", "color");

  private final Categories categories;
  private final CategoryTree tree;
  private final ChangeLog changes;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  CategoryActions(
      Categories categories,
      CategoryTree tree,
      ChangeLog changes,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.categories = categories;
    this.tree = tree;
    this.changes = changes;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  /** Makes a category; one of the same id and content is returned as it is. */
  public CreateCategoryResponse create(CreateCategoryRequest request) {
    return writes.once(
        request,
        CreateCategoryResponse.parser(),
        () -> CreateCategoryResponse.newBuilder().setCategory(make(request)).build());
  }

  /** Makes a category, for who has a transaction already. */
  public id.laris.pos.v1.Category make(CreateCategoryRequest request) {
    Category category =
        new Category(
            Ids.orNext(request.getId()),
            request.getName(),
            request.getSortOrder(),
            Ids.parseOrNull(request.getParentId()),
            request.getColor());
    return toProto(
        categories
            .storedBefore(request.getId(), "category", category, CategoryProtos::toProto)
            .orElseGet(() -> store(category)));
  }

  /**
   * The categories with these ids, deleted or not, in no order; for who has a transaction already.
   */
  public List<id.laris.pos.v1.Category> byIds(Collection<UUID> ids) {
    return categories.findByIdIn(ids).stream().map(CategoryProtos::toProto).toList();
  }

  private Category store(Category category) {
    tree.requirePlace(category.id(), category.parentId());
    return saved(category, "Created");
  }

  public GetCategoryResponse get(GetCategoryRequest request) {
    UUID id = Ids.parse(request.getCategoryId());
    return reads.run(
        () ->
            GetCategoryResponse.newBuilder()
                .setCategory(
                    toProto(categories.findById(id).orElseThrow(() -> CategoryTree.notFound(id))))
                .build());
  }

  public ListCategoriesResponse list(ListCategoriesRequest request) {
    return reads.run(
        () -> {
          Page<Category> page =
              Page.find(
                  categories,
                  request.getPagination(),
                  Filter.<Category>all()
                      .equal("parentId", Ids.parseOrNull(request.getParentId()))
                      .deletedToo(request.getIncludeDeleted()));
          return ListCategoriesResponse.newBuilder()
              .addAllCategories(page.map(CategoryProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  /** Takes over the fields that the mask names. */
  public UpdateCategoryResponse update(UpdateCategoryRequest request) {
    id.laris.pos.v1.Category wanted = request.getCategory();
    return writes.once(
        request,
        UpdateCategoryResponse.parser(),
        () -> {
          Category category = lock(wanted.getId());
          category.requireVersion("category", request.hasVersion(), request.getVersion());
          if (category.isDeleted()) {
            throw CategoryTree.notFound(category.id());
          }
          for (String path : Protos.paths(request.getUpdateMask(), UPDATABLE)) {
            switch (path) {
              case "name" -> category.rename(Protos.required("category.name", wanted.getName()));
              case "sort_order" -> category.sortAt(wanted.getSortOrder());
              case "color" -> category.paint(wanted.getColor());
              default -> move(category, Ids.parseOrNull(wanted.getParentId()));
            }
          }
          return UpdateCategoryResponse.newBuilder()
              .setCategory(toProto(saved(category, "Updated")))
              .build();
        });
  }

  private void move(Category category, @Nullable UUID parentId) {
    tree.requirePlace(category.id(), parentId);
    category.moveUnder(parentId);
  }

  /** Deletes a category that nothing uses; what is deleted already stays as it is. */
  public DeleteCategoryResponse delete(DeleteCategoryRequest request) {
    return writes.once(
        request,
        DeleteCategoryResponse.parser(),
        () -> {
          Category category = lock(request.getCategoryId());
          if (!category.isDeleted()) {
            category.requireVersion("category", request.hasVersion(), request.getVersion());
            requireUnused(category);
            category.delete(clock.instant());
            saved(category, "Deleted");
          }
          return DeleteCategoryResponse.newBuilder().setCategory(toProto(category)).build();
        });
  }

  private void requireUnused(Category category) {
    if (categories.hasProducts(category.id())
        || categories.existsByParentIdAndDeletedAtIsNull(category.id())) {
      throw Errors.of(
              Reason.CATEGORY_IN_USE,
              "The category %s still has products or subcategories: move or delete them first."
                  .formatted(category.name()))
          .with("id", category.id());
    }
  }

  private Category lock(String id) {
    UUID uuid = Ids.parse(id);
    return categories.lock(uuid).orElseThrow(() -> CategoryTree.notFound(uuid));
  }

  private Category saved(Category category, String verb) {
    Category stored = categories.saveAndFlush(category);
    changes.record(
        ChangeLog.Resource.Category, stored.id(), stored.version(), verb, toProto(stored));
    return stored;
  }
}
