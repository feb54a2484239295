package id.laris.staff.commission;

import id.laris.common.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every version that a rule of commissions has had. */
@Component
class CommissionRuleVersions {

  private final JdbcClient jdbc;
  private final Clock clock;

  CommissionRuleVersions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Keeps the rules as they are now, after each change. */
  void keep(List<CommissionRule> changed) {
    jdbc.sql(
            """
            insert into staff.commission_rule_version (tenant_id, rule_id, version, stored_at, deleted, product_id, category_id, employee_id,
              role_id, percent_ppm, amount_per_piece, currency, priority, starts_at, ends_at)
            select tenant_id, id, version, :now, deleted_at is not null, product_id, category_id, employee_id, role_id, percent_ppm,
              amount_per_piece, currency, priority, starts_at, ends_at
            from staff.commission_rule where tenant_id = :tenant and id = any(:ids)
            """)
        .param("tenant", Caller.current().tenantId())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("ids", changed.stream().map(CommissionRule::id).toArray(UUID[]::new))
        .update();
  }

  /** All versions of all rules, read in the current transaction. */
  RuleBook read() {
    return new RuleBook(
        jdbc.sql("select * from staff.commission_rule_version where tenant_id = :tenant")
            .param("tenant", Caller.current().tenantId())
            .query((row, number) -> read(row))
            .list());
  }

  private static RuleVersion read(ResultSet row) throws SQLException {
    return new RuleVersion(
        row.getObject("rule_id", UUID.class),
        row.getInt("version"),
        row.getObject("stored_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("deleted"),
        row.getObject("product_id", UUID.class),
        row.getObject("category_id", UUID.class),
        row.getObject("employee_id", UUID.class),
        row.getObject("role_id", UUID.class),
        row.getObject("percent_ppm", Long.class),
        row.getObject("amount_per_piece", Long.class),
        row.getString("currency"),
        row.getInt("priority"),
        time(row, "starts_at"),
        time(row, "ends_at"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
