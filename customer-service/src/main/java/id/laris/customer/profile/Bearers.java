package id.laris.customer.profile;

import id.laris.common.Caller;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The customers who have what belongs to ids, where these are many or may be unknown: after a merge
 * that is the customer into whom another was merged.
 */
@Component
public class Bearers {

  private static final String SELECT =
      "select id, merged_into from customer.customer where tenant_id = :tenant and id = any(:ids) order by id";

  private static final String WITH_MERGED =
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

  /**
   * The bearer of each id that is a customer's, deleted or not. Neither is merged before the
   * transaction ends.
   */
  public Map<UUID, UUID> keep(Collection<UUID> ids) {
    return follow(ids, SELECT + " for share");
  }

  /** The bearer as it is now; none of an id that is no customer's. */
  public Optional<UUID> find(UUID id) {
    return Optional.ofNullable(follow(Set.of(id), SELECT).get(id));
  }

  /** The bearer as it is now. */
  public UUID of(UUID id) {
    return find(id).orElseThrow(() -> Customers.notFound(id));
  }

  /** The customer and all who were merged into it, also through others. */
  List<UUID> withMerged(UUID id) {
    return jdbc.sql(WITH_MERGED)
        .param("id", id)
        .query((row, number) -> row.getObject("id", UUID.class))
        .list();
  }

  private Map<UUID, UUID> follow(Collection<UUID> ids, String select) {
    Map<UUID, Link> links = new HashMap<>();
    Set<UUID> unknown = new HashSet<>(ids);
    while (!unknown.isEmpty()) {
      jdbc.sql(select)
          .param("tenant", Caller.current().tenantId())
          .param("ids", unknown.toArray(UUID[]::new))
          .query(
              (row, number) ->
                  new Link(
                      row.getObject("id", UUID.class), row.getObject("merged_into", UUID.class)))
          .list()
          .forEach(link -> links.put(link.id, link));
      unknown.clear();
      for (Link link : links.values()) {
        if (link.into != null && !links.containsKey(link.into)) {
          unknown.add(link.into);
        }
      }
    }
    Map<UUID, UUID> bearers = new HashMap<>();
    for (UUID id : ids) {
      Link link = links.get(id);
      while (link != null && link.into != null) {
        link = links.get(link.into);
      }
      if (link != null) {
        bearers.put(id, link.id);
      }
    }
    return bearers;
  }

  /**
   * A customer, and the one with whom it was merged.
   *
   * @param into null where it was not merged
   */
  private record Link(UUID id, @Nullable UUID into) {}
}
