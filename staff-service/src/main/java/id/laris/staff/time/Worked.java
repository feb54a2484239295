package id.laris.staff.time;

import id.laris.pos.v1.WorkedTime;

/**
 * Times of work in seconds. The time worked has paid breaks in it and unpaid ones not.
 *
 * @param dailyOvertime the part beyond the limit of the day
 * @param weeklyOvertime the part of the rest that is beyond the limit of the week
 */
public record Worked(
    long worked, long dailyOvertime, long weeklyOvertime, long paidBreaks, long unpaidBreaks) {

  static final Worked NONE = new Worked(0, 0, 0, 0, 0);

  Worked plus(Worked other) {
    return new Worked(
        worked + other.worked,
        dailyOvertime + other.dailyOvertime,
        weeklyOvertime + other.weeklyOvertime,
        paidBreaks + other.paidBreaks,
        unpaidBreaks + other.unpaidBreaks);
  }

  Worked withOvertime(long daily, long weekly) {
    return new Worked(worked, daily, weekly, paidBreaks, unpaidBreaks);
  }

  long regular() {
    return worked - dailyOvertime - weeklyOvertime;
  }

  WorkedTime toProto() {
    return WorkedTime.newBuilder()
        .setWorkedSeconds(worked)
        .setRegularSeconds(regular())
        .setDailyOvertimeSeconds(dailyOvertime)
        .setWeeklyOvertimeSeconds(weeklyOvertime)
        .setPaidBreakSeconds(paidBreaks)
        .setUnpaidBreakSeconds(unpaidBreaks)
        .build();
  }
}
