package id.laris.staff.time;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import id.laris.common.Ids;
import id.laris.pos.v1.TimeEntry.Status;
import id.laris.pos.v1.Timesheet;
import id.laris.staff.employee.Employee;
import id.laris.staff.employee.Employees;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the timesheets of employees, in the current transaction. */
@Component
class Timesheets {

  /** The longest period that is asked for at once. */
  static final int MOST_DAYS = 92;

  private final WorkedTimes times;
  private final TimeSettingRows settings;
  private final Employees employees;

  Timesheets(WorkedTimes times, TimeSettingRows settings, Employees employees) {
    this.times = times;
    this.settings = settings;
    this.employees = employees;
  }

  /** The employees of a request: the one that it names, or a number of all, in their order. */
  List<UUID> employees(String named, Period period, @Nullable UUID after, int most) {
    return named.isEmpty() ? times.employees(period, after, most) : List.of(Ids.parse(named));
  }

  /** The timesheets of employees, in this order; those without anything are left out. */
  List<Timesheet> of(List<UUID> employeeIds, Period period) {
    Map<UUID, List<EntryTimes>> entries = times.entries(employeeIds, period);
    OvertimeRules rules = settings.current().overtimeRules();
    Map<UUID, Employee> known =
        employees.findByIdIn(employeeIds).stream().collect(toMap(Employee::id, identity()));
    List<Timesheet> sheets = new ArrayList<>();
    for (UUID id : employeeIds) {
      Employee employee = known.get(id);
      if (employee != null) {
        sheets.add(
            timesheet(employee.toProto(), entries.getOrDefault(id, List.of()), rules, period));
      }
    }
    return sheets.stream().filter(sheet -> !isEmpty(sheet)).toList();
  }

  private static Timesheet timesheet(
      id.laris.pos.v1.Employee employee,
      List<EntryTimes> entries,
      OvertimeRules rules,
      Period period) {
    Timesheet.Builder sheet =
        Timesheet.newBuilder()
            .setEmployeeId(employee.getId())
            .setEmployeeNumber(employee.getNumber())
            .setEmployeeName(employee.getName());
    SortedMap<LocalDate, Worked> days = WorkedDays.of(entries, rules, period.from(), period.to());
    days.forEach(
        (day, worked) ->
            sheet.addDaysBuilder().setDate(Period.toProto(day)).setTime(worked.toProto()));
    sheet.setTotal(days.values().stream().reduce(Worked.NONE, Worked::plus).toProto());
    for (EntryTimes entry : entries) {
      if (period.contains(entry.firstDay())) {
        countIncomplete(sheet, entry.status());
      }
    }
    return sheet.build();
  }

  private static void countIncomplete(Timesheet.Builder sheet, Status status) {
    if (status == Status.WORKING || status == Status.ON_BREAK) {
      sheet.setOpenEntries(sheet.getOpenEntries() + 1);
    } else if (status == Status.FORGOTTEN) {
      sheet.setForgottenEntries(sheet.getForgottenEntries() + 1);
    }
  }

  private static boolean isEmpty(Timesheet sheet) {
    return sheet.getDaysCount() == 0
        && sheet.getOpenEntries() == 0
        && sheet.getForgottenEntries() == 0;
  }
}
