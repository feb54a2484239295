package id.laris.demo;

import java.time.Instant;
import java.time.LocalDate;

/** The time entries of the employees in the year. All of them are ended. */
final class YearOfHours {

  private final Database database;
  private final SeededIds ids;
  private final LocalDate firstDay;

  YearOfHours(Database database, SeededIds ids, LocalDate firstDay) {
    this.database = database;
    this.ids = ids;
    this.firstDay = firstDay;
  }

  void make() {
    database.run(
        """
        create temp table demo_work (
          id uuid, employee_id uuid, location_id uuid, time_zone text, started_at timestamptz, ended_at timestamptz, breaks jsonb)
        on commit drop
        """);
    database.copyInto("demo_work", rows());
    database.run(
        """
        insert into staff.time_entry
          (tenant_id, id, version, created_at, updated_at, employee_id, location_id, time_zone, status, clocked_in_at, clocked_out_at, breaks,
           reason)
        select :tenant, id, 1 + 2 * jsonb_array_length(breaks), started_at, ended_at, employee_id, location_id, time_zone, 'ENDED', started_at,
          ended_at, breaks, ''
        from demo_work order by id
        """);
  }

  private StringBuilder rows() {
    Roster roster = new Roster(ids, firstDay);
    StringBuilder rows = new StringBuilder();
    for (int number = 0; number < YearPlan.DAYS; number++) {
      for (int shop = 0; shop < Shop.ALL.size(); shop++) {
        for (Roster.Work work : roster.work(firstDay.plusDays(number), shop)) {
          rows.append(work.id()).append('\t').append(work.employeeId()).append('\t');
          rows.append(Chain.locationId(ids, shop)).append('\t');
          rows.append(Shop.ALL.get(shop).zone()).append('\t');
          rows.append(Instant.ofEpochMilli(work.startMillis())).append('\t');
          rows.append(Instant.ofEpochMilli(work.endMillis())).append('\t');
          rows.append(work.breaks()).append('\n');
        }
      }
    }
    return rows;
  }
}
