package id.laris.catalog.levy;

import com.google.protobuf.Message;
import id.laris.common.Ids;
import id.laris.common.db.Change;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The categories and products that a levy names: they must exist when it is written. */
@Component
public class LevyTargets {

  private final JdbcClient jdbc;

  LevyTargets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Refuses categories and products that the change adds and that do not exist or are deleted. One
   * that was named before may be deleted by now; that does not prevent a change of the levy.
   */
  public <P extends Message> void require(
      Change<?, P> change,
      Function<P, List<String>> categoryIds,
      Function<P, List<String>> productIds) {
    requireCategories(
        Ids.added(categoryIds.apply(change.before()), categoryIds.apply(change.after())));
    requireProducts(Ids.added(productIds.apply(change.before()), productIds.apply(change.after())));
  }

  private void requireCategories(List<UUID> ids) {
    firstMissing("select id from catalog.category where id = any(?) and deleted_at is null", ids)
        .ifPresent(
            id -> {
              throw Errors.notFound(Reason.CATEGORY_NOT_FOUND, "category", id.toString());
            });
  }

  private void requireProducts(List<UUID> ids) {
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
