package id.laris.staff.commission;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.common.db.Sums;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.GetCommissionStatementRequest;
import id.laris.pos.v1.GetCommissionStatementResponse;
import id.laris.pos.v1.GetCommissionStatementResponse.Currency;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Returns the sums of an employee's commissions in a period. They are those of the entries that
 * were recorded then: so a statement that was printed stays as it is, even if a till reports a sale
 * late.
 *
 * <p>Errors: NOT_FOUND; VALIDATION_FAILED where from is not before to.
 */
@Component
public class GetCommissionStatement {

  private final Resource<?, Employee> employees;
  private final JdbcClient jdbc;
  private final Reads reads;
  private final Clock clock;

  GetCommissionStatement(
      Resource<?, Employee> employees, JdbcClient jdbc, Reads reads, Clock clock) {
    this.employees = employees;
    this.jdbc = jdbc;
    this.reads = reads;
    this.clock = clock;
  }

  public GetCommissionStatementResponse run(GetCommissionStatementRequest request) {
    Instant from = request.hasFrom() ? Protos.instant("from", request.getFrom()) : Instant.EPOCH;
    // The entries of this very moment are part of a statement up to now.
    Instant to =
        request.hasTo()
            ? Protos.instant("to", request.getTo())
            : clock.instant().plus(Duration.ofDays(1));
    if (!from.isBefore(to)) {
      throw Errors.invalid("from", "must be before to");
    }
    UUID employeeId = Ids.parse(request.getEmployeeId());
    return reads.run(
        () -> {
          var _ = employees.find(employeeId);
          return GetCommissionStatementResponse.newBuilder()
              .addAllCurrencies(sums(employeeId, from, to))
              .build();
        });
  }

  private List<Currency> sums(UUID employeeId, Instant from, Instant to) {
    return jdbc.sql(
            """
            select currency,
              coalesce(sum(amount) filter (where created_at < :from), 0) as opening,
              coalesce(sum(amount) filter (where created_at >= :from and kind = 'EARNED'), 0) as earned,
              -coalesce(sum(amount) filter (where created_at >= :from and kind = 'TAKEN_BACK'), 0) as taken_back,
              -coalesce(sum(amount) filter (where created_at >= :from and kind = 'PAID'), 0) as paid,
              sum(amount) as closing
            from staff.commission
            where tenant_id = :tenant and employee_id = :employee and created_at < :to
            group by currency order by currency
            """)
        .param("tenant", Caller.current().tenantId())
        .param("employee", employeeId)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("to", to.atOffset(ZoneOffset.UTC))
        .query((row, number) -> read(row))
        .list();
  }

  private static Currency read(ResultSet row) throws SQLException {
    String currency = row.getString("currency");
    return Currency.newBuilder()
        .setOpening(Protos.money(Sums.read(row, "opening"), currency))
        .setEarned(Protos.money(Sums.read(row, "earned"), currency))
        .setTakenBack(Protos.money(Sums.read(row, "taken_back"), currency))
        .setPaid(Protos.money(Sums.read(row, "paid"), currency))
        .setClosing(Protos.money(Sums.read(row, "closing"), currency))
        .build();
  }
}
