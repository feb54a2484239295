package id.laris.promotion.statistics;

import id.laris.common.Caller;
import id.laris.common.money.Amounts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The completed orders that used promotions, for each promotion and currency. */
@Component
public class CompletedUses {

  private final JdbcClient jdbc;

  CompletedUses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Figures of completed orders.
   *
   * @param orders their number
   * @param amount the amount that the promotion took off
   * @param revenue the sum of their totals
   */
  record Figures(String currency, long orders, long amount, long revenue) {

    Figures plus(Figures other) {
      return new Figures(
          currency,
          Amounts.add(orders, other.orders),
          Amounts.add(amount, other.amount),
          Amounts.add(revenue, other.revenue));
    }
  }

  private record Key(UUID promotionId, String currency) {}

  /** Sums to be added, in the order in which they are locked. */
  public static final class Sums {

    private final Map<Key, Figures> byKey =
        new TreeMap<>(
            Comparator.comparing((Key key) -> key.promotionId.toString())
                .thenComparing(Key::currency));

    /** Adds an order. */
    public void add(UUID promotionId, String currency, long amount, long revenue) {
      add(promotionId, new Figures(currency, 1, amount, revenue));
    }

    /** Takes an order away that was added. */
    public void subtract(UUID promotionId, String currency, long amount, long revenue) {
      add(promotionId, new Figures(currency, -1, -amount, -revenue));
    }

    private void add(UUID promotionId, Figures figures) {
      byKey.merge(new Key(promotionId, figures.currency), figures, Figures::plus);
    }
  }

  /** Adds the sums, in the current transaction. */
  public void add(Sums sums) {
    if (sums.byKey.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into promotion.completed_use as known (tenant_id, promotion_id, currency, orders, amount, revenue)
            select :tenant, one.* from unnest(:promotions, :currencies, :orders, :amounts, :revenues) one
            on conflict (tenant_id, promotion_id, currency) do update
              set orders = known.orders + excluded.orders, amount = known.amount + excluded.amount,
                  revenue = known.revenue + excluded.revenue
            """)
        .param("tenant", Caller.current().tenantId())
        .param(
            "promotions", sums.byKey.keySet().stream().map(Key::promotionId).toArray(UUID[]::new))
        .param("currencies", sums.byKey.keySet().stream().map(Key::currency).toArray(String[]::new))
        .param("orders", sums.byKey.values().stream().map(Figures::orders).toArray(Long[]::new))
        .param("amounts", sums.byKey.values().stream().map(Figures::amount).toArray(Long[]::new))
        .param("revenues", sums.byKey.values().stream().map(Figures::revenue).toArray(Long[]::new))
        .update();
  }

  /** The figures of a promotion by the code of their currency, read in the current transaction. */
  List<Figures> of(UUID promotionId) {
    return jdbc.sql(
            """
            select * from promotion.completed_use where tenant_id = :tenant and promotion_id = :promotion order by currency
            """)
        .param("tenant", Caller.current().tenantId())
        .param("promotion", promotionId)
        .query(
            (row, number) ->
                new Figures(
                    row.getString("currency"),
                    row.getLong("orders"),
                    row.getLong("amount"),
                    row.getLong("revenue")))
        .list();
  }
}
