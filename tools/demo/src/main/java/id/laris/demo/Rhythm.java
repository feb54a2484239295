package id.laris.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoField;
import java.util.SplittableRandom;

/**
 * The relative number of sales of a day and an hour: more at weekends and after pay day, two peaks
 * a day; in Ramadan little before sunset and much after it, and hardly anything on the two days of
 * Lebaran.
 */
final class Rhythm {

  private static final int OPENS = 7;
  private static final int[] USUAL = {9, 12, 10, 7, 6, 9, 10, 6, 7, 9, 10, 9, 7, 5, 3};
  private static final int[] RAMADAN = {1, 2, 2, 2, 2, 2, 2, 2, 3, 5, 9, 16, 18, 14, 9};

  private static final int MONTH_OF_RAMADAN = 9;
  private static final int DAYS_OF_LEBARAN = 2;
  private static final int PAY_DAY = 25;
  private static final int PAY_SPENT = 3;
  private static final long HOUR_MILLIS = 3_600_000;

  private Rhythm() {}

  static double of(LocalDate day) {
    return week(day) * payday(day) * season(day);
  }

  private static double week(LocalDate day) {
    DayOfWeek weekday = day.getDayOfWeek();
    return switch (weekday) {
      case SATURDAY -> 1.45;
      case SUNDAY -> 1.35;
      case FRIDAY -> 1.1;
      case MONDAY -> 0.85;
      default -> 0.95;
    };
  }

  private static double payday(LocalDate day) {
    int date = day.getDayOfMonth();
    return date >= PAY_DAY || date <= PAY_SPENT ? 1.12 : 1.0;
  }

  private static double season(LocalDate day) {
    return isLebaran(day) ? 0.15 : isRamadan(day) ? 0.75 : 1.0;
  }

  static boolean isRamadan(LocalDate day) {
    return HijrahDate.from(day).get(ChronoField.MONTH_OF_YEAR) == MONTH_OF_RAMADAN;
  }

  static boolean isLebaran(LocalDate day) {
    HijrahDate date = HijrahDate.from(day);
    return date.get(ChronoField.MONTH_OF_YEAR) == MONTH_OF_RAMADAN + 1
        && date.get(ChronoField.DAY_OF_MONTH) <= DAYS_OF_LEBARAN;
  }

  /** A moment of the day, in milliseconds since midnight. */
  static long moment(LocalDate day, SplittableRandom random) {
    int[] hours = isRamadan(day) ? RAMADAN : USUAL;
    int all = 0;
    for (int busy : hours) {
      all += busy;
    }
    int choice = random.nextInt(all);
    int hour = 0;
    while (choice >= hours[hour]) {
      choice -= hours[hour];
      hour++;
    }
    return (OPENS + hour) * HOUR_MILLIS + random.nextLong(HOUR_MILLIS);
  }
}
