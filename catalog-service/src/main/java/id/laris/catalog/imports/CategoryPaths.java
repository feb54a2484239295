package id.laris.catalog.imports;

import id.laris.catalog.category.CategoryTree;
import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.Category;
import id.laris.pos.v1.CreateCategoryRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds categories by their path, such as "Drinks/Coffee", and makes those that are missing. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class CategoryPaths {

  private static final int MAX_NAME = 200;

  private final Resource<?, Category> categories;
  private final JdbcClient jdbc;

  /** The top of the tree, which is no category. */
  private final Place top = new Place(null, "", 0, "");

  /** The paths that are missing, by their depth. */
  private final List<List<Place>> missing = new ArrayList<>();

  CategoryPaths(Resource<?, Category> categories, JdbcClient jdbc) {
    this.categories = categories;
    this.jdbc = jdbc;
  }

  /** A category at its place in the tree, whether it is there yet or not. */
  static final class Place {

    private final @Nullable Place parent;
    private final String name;
    private final int depth;
    private final Map<String, Place> children = new HashMap<>();
    private @Nullable String id;

    private Place(@Nullable Place parent, String name, int depth, @Nullable String id) {
      this.parent = parent;
      this.name = name;
      this.depth = depth;
      this.id = id;
    }

    /** Returns the id of the category; empty for none, null while it is missing. */
    @Nullable String id() {
      return id;
    }
  }

  private record Stored(String id, String parentId, String name) {}

  /** Reads the tree; of categories with the same place and name the first counts. */
  void load() {
    List<Stored> all =
        jdbc.sql(
                "select id, parent_id, name from catalog.category where deleted_at is null order by id")
            .query(
                (row, number) ->
                    new Stored(
                        row.getString("id"),
                        Ids.text(row.getObject("parent_id", UUID.class)),
                        row.getString("name")))
            .list();
    Map<String, List<Stored>> byParent = new HashMap<>();
    all.forEach(one -> byParent.computeIfAbsent(one.parentId(), id -> new ArrayList<>()).add(one));
    addChildren(top, byParent);
  }

  private static void addChildren(Place place, Map<String, List<Stored>> byParent) {
    for (Stored child : byParent.getOrDefault(String.valueOf(place.id), List.of())) {
      Place known = new Place(place, child.name(), place.depth + 1, child.id());
      if (place.children.putIfAbsent(child.name(), known) == null) {
        addChildren(known, byParent);
      }
    }
  }

  /** Returns the place of the category; the top for an empty path. */
  Place resolve(String path) {
    Place place = top;
    for (String step : path.isEmpty() ? new String[0] : path.split("/", -1)) {
      String name = step.strip();
      if (name.isEmpty() || name.length() > MAX_NAME) {
        throw Errors.invalid(
            "category", "must be names of 1 to %d characters, separated by /".formatted(MAX_NAME));
      }
      Place known = place.children.get(name);
      place = known == null ? add(place, name) : known;
    }
    return place;
  }

  private Place add(Place parent, String name) {
    if (parent.depth == CategoryTree.MAX_DEPTH) {
      throw Errors.invalid(
          "category",
          "must be at most %d names: use a shorter path".formatted(CategoryTree.MAX_DEPTH));
    }
    Place place = new Place(parent, name, parent.depth + 1, null);
    parent.children.put(name, place);
    while (missing.size() < place.depth) {
      missing.add(new ArrayList<>());
    }
    missing.get(place.depth - 1).add(place);
    return place;
  }

  /** Makes the categories that are missing, those above before those below. */
  void makeMissing() {
    for (List<Place> level : missing) {
      List<Category> made = categories.makeAll(level.stream().map(CategoryPaths::request).toList());
      for (int i = 0; i < made.size(); i++) {
        level.get(i).id = made.get(i).getId();
      }
    }
    missing.clear();
  }

  private static CreateCategoryRequest request(Place place) {
    Place parent = place.parent;
    return CreateCategoryRequest.newBuilder()
        .setName(place.name)
        .setParentId(parent == null || parent.id == null ? "" : parent.id)
        .build();
  }
}
