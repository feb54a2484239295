package id.laris.catalog.product;

import id.laris.common.errors.Errors;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Checks that the tax rules that products name exist. */
@Component
class TaxRulesOfProducts {

  private final JdbcClient jdbc;

  TaxRulesOfProducts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Refuses rules that do not exist or are deleted. Rules that the product has already are not
   * checked.
   */
  void require(List<UUID> wanted, Collection<UUID> had) {
    Set<UUID> unknown = new HashSet<>(wanted);
    unknown.removeAll(had);
    if (unknown.isEmpty()) {
      return;
    }
    jdbc.sql("select id from catalog.tax_rule where id = any(?) and deleted_at is null")
        .param(unknown.toArray(UUID[]::new))
        .query(UUID.class)
        .list()
        .forEach(unknown::remove);
    wanted.stream()
        .filter(unknown::contains)
        .findFirst()
        .ifPresent(
            id -> {
              throw Errors.notFound("tax rule", id);
            });
  }
}
