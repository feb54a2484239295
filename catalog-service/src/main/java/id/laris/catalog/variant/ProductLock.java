package id.laris.catalog.variant;

import id.laris.common.errors.Errors;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps a product as it is while one of its variants changes: it is not deleted meanwhile, and its
 * words are not written by two at once. A product is always locked before its variants.
 */
@Component
class ProductLock {

  private final JdbcClient jdbc;

  ProductLock(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Locks the product. Errors: NOT_FOUND where there is none, or a deleted one. */
  void lockLive(UUID productId) {
    boolean live =
        jdbc.sql("select deleted_at is null from catalog.product where id = ? for no key update")
            .param(productId)
            .query(Boolean.class)
            .optional()
            .orElse(false);
    if (!live) {
      throw Errors.notFound("product", productId);
    }
  }

  /** Locks the product, deleted or not. */
  void lock(UUID productId) {
    jdbc.sql("select id from catalog.product where id = ? for no key update")
        .param(productId)
        .query(UUID.class)
        .single();
  }
}
