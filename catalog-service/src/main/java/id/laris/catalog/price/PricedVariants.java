package id.laris.catalog.price;

import id.laris.catalog.variant.Unit;
import id.laris.common.errors.Errors;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The facts about variants that prices need. */
@Component
class PricedVariants {

  private final JdbcClient jdbc;

  PricedVariants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the unit in which a variant that is not deleted is sold. */
  Unit unit(UUID id) {
    return unit("select unit from catalog.variant where id = ? and deleted_at is null", id);
  }

  /**
   * Locks a variant that is not deleted until the transaction ends. Its prices are set one after
   * the other: a lock on the price would not hold back the first two of a scope, which are not
   * there yet.
   */
  void lock(UUID id) {
    unit(
        "select unit from catalog.variant where id = ? and deleted_at is null for no key update",
        id);
  }

  private Unit unit(String sql, UUID id) {
    return jdbc.sql(sql)
        .param(id)
        .query(String.class)
        .optional()
        .map(Unit::valueOf)
        .orElseThrow(() -> Errors.notFound("variant", id));
  }
}
