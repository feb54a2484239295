package id.laris.catalog.category;

import static java.util.stream.Collectors.toSet;

import id.laris.catalog.shape.ShapeLock;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The shape of the tree: no cycles, at most {@value #MAX_DEPTH} deep. */
@Component
public class CategoryTree {

  public static final int MAX_DEPTH = 8;

  private final Categories categories;
  private final ShapeLock shapeLock;
  private final JdbcClient jdbc;

  CategoryTree(Categories categories, ShapeLock shapeLock, JdbcClient jdbc) {
    this.categories = categories;
    this.shapeLock = shapeLock;
    this.jdbc = jdbc;
  }

  /**
   * Refuses categories that do not exist or are deleted with CATEGORY_NOT_FOUND; accepted ones
   * cannot be deleted until the transaction ends.
   */
  public void requireCategories(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return;
    }
    Set<UUID> live =
        categories.keepAll(ids).stream()
            .filter(found -> !found.isDeleted())
            .map(Category::id)
            .collect(toSet());
    ids.stream()
        .filter(id -> !live.contains(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw Errors.notFound(Reason.CATEGORY_NOT_FOUND, "category", id.toString());
            });
  }

  /** Returns whether the category exists and is not deleted. */
  public boolean isLive(UUID id) {
    return categories.keepAll(List.of(id)).stream().anyMatch(found -> !found.isDeleted());
  }

  /** The category and those above it, nearest first. */
  public List<UUID> withAncestors(UUID id) {
    List<UUID> path = new ArrayList<>();
    Optional<Category> next = categories.findById(id);
    while (next.isPresent() && path.size() < MAX_DEPTH) {
      path.add(next.get().id());
      next = Optional.ofNullable(next.get().parentId()).flatMap(categories::findById);
    }
    return path;
  }

  /**
   * Lets the tenant's categories be placed one after the other: two moves at once could make a
   * cycle that neither sees. It is taken before the rows, so that a move which waits for another
   * holds none that the other needs.
   */
  void lock() {
    shapeLock.take("category");
  }

  /** Refuses a place for the category that would make a cycle, or a tree too deep. */
  void requirePlace(Category category, @Nullable UUID parentId, String field) {
    if (parentId == null) {
      return;
    }
    UUID id = category.id();
    lock();
    requireCategories(List.of(parentId));
    List<UUID> above = withAncestors(parentId);
    if (above.contains(id)) {
      throw Errors.invalid(field, "a category cannot be below itself: choose another parent");
    }
    if (above.size() + (category.isNew() ? 1 : height(id)) > MAX_DEPTH) {
      throw Errors.invalid(
          field,
          "the tree would be deeper than %d levels: choose a higher parent".formatted(MAX_DEPTH));
    }
  }

  /** Levels from the category down to its lowest descendant, itself included. */
  private int height(UUID id) {
    return jdbc.sql(
            """
            with recursive below (id, level) as (
              select cast(:id as uuid), 1
              union all
              select c.id, below.level + 1
              from below join catalog.category c on c.parent_id = below.id and c.deleted_at is null
              where below.level <= :maxDepth
            )
            select max(level) from below
            """)
        .param("id", id)
        .param("maxDepth", MAX_DEPTH)
        .query(Integer.class)
        .single();
  }
}
