package id.laris.staff.time;

import static java.util.stream.Collectors.groupingBy;

import id.laris.common.Caller;
import id.laris.pos.v1.TimeEntry.Status;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The work of employees in a period, read in the current transaction. */
@Component
public class WorkedTimes {

  /** Somewhere it is still yesterday, or tomorrow already. */
  private static final int ZONE_DAYS = 1;

  private final TimeSettingRows settings;
  private final JdbcClient jdbc;

  WorkedTimes(TimeSettingRows settings, JdbcClient jdbc) {
    this.settings = settings;
    this.jdbc = jdbc;
  }

  /** Finds the first day of the week of a day, as the settings have it. */
  public UnaryOperator<LocalDate> weeks() {
    return settings.current()::weekStart;
  }

  /**
   * The seconds that employees have worked on each day.
   *
   * @param locationId only work there; null for all
   */
  public Map<UUID, SortedMap<LocalDate, Long>> seconds(
      Collection<UUID> employeeIds, Period period, @Nullable UUID locationId) {
    OvertimeRules rules = settings.current().overtimeRules();
    Map<UUID, SortedMap<LocalDate, Long>> seconds = new TreeMap<>();
    entries(employeeIds, period)
        .forEach(
            (employeeId, entries) -> {
              List<EntryTimes> wanted =
                  entries.stream()
                      .filter(entry -> locationId == null || entry.locationId().equals(locationId))
                      .toList();
              SortedMap<LocalDate, Long> ofEmployee = new TreeMap<>();
              WorkedDays.of(wanted, rules, period.from(), period.to())
                  .forEach((day, worked) -> ofEmployee.put(day, worked.worked()));
              seconds.put(employeeId, ofEmployee);
            });
    return seconds;
  }

  /** The entries that may count in the period, or in the week in which it begins, by employee. */
  Map<UUID, List<EntryTimes>> entries(Collection<UUID> employeeIds, Period period) {
    LocalDate first = settings.current().weekStart(period.from());
    return jdbc
        .sql(
            """
            select * from staff.time_entry
            where tenant_id = :tenant and employee_id = any(:employees) and clocked_in_at >= :first and clocked_in_at < :last
              and status <> 'CANCELLED'
            order by clocked_in_at
            """)
        .param("tenant", Caller.current().tenantId())
        .param("employees", employeeIds.toArray(UUID[]::new))
        .param("first", midnight(first.minusDays(CorrectedTimes.LONGEST.toDays() + ZONE_DAYS)))
        .param("last", midnight(period.to().plusDays(1 + ZONE_DAYS)))
        .query((row, number) -> read(row))
        .list()
        .stream()
        .collect(groupingBy(EntryTimes::employeeId));
  }

  private static OffsetDateTime midnight(LocalDate day) {
    return day.atStartOfDay().atOffset(ZoneOffset.UTC);
  }

  private static EntryTimes read(ResultSet row) throws SQLException {
    OffsetDateTime out = row.getObject("clocked_out_at", OffsetDateTime.class);
    return new EntryTimes(
        row.getObject("employee_id", UUID.class),
        row.getObject("location_id", UUID.class),
        ZoneId.of(row.getString("time_zone")),
        Status.valueOf(row.getString("status")),
        row.getObject("clocked_in_at", OffsetDateTime.class).toInstant(),
        out == null ? null : out.toInstant(),
        TimeBreak.read(row.getString("breaks")));
  }

  /**
   * The ids of employees who have entries about the period, in their order.
   *
   * @param after the id after which to go on; null to begin
   */
  public List<UUID> employees(Period period, @Nullable UUID after, int most) {
    return jdbc.sql(
            """
            select distinct employee_id from staff.time_entry
            where tenant_id = :tenant and clocked_in_at >= :first and clocked_in_at < :last
              and coalesce(clocked_out_at, clocked_in_at) >= :yesterday and status <> 'CANCELLED' and employee_id > :after
            order by employee_id limit :most
            """)
        .param("tenant", Caller.current().tenantId())
        .param(
            "first", midnight(period.from().minusDays(CorrectedTimes.LONGEST.toDays() + ZONE_DAYS)))
        .param("last", midnight(period.to().plusDays(1 + ZONE_DAYS)))
        .param("yesterday", midnight(period.from().minusDays(ZONE_DAYS)))
        .param("after", after == null ? new UUID(0, 0) : after)
        .param("most", most)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }
}
