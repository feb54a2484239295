package id.laris.staff.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * The rules of a tenant for times of work.
 *
 * @param dailySeconds work of a day after which there is overtime; 0 for none
 * @param weeklySeconds work of a week, without daily overtime, after which there is overtime; 0 for
 *     none
 * @param roundingMinutes the step to which times are rounded; 0 for none
 */
record OvertimeRules(
    long dailySeconds, long weeklySeconds, DayOfWeek weekStart, int roundingMinutes) {

  private static final long MINUTE = 60;

  LocalDate weekStart(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(weekStart));
  }

  /** The part of the work of a day, or a week, that is beyond the limit. */
  static long beyond(long seconds, long limit) {
    return limit == 0 ? 0 : Math.max(0, seconds - limit);
  }

  /**
   * The time in whole seconds, rounded to the nearest step of the clock on the wall, half a step to
   * the later one.
   */
  long rounded(Instant time, ZoneId zone) {
    long seconds = time.getEpochSecond();
    if (roundingMinutes == 0) {
      return seconds;
    }
    long step = roundingMinutes * MINUTE;
    long offset = zone.getRules().getOffset(time).getTotalSeconds();
    return Math.floorDiv(seconds + offset + step / 2, step) * step - offset;
  }
}
