package id.laris.promotion.counter;

import id.laris.common.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tenant's counters. One that is not stored is zero. */
@Component
public class Counters {

  private final JdbcClient jdbc;

  Counters(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Row(Counter counter, Count count) {}

  /** The counters, read in the current transaction. */
  public Map<Counter, Count> read(Collection<Counter> counters) {
    if (counters.isEmpty()) {
      return Map.of();
    }
    List<Counter> wanted = List.copyOf(counters);
    return byCounter(
        jdbc.sql(
                """
                select counter.owner_id, counter.scope, counter.uses, counter.amount from promotion.use_counter counter
                join unnest(:owners, :scopes) wanted (owner_id, scope)
                  on counter.owner_id = wanted.owner_id and counter.scope = wanted.scope
                where counter.tenant_id = :tenant
                """)
            .param("tenant", Caller.current().tenantId())
            .param("owners", wanted.stream().map(Counter::ownerId).toArray(UUID[]::new))
            .param("scopes", wanted.stream().map(Counter::scope).toArray(String[]::new))
            .query((row, number) -> read(row))
            .list());
  }

  /**
   * Adds the changes to the counters, and returns them as they are then: they stay so until the
   * transaction ends. It locks them in their order, so it is called once in a transaction, and
   * late.
   *
   * <p>The counter of a day that was deleted begins again at zero, and does not become less when
   * uses from before are given back.
   */
  public Map<Counter, Count> add(Map<Counter, Count> changes) {
    if (changes.isEmpty()) {
      return Map.of();
    }
    SortedMap<Counter, Count> sorted = new TreeMap<>(changes);
    UUID[] owners = sorted.keySet().stream().map(Counter::ownerId).toArray(UUID[]::new);
    String[] scopes = sorted.keySet().stream().map(Counter::scope).toArray(String[]::new);
    insertMissing(
        sorted.entrySet().stream()
            .filter(change -> change.getValue().isMore())
            .map(Map.Entry::getKey)
            .toList());
    return byCounter(
        jdbc.sql(
                """
                update promotion.use_counter counter
                set uses = greatest(counter.uses + wanted.uses, case when counter.scope like 'day:%' then 0 end),
                    amount = counter.amount + wanted.amount
                from (
                  select locked.owner_id, locked.scope, change.uses, change.amount from promotion.use_counter locked
                  join unnest(:owners, :scopes, :uses, :amounts) change (owner_id, scope, uses, amount)
                    on locked.owner_id = change.owner_id and locked.scope = change.scope
                  where locked.tenant_id = :tenant order by locked.owner_id, locked.scope for update of locked
                ) wanted
                where counter.tenant_id = :tenant and counter.owner_id = wanted.owner_id and counter.scope = wanted.scope
                returning counter.owner_id, counter.scope, counter.uses, counter.amount
                """)
            .param("tenant", Caller.current().tenantId())
            .param("owners", owners)
            .param("scopes", scopes)
            .param("uses", sorted.values().stream().map(Count::uses).toArray(Long[]::new))
            .param("amounts", sorted.values().stream().map(Count::amount).toArray(Long[]::new))
            .query((row, number) -> read(row))
            .list());
  }

  /**
   * Adds the uses of one customer to those of another. A counter of the first stays, at zero: a
   * change that waits for it must find it.
   */
  public void move(UUID fromCustomerId, UUID intoCustomerId) {
    List<Row> held =
        jdbc.sql(
                """
                select owner_id, scope, uses, amount from promotion.use_counter
                where tenant_id = :tenant and scope = :scope and scope <> '' and (uses > 0 or amount > 0) order by owner_id for update
                """)
            .param("tenant", Caller.current().tenantId())
            .param("scope", Counter.scopeOf(fromCustomerId))
            .query((row, number) -> read(row))
            .list();
    Map<Counter, Count> changes = new TreeMap<>();
    for (Row row : held) {
      changes.put(row.counter, row.count.negated());
      changes.put(Counter.ofCustomer(row.counter.ownerId(), intoCustomerId), row.count);
    }
    add(changes);
  }

  /**
   * Deletes some counters of days before this one, and returns how many these were. Uses that are
   * given back later are given back to nothing.
   */
  public int deleteDaysBefore(LocalDate day, int atMost) {
    return jdbc.sql(
            """
            delete from promotion.use_counter where tenant_id = :tenant and (owner_id, scope) in (
              select owner_id, scope from promotion.use_counter
              where tenant_id = :tenant and scope <> '' and scope >= 'day:' and scope < :scope order by owner_id, scope limit :most for update)
            """)
        .param("tenant", Caller.current().tenantId())
        .param("scope", Counter.scopeOf(day))
        .param("most", atMost)
        .update();
  }

  /** Only a row that exists can be locked. One that becomes less exists. */
  private void insertMissing(List<Counter> raised) {
    if (raised.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into promotion.use_counter (tenant_id, owner_id, scope, uses, amount)
            select :tenant, owner_id, scope, 0, 0 from unnest(:owners, :scopes) wanted (owner_id, scope)
            on conflict (tenant_id, owner_id, scope) do nothing
            """)
        .param("tenant", Caller.current().tenantId())
        .param("owners", raised.stream().map(Counter::ownerId).toArray(UUID[]::new))
        .param("scopes", raised.stream().map(Counter::scope).toArray(String[]::new))
        .update();
  }

  private static Map<Counter, Count> byCounter(List<Row> rows) {
    Map<Counter, Count> counts = new TreeMap<>();
    rows.forEach(row -> counts.put(row.counter, row.count));
    return counts;
  }

  private static Row read(ResultSet row) throws SQLException {
    return new Row(
        new Counter(row.getObject("owner_id", UUID.class), row.getString("scope")),
        new Count(row.getLong("uses"), row.getLong("amount")));
  }
}
