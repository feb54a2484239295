package id.laris.catalog.product;

import id.laris.common.errors.Errors;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks whether the tax rules that products name are there. */
@Component
class TaxRulesOfProducts {

  private final JdbcClient jdbc;

  TaxRulesOfProducts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Refuses rules that are not there, or deleted. Those that the product has already are let be.
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
