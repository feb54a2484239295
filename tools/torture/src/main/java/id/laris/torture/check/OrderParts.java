package id.laris.torture.check;

/** The lines and payments of all orders: those of closed ones are rows, others are in the order. */
final class OrderParts {

  static final String LINES = everyOne("order_item", "items");
  static final String PAYMENTS = everyOne("order_payment", "payments");

  private OrderParts() {}

  private static String everyOne(String table, String column) {
    return """
        (select * from sales.%1$s
         union all
         select part.* from sales.sales_order o cross join jsonb_populate_recordset(
           jsonb_populate_record(null::sales.%1$s, jsonb_build_object('tenant_id', o.tenant_id, 'order_id', o.id)), o.%2$s) part)
        """
        .formatted(table, column);
  }
}
