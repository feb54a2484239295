package id.laris.customer.balance;

import static id.laris.common.db.Columns.column;

import id.laris.common.Caller;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.GiftCard.Status;
import id.laris.pos.v1.Payment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The rows of balances and entries, as they are read and written. */
public final class BalanceRows {

  /** Returns the ids of those that were not stored before. */
  static final String INSERT =
      """
      insert into customer.balance
        (tenant_id, id, version, created_at, updated_at, kind, customer_id, currency, amount, held, credit_limit, overdrawn, last_entry,
         status, last_four, order_id, issued, expires_at, notes, status_reason)
      select :tenant, id, 0, :now, :now, kind, customer_id, currency, 0, 0, 0, false, 0,
             status, last_four, order_id, issued, nullif(expires_at, '')::timestamptz, notes, status_reason
      from unnest(:ids, :kinds, :customers, :currencies, :statuses, :lastFours, :orders, :issued, :expiresAt, :notes, :reasons)
        as made (id, kind, customer_id, currency, status, last_four, order_id, issued, expires_at, notes, status_reason)
      order by id
      on conflict do nothing
      returning id
      """;

  static final String UPDATE =
      """
      update customer.balance
      set version = :version, updated_at = :updatedAt, customer_id = :customer, amount = :amount, held = :held, credit_limit = :limit,
          overdrawn = :overdrawn, last_entry = :lastEntry, merged_into = :mergedInto, status = :status, last_four = :lastFour,
          status_reason = :statusReason
      where tenant_id = :tenant and id = :id
      """;

  static final String INSERT_ENTRY =
      """
      insert into customer.balance_entry
        (tenant_id, id, balance_id, number, kind, amount, balance_after, order_id, payment_id, other_balance_id, reason, payment_type,
         reference, flagged, occurred_at, recorded_at, recorded_by)
      values (:tenant, :id, :balance, :number, :kind, :amount, :after, :order, :payment, :other, :reason, :paymentType,
              :reference, :flagged, :occurredAt, :recordedAt, :recordedBy)
      """;

  private BalanceRows() {}

  public static Balance read(ResultSet row) throws SQLException {
    return new Balance(
        id(row, "id"),
        Kind.valueOf(row.getString("kind")),
        row.getObject("customer_id", UUID.class),
        row.getString("currency"),
        new Balance.Amount(
            row.getLong("amount"),
            row.getLong("held"),
            row.getLong("credit_limit"),
            row.getBoolean("overdrawn"),
            row.getLong("last_entry")),
        row.getObject("merged_into", UUID.class),
        row.getInt("version"),
        time(row, "created_at"),
        time(row, "updated_at"),
        new Card(
            Status.valueOf(row.getString("status")),
            row.getString("last_four"),
            row.getObject("order_id", UUID.class),
            row.getLong("issued"),
            time(row, "expires_at"),
            row.getString("notes"),
            row.getString("status_reason")));
  }

  /** Reads an entry; the query joins the currency of its balance. */
  public static Entry readEntry(ResultSet row) throws SQLException {
    return new Entry(
        id(row, "id"),
        id(row, "balance_id"),
        row.getString("currency"),
        row.getLong("number"),
        BalanceEntry.Kind.valueOf(row.getString("kind")),
        row.getLong("amount"),
        row.getLong("balance_after"),
        row.getBoolean("flagged"),
        new Cause(
            row.getObject("order_id", UUID.class),
            row.getObject("payment_id", UUID.class),
            row.getObject("other_balance_id", UUID.class),
            row.getString("reason"),
            Payment.Type.valueOf(row.getString("payment_type")),
            row.getString("reference"),
            Objects.requireNonNull(time(row, "occurred_at")),
            Objects.requireNonNull(time(row, "recorded_at")),
            row.getObject("recorded_by", UUID.class)));
  }

  /** Gives {@link #INSERT} its parameters. */
  static StatementSpec bind(StatementSpec insert, List<Balance> balances, Instant now) {
    return insert
        .param("tenant", Caller.current().tenantId())
        .param("now", utc(now))
        .param("ids", column(balances, Balance::id, UUID[]::new))
        .param("kinds", column(balances, balance -> balance.kind().name(), String[]::new))
        .param("customers", column(balances, Balance::customerId, UUID[]::new))
        .param("currencies", column(balances, Balance::currency, String[]::new))
        .param("statuses", column(balances, one -> one.card().status().name(), String[]::new))
        .param("lastFours", column(balances, one -> one.card().lastFour(), String[]::new))
        .param("orders", column(balances, one -> one.card().orderId(), UUID[]::new))
        .param("issued", column(balances, one -> one.card().issued(), Long[]::new))
        .param("expiresAt", column(balances, one -> text(one.card().expiresAt()), String[]::new))
        .param("notes", column(balances, one -> one.card().notes(), String[]::new))
        .param("reasons", column(balances, one -> one.card().reason(), String[]::new));
  }

  private static String text(@Nullable Instant time) {
    return time == null ? "" : time.toString();
  }

  static SqlParameterSource write(Balance balance) {
    Card card = balance.card();
    return new MapSqlParameterSource()
        .addValue("tenant", Caller.current().tenantId())
        .addValue("id", balance.id())
        .addValue("version", balance.version())
        .addValue("updatedAt", utc(balance.updatedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
        .addValue("customer", balance.customerId(), Types.OTHER)
        .addValue("amount", balance.amount())
        .addValue("held", balance.held())
        .addValue("limit", balance.creditLimit())
        .addValue("overdrawn", balance.isOverdrawn())
        .addValue("lastEntry", balance.lastEntry())
        .addValue("mergedInto", balance.mergedInto(), Types.OTHER)
        .addValue("status", card.status().name())
        .addValue("lastFour", card.lastFour())
        .addValue("statusReason", card.reason());
  }

  static SqlParameterSource write(Entry entry) {
    Cause cause = entry.cause();
    return new MapSqlParameterSource()
        .addValue("tenant", Caller.current().tenantId())
        .addValue("id", entry.id())
        .addValue("balance", entry.balanceId())
        .addValue("number", entry.number())
        .addValue("kind", entry.kind().name())
        .addValue("amount", entry.amount())
        .addValue("after", entry.balanceAfter())
        .addValue("order", cause.orderId(), Types.OTHER)
        .addValue("payment", cause.paymentId(), Types.OTHER)
        .addValue("other", cause.other(), Types.OTHER)
        .addValue("reason", cause.reason())
        .addValue("paymentType", cause.paymentType().name())
        .addValue("reference", cause.reference())
        .addValue("flagged", entry.flagged())
        .addValue("occurredAt", utc(cause.occurredAt()))
        .addValue("recordedAt", utc(cause.recordedAt()))
        .addValue("recordedBy", cause.recordedBy(), Types.OTHER);
  }

  private static UUID id(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
