package id.laris.staff.time;

import com.google.type.Date;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Days from the first to the last, which belongs to it. */
public record Period(LocalDate from, LocalDate to) {

  private static final int LAST_YEAR = 9_999;

  /** Errors: VALIDATION_FAILED where it ends before it begins, or is too long. */
  public static Period of(Date from, Date to, int mostDays) {
    Period period = new Period(day("from_date", from), day("to_date", to));
    if (period.to.isBefore(period.from)) {
      throw Errors.invalid("to_date", "must not be before from_date");
    }
    if (ChronoUnit.DAYS.between(period.from, period.to) >= mostDays) {
      throw Errors.invalid(
          "to_date", "must be less than %d days after from_date".formatted(mostDays));
    }
    return period;
  }

  private static LocalDate day(String field, Date date) {
    if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
      throw noDay(field);
    }
    try {
      return LocalDate.of(date.getYear(), date.getMonth(), date.getDay());
    } catch (DateTimeException e) {
      throw noDay(field);
    }
  }

  private static PosException noDay(String field) {
    return Errors.invalid(
        field, "must be a day of the calendar, with year, month and day, up to the year 9999");
  }

  boolean contains(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  public static Date toProto(LocalDate day) {
    return Date.newBuilder()
        .setYear(day.getYear())
        .setMonth(day.getMonthValue())
        .setDay(day.getDayOfMonth())
        .build();
  }
}
