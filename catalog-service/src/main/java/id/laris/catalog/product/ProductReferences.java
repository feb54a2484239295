package id.laris.catalog.product;

import id.laris.catalog.category.CategoryTree;
import id.laris.common.errors.Errors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a product names must be there. */
@Component
class ProductReferences {

  private final CategoryTree categories;
  private final JdbcClient jdbc;

  ProductReferences(CategoryTree categories, JdbcClient jdbc) {
    this.categories = categories;
    this.jdbc = jdbc;
  }

  void requireCategory(@Nullable UUID id) {
    categories.requireCategory(id);
  }

  void requireTaxRules(List<UUID> ids) {
    if (ids.isEmpty()) {
      return;
    }
    Set<UUID> there =
        new HashSet<>(
            jdbc.sql("select id from catalog.tax_rule where id = any(?) and deleted_at is null")
                .param(ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    ids.stream()
        .filter(id -> !there.contains(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw Errors.notFound("tax rule", id);
            });
  }
}
