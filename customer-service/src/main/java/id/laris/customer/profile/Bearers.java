package id.laris.customer.profile;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The customers who have what belongs to many ids, after merges ({@link Customers#bearer}). */
@Component
public class Bearers {

  private static final String OF =
      """
      with recursive chain (id, bearer, next) as (
        select id, id, merged_into from customer.customer where id = any(:ids)
        union all
        select chain.id, customer.id, customer.merged_into
        from chain join customer.customer on customer.id = chain.next
      )
      select id, bearer from chain where next is null
      """;

  private static final String MERGED_INTO =
      """
      with recursive merged (id) as (
        select id from customer.customer where id = :id
        union all
        select customer.id from merged join customer.customer on customer.merged_into = merged.id
      )
      select id from merged
      """;

  private final JdbcClient jdbc;

  Bearers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The bearer of the customer's id. */
  public UUID of(UUID id) {
    UUID bearer = of(List.of(id)).get(id);
    if (bearer == null) {
      throw Customers.notFound(id);
    }
    return bearer;
  }

  /** The bearers by id, without the ids that no customer has. */
  public Map<UUID, UUID> of(Collection<UUID> ids) {
    Map<UUID, UUID> bearers = new HashMap<>();
    jdbc.sql(OF)
        .param("ids", ids.toArray(UUID[]::new))
        .query(
            row -> {
              bearers.put(row.getObject("id", UUID.class), row.getObject("bearer", UUID.class));
            });
    return bearers;
  }

  /**
   * Returns the bearers by id, as {@link #of} does, and keeps them from being merged until the
   * transaction ends.
   */
  public Map<UUID, UUID> keep(Collection<UUID> ids) {
    Map<UUID, UUID> bearers = of(ids);
    while (true) {
      lock(bearers.values());
      Map<UUID, UUID> now = of(ids);
      if (now.equals(bearers)) {
        return bearers;
      }
      // Another merge was first.
      bearers = now;
    }
  }

  private void lock(Collection<UUID> ids) {
    jdbc.sql("select id from customer.customer where id = any(:ids) order by id for share")
        .param("ids", ids.stream().distinct().toArray(UUID[]::new))
        .query()
        .listOfRows();
  }

  /** The customer and all who were merged into it, also through others. */
  List<UUID> withMerged(UUID id) {
    return jdbc.sql(MERGED_INTO)
        .param("id", id)
        .query((row, number) -> row.getObject("id", UUID.class))
        .list();
  }
}
