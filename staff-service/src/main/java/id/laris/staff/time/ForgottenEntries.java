package id.laris.staff.time;

import id.laris.common.Caller;
import id.laris.common.background.TenantJob;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.staff.StaffModule;
import id.laris.staff.employee.Employee;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Marks entries that are open for longer than anybody works, so that somebody corrects them. */
@Component
class ForgottenEntries implements TenantJob {

  private static final int AT_ONCE = 100;

  /** Longer than 16 hours, unless the tenant has said otherwise. */
  private static final String TOO_LONG =
      """
      tenant_id = $1 and status in ('WORKING', 'ON_BREAK')
        and clocked_in_at < $2 - interval '1 hour' * coalesce((select max_hours from staff.time_setting where tenant_id = $1), 16)
      """;

  private final OpenEntry openEntry;
  private final Resource<Employee, id.laris.pos.v1.Employee> employees;
  private final JdbcClient jdbc;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  ForgottenEntries(
      OpenEntry openEntry,
      Resource<Employee, id.laris.pos.v1.Employee> employees,
      JdbcClient jdbc,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.openEntry = openEntry;
    this.employees = employees;
    this.jdbc = jdbc;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "staff.forgotten-time-entries";
  }

  @Override
  public String service() {
    return StaffModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  @Override
  public String mayBeWork() {
    return "select from staff.time_entry where " + TOO_LONG;
  }

  @Override
  public void run() {
    for (UUID employeeId : reads.run(this::employeesInQuestion)) {
      writes.run(
          () -> {
            var _ = employees.lock(employeeId);
            return openEntry
                .find(employeeId)
                .map(open -> openEntry.forget(open, clock.instant()))
                .isPresent();
          });
    }
  }

  private List<UUID> employeesInQuestion() {
    return jdbc.sql(
            "select employee_id from staff.time_entry where %s order by employee_id limit %d"
                .formatted(TOO_LONG.replace("$1", ":tenant").replace("$2", ":now"), AT_ONCE))
        .param("tenant", Caller.current().tenantId())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }
}
