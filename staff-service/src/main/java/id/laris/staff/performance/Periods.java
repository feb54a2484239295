package id.laris.staff.performance;

import id.laris.pos.v1.GetPerformanceRequest.Interval;
import id.laris.staff.time.Period;
import java.time.LocalDate;
import java.util.function.UnaryOperator;

/** Divides a time into periods; the first and the last one may be cut. */
final class Periods {

  private final Period whole;
  private final Interval interval;
  private final UnaryOperator<LocalDate> weekStart;

  Periods(Period whole, Interval interval, UnaryOperator<LocalDate> weekStart) {
    this.whole = whole;
    this.interval = interval;
    this.weekStart = weekStart;
  }

  /** The first day of the period of a day. */
  LocalDate start(LocalDate day) {
    LocalDate start =
        switch (interval) {
          case DAY -> day;
          case WEEK -> weekStart.apply(day);
          case MONTH -> day.withDayOfMonth(1);
          case INTERVAL_UNSPECIFIED, UNRECOGNIZED -> whole.from();
        };
    return start.isBefore(whole.from()) ? whole.from() : start;
  }

  /** The last day of the period that begins with a day. */
  LocalDate end(LocalDate start) {
    LocalDate end =
        switch (interval) {
          case DAY -> start;
          case WEEK -> weekStart.apply(start).plusWeeks(1).minusDays(1);
          case MONTH -> start.withDayOfMonth(start.lengthOfMonth());
          case INTERVAL_UNSPECIFIED, UNRECOGNIZED -> whole.to();
        };
    return end.isAfter(whole.to()) ? whole.to() : end;
  }
}
