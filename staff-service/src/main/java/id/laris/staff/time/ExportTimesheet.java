package id.laris.staff.time;

import com.google.type.Date;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.ExportTimesheetRequest;
import id.laris.pos.v1.ExportTimesheetResponse;
import id.laris.pos.v1.Timesheet;
import id.laris.pos.v1.WorkedTime;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Returns the timesheets of a period as comma-separated values, for spreadsheets and programs that
 * pay wages.
 *
 * <p>Errors: VALIDATION_FAILED for a period that ends before it begins, is too long, or has more
 * than 20000 lines.
 */
@Component
public class ExportTimesheet {

  private static final int MOST_EMPLOYEES = 1_000;
  private static final int MOST_LINES = 20_000;
  private static final long HOUR = 3_600;
  private static final long MINUTE = 60;

  private final Timesheets timesheets;
  private final Reads reads;

  ExportTimesheet(Timesheets timesheets, Reads reads) {
    this.timesheets = timesheets;
    this.reads = reads;
  }

  public ExportTimesheetResponse run(ExportTimesheetRequest request) {
    Period period = Period.of(request.getFromDate(), request.getToDate(), Timesheets.MOST_DAYS);
    return reads.run(
        () -> {
          List<UUID> employees =
              timesheets.employees(request.getEmployeeId(), period, null, MOST_EMPLOYEES + 1);
          if (employees.size() > MOST_EMPLOYEES) {
            throw tooMuch();
          }
          return ExportTimesheetResponse.newBuilder()
              .setCsv(csv(timesheets.of(employees, period)))
              .build();
        });
  }

  private static String csv(List<Timesheet> sheets) {
    if (sheets.stream().mapToInt(Timesheet::getDaysCount).sum() > MOST_LINES) {
      throw tooMuch();
    }
    Csv csv = new Csv();
    csv.line(
        "employee_number",
        "employee_name",
        "employee_id",
        "date",
        "worked",
        "regular",
        "daily_overtime",
        "weekly_overtime",
        "paid_breaks",
        "unpaid_breaks");
    for (Timesheet sheet : sheets) {
      for (Timesheet.Day day : sheet.getDaysList()) {
        WorkedTime time = day.getTime();
        csv.line(
            sheet.getEmployeeNumber(),
            sheet.getEmployeeName(),
            sheet.getEmployeeId(),
            text(day.getDate()),
            clock(time.getWorkedSeconds()),
            clock(time.getRegularSeconds()),
            clock(time.getDailyOvertimeSeconds()),
            clock(time.getWeeklyOvertimeSeconds()),
            clock(time.getPaidBreakSeconds()),
            clock(time.getUnpaidBreakSeconds()));
      }
    }
    return csv.toString();
  }

  private static String text(Date date) {
    return LocalDate.of(date.getYear(), date.getMonth(), date.getDay()).toString();
  }

  private static String clock(long seconds) {
    return "%d:%02d:%02d".formatted(seconds / HOUR, seconds % HOUR / MINUTE, seconds % MINUTE);
  }

  private static RuntimeException tooMuch() {
    return Errors.invalid(
        "to_date", "leaves more than %d lines: ask for a shorter period".formatted(MOST_LINES));
  }
}
