package id.laris.catalog.price;

import id.laris.common.errors.Errors;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Locks variants whose prices are set. */
@Component
class VariantLocks {

  private final JdbcClient jdbc;

  VariantLocks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Locks a variant that is not deleted until the transaction ends. Its prices are set one after
   * the other: a lock on the price would not hold back the first two of a scope, which are not
   * there yet.
   */
  void lock(UUID id) {
    lockAll(List.of(id));
  }

  /** Does the same as {@link #lock} for many, in the order of their ids. */
  void lockAll(Collection<UUID> ids) {
    Set<UUID> live =
        Set.copyOf(
            jdbc.sql(
                    """
                    select id from catalog.variant where id = any(?) and deleted_at is null
                    order by id for no key update
                    """)
                .param(ids.toArray(UUID[]::new))
                .query((row, number) -> row.getObject("id", UUID.class))
                .list());
    ids.stream()
        .filter(id -> !live.contains(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw Errors.notFound("variant", id);
            });
  }
}
