package id.laris.inventory.stock;

import id.laris.common.Caller;
import id.laris.common.money.Amounts;
import id.laris.common.money.Rounding;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The goods that an order has taken from a place, as the ledger has them. */
@Component
public class SoldGoods {

  private final JdbcClient jdbc;

  SoldGoods(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Goods of a variant that an order has sold. The last that left come back first: so what is here
   * then is what would be if they had never been sold.
   *
   * @param layers the goods by FIFO that it took; less than the quantity where there were not so
   *     many
   * @param quantity all that it took
   * @param cost of them by moving average
   * @param returned what came back before, good or damaged
   */
  public record Sold(Layers layers, long quantity, long cost, long returned) {

    /** Puts goods on hand that come back now, at the cost at which they were sold. */
    public void takeBack(long count, Level level, Change change) {
      // Goods beyond those that the ledger knows have no cost of their own.
      long leftBefore = Math.max(0, quantity - returned);
      long known = Math.min(count, leftBefore);
      long kept = leftBefore - known;
      Layers here = layers.split(leftBefore).taken();
      Layers back = here.split(kept).rest();
      long recorded = back.quantity();
      if (recorded > 0) {
        long costBefore = Rounding.multiplyDivide(cost, leftBefore, quantity, 1);
        long costAfter = Rounding.multiplyDivide(cost, leftBefore - recorded, quantity, 1);
        level.takeBack(back, costBefore - costAfter, change);
      }
      if (count > recorded) {
        level.receive(count - recorded, level.costOf(count - recorded), change);
      }
    }
  }

  private record Row(String type, long quantity, long value, Layers layers) {}

  /** Reads them; the level of the place must be locked. */
  public Sold of(UUID orderId, UUID locationId, UUID variantId) {
    List<Row> rows =
        jdbc.sql(
                """
                select type, quantity, value, coalesce(layers, '[]') as layers from inventory.stock_movement
                where tenant_id = :tenant and reference_id = :order and location_id = :location and variant_id = :variant
                  and type in ('SALE', 'RETURN')
                order by recorded_at, id
                """)
            .param("tenant", Caller.current().tenantId())
            .param("order", orderId)
            .param("location", locationId)
            .param("variant", variantId)
            .query(
                (row, number) ->
                    new Row(
                        row.getString("type"),
                        row.getLong("quantity"),
                        row.getLong("value"),
                        LayersJson.read(row.getString("layers"))))
            .list();
    Layers layers = Layers.NONE;
    long sold = 0;
    long cost = 0;
    long returned = 0;
    for (Row row : rows) {
      if (row.type.equals("SALE")) {
        layers = layers.with(row.layers);
        sold = Amounts.subtract(sold, row.quantity);
        cost = Amounts.subtract(cost, row.value);
      } else {
        returned = Amounts.add(returned, row.quantity);
      }
    }
    return new Sold(layers, sold, Math.max(0, cost), returned);
  }
}
