package id.laris.promotion.offer;

import id.laris.common.Caller;
import id.laris.common.db.SingleStatements;
import id.laris.promotion.counter.Count;
import id.laris.promotion.counter.Counter;
import id.laris.promotion.usage.Reservation;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads how often other orders use promotions and coupons, all in one statement. */
@Component
class UsesOfOthers {

  private final SingleStatements statements;

  UsesOfOthers(SingleStatements statements) {
    this.statements = statements;
  }

  /**
   * The counters without what the order itself has reserved. No transaction may be open.
   *
   * @param orderId null for none
   */
  Map<Counter, Count> read(Collection<Counter> counters, @Nullable UUID orderId) {
    if (counters.isEmpty()) {
      return Map.of();
    }
    List<Counter> wanted = counters.stream().distinct().toList();
    Map<Counter, Count> counts = new TreeMap<>();
    Map<Counter, Count> own = new TreeMap<>();
    statements
        .sql(
            """
            select owner_id, scope, uses, amount, (reservation).*
            from promotion.counters_of(:tenant, :owners, :scopes, :order)
            """)
        .param("tenant", Caller.current().tenantId())
        .param("owners", wanted.stream().map(Counter::ownerId).toArray(UUID[]::new))
        .param("scopes", wanted.stream().map(Counter::scope).toArray(String[]::new))
        .param("order", orderId, Types.OTHER)
        .query(
            row -> {
              counts.put(
                  new Counter(row.getObject("owner_id", UUID.class), row.getString("scope")),
                  new Count(row.getLong("uses"), row.getLong("amount")));
              if (own.isEmpty() && row.getObject("order_id") != null) {
                own.putAll(Reservation.read(row).counts());
              }
            });
    return Count.difference(counts, own);
  }
}
