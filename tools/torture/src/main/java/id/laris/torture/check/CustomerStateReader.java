package id.laris.torture.check;

import id.laris.torture.check.CustomerState.BalanceRow;
import id.laris.torture.check.CustomerState.CustomerRow;
import id.laris.torture.check.CustomerState.EntryRow;
import id.laris.torture.check.CustomerState.FiguresRow;
import id.laris.torture.check.CustomerState.HoldRow;
import id.laris.torture.check.CustomerState.PointRow;
import id.laris.torture.check.CustomerState.PointsRow;
import id.laris.torture.check.CustomerState.PurchaseRow;
import id.laris.torture.check.CustomerState.RewardReservationRow;
import id.laris.torture.check.CustomerState.RewardRow;
import id.laris.torture.world.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/** Reads the tables of customers as the superuser, and the rewards of orders. */
final class CustomerStateReader {

  /**
   * A merge before this time has moved all orders. One that was stored at the moment of the merge
   * is moved minutes later.
   */
  static final String ORDERS_HAVE_MOVED = "now() - interval '7 minutes'";

  private final Database database;

  CustomerStateReader(Database database) {
    this.database = database;
  }

  CustomerState read() throws SQLException {
    return new CustomerState(
        database.list(
            "select *, merged_into is not null and deleted_at > %s as lately from customer.customer"
                .formatted(ORDERS_HAVE_MOVED),
            row ->
                new CustomerRow(
                    tenant(row),
                    text(row, "id"),
                    text(row, "merged_into"),
                    row.getBoolean("lately"))),
        balances(),
        entries(),
        database.list(
            "select * from customer.balance_hold",
            row ->
                new HoldRow(
                    tenant(row),
                    text(row, "order_id"),
                    text(row, "payment_id"),
                    text(row, "balance_id"),
                    row.getLong("amount"))),
        database.list(
            """
            select o.tenant_id, o.id as order_id, discount.value -> 'reward' ->> 'id' as reward_id,
              (discount.value -> 'reward' ->> 'points')::bigint as points
            from sales.sales_order o, jsonb_array_elements(o.discounts) discount
            where discount.value ->> 'reward' is not null
            """,
            row ->
                new RewardRow(
                    tenant(row),
                    text(row, "order_id"),
                    text(row, "reward_id"),
                    row.getLong("points"))),
        accounts(),
        points(),
        database.list(
            """
            select *, (select coalesce(sum(point), 0) from unnest(points) point) as all_points
            from customer.reward_reservation
            """,
            row ->
                new RewardReservationRow(
                    tenant(row),
                    text(row, "order_id"),
                    text(row, "customer_id"),
                    row.getLong("all_points"),
                    text(row, "status"))),
        database.list(
            "select * from customer.purchase",
            row ->
                new PurchaseRow(
                    tenant(row),
                    text(row, "order_id"),
                    text(row, "customer_id"),
                    row.getLong("total"))),
        database.list(
            "select * from customer.purchase_figures",
            row ->
                new FiguresRow(
                    tenant(row),
                    text(row, "customer_id"),
                    row.getLong("purchases"),
                    row.getLong("spent"))));
  }

  private List<BalanceRow> balances() throws SQLException {
    return database.list(
        "select * from customer.balance",
        row ->
            new BalanceRow(
                tenant(row),
                text(row, "id"),
                text(row, "kind"),
                text(row, "customer_id"),
                row.getLong("amount"),
                row.getLong("held"),
                row.getBoolean("overdrawn"),
                text(row, "merged_into"),
                text(row, "order_id"),
                row.getLong("issued")));
  }

  private List<EntryRow> entries() throws SQLException {
    return database.list(
        "select * from customer.balance_entry order by tenant_id, balance_id, number",
        row ->
            new EntryRow(
                tenant(row),
                text(row, "id"),
                text(row, "balance_id"),
                row.getLong("number"),
                text(row, "kind"),
                row.getLong("amount"),
                row.getLong("balance_after"),
                text(row, "order_id"),
                text(row, "payment_id"),
                row.getBoolean("flagged")));
  }

  private List<PointsRow> accounts() throws SQLException {
    return database.list(
        "select * from customer.loyalty_account",
        row ->
            new PointsRow(
                tenant(row),
                text(row, "customer_id"),
                row.getLong("balance"),
                row.getLong("held"),
                row.getBoolean("negative")));
  }

  private List<PointRow> points() throws SQLException {
    return database.list(
        "select * from customer.point_entry",
        row ->
            new PointRow(
                tenant(row),
                text(row, "id"),
                text(row, "customer_id"),
                text(row, "kind"),
                row.getLong("points"),
                text(row, "order_id"),
                text(row, "reward_id")));
  }

  private static String tenant(ResultSet row) throws SQLException {
    return text(row, "tenant_id");
  }

  /** Empty for null. */
  private static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNullElse(row.getString(column), "");
  }
}
