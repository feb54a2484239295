package id.laris.catalog.category;

import static java.util.stream.Collectors.toSet;

import id.laris.catalog.shape.ShapeLock;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

  /**
   * Lets the tenant's categories be placed one after the other: two moves at once could make a
   * cycle that neither sees. It is taken before the rows, so that a move which waits for another
   * holds none that the other needs.
   */
  void lock() {
    shapeLock.take("category");
  }

  /**
   * A place that a category is to have.
   *
   * @param parentId null for the top of the tree
   * @param field the field of the request that names it
   */
  record Placement(Category category, @Nullable UUID parentId, String field) {

    Optional<UUID> parent() {
      return Optional.ofNullable(parentId);
    }
  }

  /**
   * Refuses places that would make a cycle, or a tree too deep. They are compared with the tree as
   * it is, so several categories that are in it already cannot be moved at once.
   */
  void requirePlaces(List<Placement> wanted) {
    Set<UUID> parentIds =
        wanted.stream().flatMap(place -> place.parent().stream()).collect(toSet());
    if (parentIds.isEmpty()) {
      return;
    }
    lock();
    requireCategories(parentIds);
    Map<UUID, Set<UUID>> paths = paths(parentIds);
    Map<UUID, Integer> heights =
        heights(
            wanted.stream()
                .map(Placement::category)
                .filter(category -> !category.isNew())
                .toList());
    for (Placement place : wanted) {
      place
          .parent()
          .map(parentId -> paths.getOrDefault(parentId, Set.of()))
          .ifPresent(path -> require(place, path, heights.getOrDefault(place.category().id(), 1)));
    }
  }

  private static void require(Placement place, Set<UUID> above, int height) {
    if (above.contains(place.category().id())) {
      throw Errors.invalid(
          place.field(), "a category cannot be below itself: choose another parent");
    }
    if (above.size() + height > MAX_DEPTH) {
      throw Errors.invalid(
          place.field(),
          "the tree would be deeper than %d levels: choose a higher parent".formatted(MAX_DEPTH));
    }
  }

  /** The categories with all that are above them, by the id of the lowest. */
  private Map<UUID, Set<UUID>> paths(Collection<UUID> ids) {
    Map<UUID, Set<UUID>> paths = new HashMap<>();
    jdbc.sql(
            """
            with recursive above (lowest, id, parent_id, level) as (
              select id, id, parent_id, 1 from catalog.category where id = any(:ids)
              union all
              select above.lowest, c.id, c.parent_id, above.level + 1
              from above join catalog.category c on c.id = above.parent_id
              where above.level < :maxDepth
            )
            select lowest, id from above
            """)
        .param("ids", ids.toArray(UUID[]::new))
        .param("maxDepth", MAX_DEPTH)
        .query(
            row -> {
              paths
                  .computeIfAbsent(row.getObject("lowest", UUID.class), id -> new HashSet<>())
                  .add(row.getObject("id", UUID.class));
            });
    return paths;
  }

  /** Levels from each category down to its lowest descendant, itself included. */
  private Map<UUID, Integer> heights(List<Category> of) {
    Map<UUID, Integer> heights = new HashMap<>();
    if (of.isEmpty()) {
      return heights;
    }
    jdbc.sql(
            """
            with recursive below (highest, id, level) as (
              select id, id, 1 from unnest(:ids) asked (id)
              union all
              select below.highest, c.id, below.level + 1
              from below join catalog.category c on c.parent_id = below.id and c.deleted_at is null
              where below.level <= :maxDepth
            )
            select highest, max(level) as levels from below group by highest
            """)
        .param("ids", of.stream().map(Category::id).toArray(UUID[]::new))
        .param("maxDepth", MAX_DEPTH)
        .query(
            row -> {
              heights.put(row.getObject("highest", UUID.class), row.getInt("levels"));
            });
    return heights;
  }
}
