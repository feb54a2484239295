package id.laris.catalog.levy;

import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The categories and products that a levy names: they must be there when it is written. */
@Component
public class LevyTargets {

  private final JdbcClient jdbc;

  LevyTargets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Refuses categories that are not there, or deleted, with CATEGORY_NOT_FOUND. */
  public void requireCategories(List<UUID> ids) {
    firstMissing("select id from catalog.category where id = any(?) and deleted_at is null", ids)
        .ifPresent(
            id -> {
              throw Errors.notFound(Reason.CATEGORY_NOT_FOUND, "category", id.toString());
            });
  }

  /** Refuses products that are not there, or deleted, with NOT_FOUND. */
  public void requireProducts(List<UUID> ids) {
    firstMissing("select id from catalog.product where id = any(?) and deleted_at is null", ids)
        .ifPresent(
            id -> {
              throw Errors.notFound("product", id);
            });
  }

  private Optional<UUID> firstMissing(String sql, List<UUID> ids) {
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    Set<UUID> there =
        new HashSet<>(jdbc.sql(sql).param(ids.toArray(UUID[]::new)).query(UUID.class).list());
    return ids.stream().filter(id -> !there.contains(id)).findFirst();
  }
}
