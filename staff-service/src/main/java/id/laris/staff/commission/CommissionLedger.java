package id.laris.staff.commission;

import static id.laris.common.db.Columns.column;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Sums;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The ledger of commissions, in the current transaction. Entries are added and never changed. */
@Component
class CommissionLedger {

  private static final String EARN =
      """
      insert into staff.commission (tenant_id, id, version, created_at, updated_at, employee_id, kind, amount, currency, order_id, item_id,
        receipt_number, business_date, net, quantity, rule_id, rule_version, reference, occurred_at)
      select :tenant, id, 0, :now, :now, employee_id, 'EARNED', amount, currency, order_id, item_id, receipt_number, business_date::date, net,
        quantity, rule_id, rule_version, '', occurred_at::timestamptz
      from unnest(:ids, :employees, :amounts, :currencies, :orders, :items, :receipts, :days, :nets, :quantities, :rules, :versions, :times)
        as earned (id, employee_id, amount, currency, order_id, item_id, receipt_number, business_date, net, quantity, rule_id, rule_version,
          occurred_at)
      order by order_id, item_id
      on conflict (tenant_id, order_id, item_id) where kind = 'EARNED' do nothing
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  CommissionLedger(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Adds what lines have earned, each once. */
  void earn(List<Earned> all) {
    if (all.isEmpty()) {
      return;
    }
    jdbc.sql(EARN)
        .param("tenant", Caller.current().tenantId())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("ids", column(all, one -> Ids.next(), UUID[]::new))
        .param("employees", column(all, one -> one.line().employeeId(), UUID[]::new))
        .param("amounts", column(all, Earned::amount, Long[]::new))
        .param("currencies", column(all, one -> one.sale().currency(), String[]::new))
        .param("orders", column(all, one -> one.sale().orderId(), UUID[]::new))
        .param("items", column(all, one -> one.line().itemId(), UUID[]::new))
        .param("receipts", column(all, one -> one.sale().receiptNumber(), String[]::new))
        .param("days", column(all, one -> one.sale().businessDate().toString(), String[]::new))
        .param("nets", column(all, one -> one.line().net(), Long[]::new))
        .param("quantities", column(all, one -> one.line().quantity(), Long[]::new))
        .param("rules", column(all, one -> one.rule().ruleId(), UUID[]::new))
        .param("versions", column(all, one -> one.rule().version(), Integer[]::new))
        .param("times", column(all, one -> one.sale().completedAt().toString(), String[]::new))
        .update();
  }

  /**
   * Finds what a line has earned, locked until the transaction ends; none where it earned nothing.
   * The lock is a statement of its own, so that the sums have what was committed while it waited.
   */
  Optional<EarnedLine> lockLine(UUID orderId, UUID itemId) {
    boolean earned =
        ofLine(
                """
                select from staff.commission
                where tenant_id = :tenant and order_id = :order and item_id = :item and kind = 'EARNED' for no key update
                """,
                orderId,
                itemId)
            .query((row, number) -> true)
            .optional()
            .isPresent();
    return earned
        ? ofLine(
                """
                select line.*, coalesce(-before.amount, 0) as taken_back, coalesce(before.quantity, 0) as returned
                from staff.commission line
                cross join lateral (
                  select sum(amount) as amount, sum(quantity) as quantity from staff.commission
                  where tenant_id = :tenant and order_id = :order and item_id = :item and kind = 'TAKEN_BACK'
                ) before
                where line.tenant_id = :tenant and line.order_id = :order and line.item_id = :item and line.kind = 'EARNED'
                """,
                orderId,
                itemId)
            .query((row, number) -> line(row))
            .optional()
        : Optional.empty();
  }

  private StatementSpec ofLine(String sql, UUID orderId, UUID itemId) {
    return jdbc.sql(sql)
        .param("tenant", Caller.current().tenantId())
        .param("order", orderId)
        .param("item", itemId);
  }

  private static EarnedLine line(ResultSet row) throws SQLException {
    return new EarnedLine(
        row.getObject("order_id", UUID.class),
        row.getObject("item_id", UUID.class),
        row.getObject("employee_id", UUID.class),
        row.getString("receipt_number"),
        row.getObject("business_date", LocalDate.class),
        row.getString("currency"),
        row.getLong("amount"),
        row.getLong("net"),
        row.getLong("quantity"),
        row.getObject("rule_id", UUID.class),
        row.getInt("rule_version"),
        Sums.read(row, "taken_back"),
        Sums.read(row, "returned"));
  }

  boolean hasTakenBack(UUID orderId, UUID itemId, UUID returnId) {
    return ofLine(
            """
            select exists (select from staff.commission
              where tenant_id = :tenant and order_id = :order and item_id = :item and return_id = :return and kind = 'TAKEN_BACK')
            """,
            orderId,
            itemId)
        .param("return", returnId)
        .query(Boolean.class)
        .single();
  }

  /** Takes a part of what a locked line has earned back. */
  void takeBack(EarnedLine line, UUID returnId, long quantity, Instant returnedAt) {
    jdbc.sql(
            """
            insert into staff.commission (tenant_id, id, version, created_at, updated_at, employee_id, kind, amount, currency, order_id,
              item_id, return_id, receipt_number, business_date, net, quantity, rule_id, rule_version, reference, occurred_at)
            values (:tenant, :id, 0, :now, :now, :employee, 'TAKEN_BACK', :amount, :currency, :order, :item, :return, :receipt, :day, :net,
              :quantity, :rule, :version, '', :returnedAt)
            """)
        .param("tenant", Caller.current().tenantId())
        .param("id", Ids.next())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("employee", line.employeeId())
        .param("amount", -line.takeBack(quantity))
        .param("currency", line.currency())
        .param("order", line.orderId())
        .param("item", line.itemId())
        .param("return", returnId)
        .param("receipt", line.receiptNumber())
        .param("day", line.businessDate())
        .param("net", line.net())
        .param("quantity", quantity)
        .param("rule", line.ruleId())
        .param("version", line.ruleVersion())
        .param("returnedAt", returnedAt.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** The amount that is due to an employee. */
  long due(UUID employeeId, String currency) {
    return jdbc.sql(
            """
            select coalesce(sum(amount), 0) as due from staff.commission
            where tenant_id = :tenant and employee_id = :employee and currency = :currency
            """)
        .param("tenant", Caller.current().tenantId())
        .param("employee", employeeId)
        .param("currency", currency)
        .query((row, number) -> Sums.read(row, "due"))
        .single();
  }
}
