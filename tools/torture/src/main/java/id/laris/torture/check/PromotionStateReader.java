package id.laris.torture.check;

import id.laris.torture.check.PromotionState.AppliedRow;
import id.laris.torture.check.PromotionState.PromotionRow;
import id.laris.torture.check.PromotionState.UsageRow;
import id.laris.torture.world.Database;
import java.sql.SQLException;

/** Reads the tables of promotions as the superuser, and the promotions of orders. */
final class PromotionStateReader {

  private final Database database;

  PromotionStateReader(Database database) {
    this.database = database;
  }

  PromotionState read() throws SQLException {
    return new PromotionState(
        database.list(
            """
            select p.tenant_id, p.id, coalesce((p.limits ->> 'maxUses')::bigint, 0) as max_uses, coalesce(c.uses, 0) as uses,
              coalesce(s.orders, 0) as orders, coalesce(s.amount, 0) as given
            from promotion.promotion p
            left join promotion.use_counter c on c.tenant_id = p.tenant_id and c.owner_id = p.id and c.scope = ''
            left join promotion.completed_use s on s.tenant_id = p.tenant_id and s.promotion_id = p.id
            """,
            row ->
                new PromotionRow(
                    row.getString("tenant_id"),
                    row.getString("id"),
                    row.getLong("max_uses"),
                    row.getLong("uses"),
                    row.getLong("orders"),
                    row.getLong("given"))),
        database.list(
            """
            select o.tenant_id, o.id as order_id, promotion.value ->> 'id' as promotion_id,
              (promotion.value ->> 'limited')::boolean as limited, (promotion.value ->> 'amount')::bigint as amount
            from sales.sales_order o, jsonb_array_elements(o.promotions) promotion
            where promotion.value ->> 'reason' is null
            """,
            row ->
                new AppliedRow(
                    row.getString("tenant_id"),
                    row.getString("order_id"),
                    row.getString("promotion_id"),
                    row.getBoolean("limited"),
                    row.getLong("amount"))),
        database.list(
            """
            select r.tenant_id, r.order_id, r.status, use.promotion_id, use.amount
            from promotion.usage_reservation r, unnest(r.promotion_ids, r.amounts) use (promotion_id, amount)
            """,
            row ->
                new UsageRow(
                    row.getString("tenant_id"),
                    row.getString("order_id"),
                    row.getString("promotion_id"),
                    row.getString("status"),
                    row.getLong("amount"))));
  }
}
