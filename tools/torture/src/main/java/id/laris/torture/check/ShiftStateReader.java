package id.laris.torture.check;

import id.laris.torture.check.ShiftState.CashRow;
import id.laris.torture.check.ShiftState.MoveRow;
import id.laris.torture.check.ShiftState.ShiftRow;
import id.laris.torture.world.Database;
import java.sql.SQLException;

/** Reads the tables of shifts as the superuser, and the cash of orders. */
final class ShiftStateReader {

  private final Database database;

  ShiftStateReader(Database database) {
    this.database = database;
  }

  ShiftState read() throws SQLException {
    return new ShiftState(
        database.list(
            """
            select s.tenant_id, s.id, s.register_id, s.state, s.opening_float, coalesce(s.expected, 0) as expected,
              coalesce((select sum(c.expected_change) from staff.shift_correction c
                where c.tenant_id = s.tenant_id and c.shift_id = s.id), 0) as corrected,
              coalesce(s.z_number, 0) as number
            from staff.shift s
            """,
            row ->
                new ShiftRow(
                    row.getString("tenant_id"),
                    row.getString("id"),
                    row.getString("register_id"),
                    row.getString("state"),
                    row.getLong("opening_float"),
                    row.getLong("expected"),
                    row.getLong("corrected"),
                    row.getLong("number"))),
        database.list(
            """
            select p.tenant_id, p.id, coalesce(p.shift_id::text, '') as shift,
              case when p.status = 'VOIDED' then coalesce(p.void_shift_id::text, '') else '' end as void_shift,
              p.amount + p.tip + p.rounding as amount
            from %s p where p.payment_type = 'CASH' and (p.shift_id is not null or p.void_shift_id is not null)
            """
                .formatted(OrderParts.PAYMENTS),
            row ->
                new CashRow(
                    row.getString("tenant_id"),
                    row.getString("id"),
                    row.getString("shift"),
                    row.getString("void_shift"),
                    row.getLong("amount"))),
        database.list(
            """
            select tenant_id, id, shift_id, case when kind = 'PAY_IN' then amount else -amount end as change
            from staff.cash_movement
            """,
            row ->
                new MoveRow(
                    row.getString("tenant_id"),
                    row.getString("id"),
                    row.getString("shift_id"),
                    row.getLong("change"))));
  }
}
