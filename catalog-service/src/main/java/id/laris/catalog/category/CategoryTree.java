package id.laris.catalog.category;

import id.laris.catalog.shape.ShapeLock;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The shape of the tree: no cycles, at most {@value #MAX_DEPTH} deep. */
@Component
public class CategoryTree {

  static final int MAX_DEPTH = 8;

  private final Categories categories;
  private final ShapeLock shapeLock;
  private final JdbcClient jdbc;

  CategoryTree(Categories categories, ShapeLock shapeLock, JdbcClient jdbc) {
    this.categories = categories;
    this.shapeLock = shapeLock;
    this.jdbc = jdbc;
  }

  /**
   * Refuses a category that does not exist or is deleted with CATEGORY_NOT_FOUND; an accepted one
   * cannot be deleted until the transaction ends.
   */
  public void requireCategory(@Nullable UUID id) {
    if (id != null) {
      requireLive(id);
    }
  }

  /** Returns whether the category exists and is not deleted. */
  public boolean isLive(UUID id) {
    return categories.keep(id).filter(found -> !found.isDeleted()).isPresent();
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

  /** Refuses a place for the category that would make a cycle, or a tree too deep. */
  void requirePlace(UUID id, @Nullable UUID parentId) {
    if (parentId == null) {
      return;
    }
    requireLive(parentId);
    // Two moves at once could make a cycle that neither sees.
    shapeLock.take("category");
    List<UUID> above = withAncestors(parentId);
    if (above.contains(id)) {
      throw Errors.invalid("parent_id", "a category cannot be below itself: choose another parent");
    }
    if (above.size() + height(id) > MAX_DEPTH) {
      throw Errors.invalid(
          "parent_id",
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

  /**
   * Locks the category until the transaction ends, so that a use and a deletion of it wait for each
   * other.
   */
  private Category requireLive(UUID id) {
    return categories.keep(id).filter(found -> !found.isDeleted()).orElseThrow(() -> notFound(id));
  }

  private static PosException notFound(UUID id) {
    return Errors.notFound(Reason.CATEGORY_NOT_FOUND, "category", id.toString());
  }
}
