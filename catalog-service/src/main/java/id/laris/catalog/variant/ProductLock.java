package id.laris.catalog.variant;

import id.laris.common.errors.Errors;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps a product as it is while one of its variants changes: it is not deleted meanwhile, and its
 * words are not written by two at once. A product is always locked before its variants.
 */
@Component
public class ProductLock {

  private final JdbcClient jdbc;

  ProductLock(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Locks the products, in the order of their ids. Errors: NOT_FOUND where one is not live. */
  void lockLive(List<UUID> productIds) {
    Set<UUID> live = Set.copyOf(lock(productIds, "and deleted_at is null"));
    productIds.stream()
        .filter(id -> !live.contains(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw Errors.notFound("product", id);
            });
  }

  /** Locks the products, deleted or not, in the order of their ids. */
  public void lock(List<UUID> productIds) {
    lock(productIds, "");
  }

  private List<UUID> lock(List<UUID> productIds, String condition) {
    return productIds.isEmpty()
        ? List.of()
        : jdbc.sql(
                "select id from catalog.product where id = any(?) %s order by id for no key update"
                    .formatted(condition))
            .param(productIds.toArray(UUID[]::new))
            .query((row, number) -> row.getObject("id", UUID.class))
            .list();
  }
}
