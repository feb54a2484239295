package id.laris.catalog.imports;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.Category;
import id.laris.pos.v1.CreateCategoryRequest;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
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
  private final Map<Place, String> known = new HashMap<>();

  CategoryPaths(Resource<?, Category> categories, JdbcClient jdbc) {
    this.categories = categories;
    this.jdbc = jdbc;
  }

  private record Place(String parentId, String name) {}

  /** The id of the category; empty for an empty path. */
  String resolve(String path) {
    String id = "";
    for (String step : path.isEmpty() ? new String[0] : path.split("/", -1)) {
      String name = step.strip();
      if (name.isEmpty() || name.length() > MAX_NAME) {
        throw Errors.invalid(
            "category", "must be names of 1 to %d characters, separated by /".formatted(MAX_NAME));
      }
      id = child(id, name);
    }
    return id;
  }

  private String child(String parentId, String name) {
    Place place = new Place(parentId, name);
    String id = known.get(place);
    if (id == null) {
      id = find(place);
      known.put(place, id);
    }
    return id;
  }

  private String find(Place place) {
    UUID parent = Ids.parseOrNull(place.parentId());
    return jdbc.sql(
            """
            select id from catalog.category
            where parent_id is not distinct from :parent and name = :name and deleted_at is null
            order by id limit 1
            """)
        .param("parent", parent, Types.OTHER)
        .param("name", place.name())
        .query(UUID.class)
        .optional()
        .map(UUID::toString)
        .orElseGet(
            () ->
                categories
                    .make(
                        CreateCategoryRequest.newBuilder()
                            .setName(place.name())
                            .setParentId(place.parentId())
                            .build())
                    .getId());
  }
}
