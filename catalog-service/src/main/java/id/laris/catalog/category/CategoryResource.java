package id.laris.catalog.category;

import id.laris.catalog.category.CategoryTree.Placement;
import id.laris.catalog.change.ChangeLog;
import id.laris.common.Ids;
import id.laris.common.db.Change;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.events.types.CatalogEvents;
import id.laris.pos.v1.ListCategoriesRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Categories as a resource. */
@Configuration(proxyBeanMethods = false)
class CategoryResource {

  private static final String PARENT = "parent_id";

  /**
   * Beside the errors of every resource: CATEGORY_NOT_FOUND, of the parent too; VALIDATION_FAILED
   * where the tree would have a cycle or be too deep; CATEGORY_IN_USE where products or categories
   * are in a category that is to be deleted.
   */
  @Bean
  Resource<Category, id.laris.pos.v1.Category> categoryResource(
      Resources resources, Categories categories, CategoryTree tree, ChangeLog changes) {
    return resources
        .of("category", categories, CatalogEvents.CATEGORY)
        .notFound(Reason.CATEGORY_NOT_FOUND)
        .fresh(Category::new)
        .content(CategoryProtos::toProto)
        .updatable("name", "sort_order", PARENT, "color")
        .filled("name")
        .filter(
            ListCategoriesRequest.class,
            request ->
                Filter.<Category>all().equal("parentId", Ids.parseOrNull(request.getParentId())))
        .beforeLock(
            (ids, paths) -> {
              if (paths.contains(PARENT)) {
                tree.lock();
              }
            })
        .beforeSave(
            all ->
                tree.requirePlaces(
                    all.stream()
                        .filter(change -> change.names(PARENT))
                        .map(CategoryResource::placement)
                        .toList()))
        .apply(change -> change.row().take(change.after()))
        .beforeDelete((category, now) -> requireUnused(category, categories))
        .stored(stored -> changes.record(ChangeLog.Kind.Category, stored))
        .build();
  }

  private static Placement placement(Change<Category, id.laris.pos.v1.Category> change) {
    return new Placement(
        change.row(), Ids.parseOrNull(change.after().getParentId()), change.field(PARENT));
  }

  private static void requireUnused(Category category, Categories categories) {
    if (categories.hasProducts(category.id())
        || categories.existsByParentIdAndDeletedAtIsNull(category.id())) {
      throw Errors.of(
              Reason.CATEGORY_IN_USE,
              "The category %s still has products or subcategories: move or delete them first."
                  .formatted(category.name()))
          .with("id", category.id());
    }
  }
}
