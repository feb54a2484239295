package id.laris.staff.time;

import com.google.type.DayOfWeek;
import id.laris.common.db.TenantRow;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.TimeSettings;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.UUID;

/** A tenant's settings for times of work. A tenant without a row has the defaults. */
@Entity
@Table(name = "time_setting", schema = "staff")
public class TimeSetting extends TenantRow {

  /** The row's id, the same for every tenant: each has one row. */
  static final UUID ID = new UUID(0, 3);

  private static final int DEFAULT_MAX_HOURS = 16;
  private static final int DEFAULT_DAILY_MINUTES = 8 * 60;
  private static final int DEFAULT_WEEKLY_MINUTES = 40 * 60;

  @Column(name = "max_hours")
  private int maxHours = DEFAULT_MAX_HOURS;

  @Column(name = "daily_overtime_after_minutes")
  private int dailyOvertimeAfterMinutes = DEFAULT_DAILY_MINUTES;

  @Column(name = "weekly_overtime_after_minutes")
  private int weeklyOvertimeAfterMinutes = DEFAULT_WEEKLY_MINUTES;

  @Enumerated(EnumType.STRING)
  @Column(name = "week_start")
  private DayOfWeek weekStart = DayOfWeek.MONDAY;

  @Column(name = "rounding_minutes")
  private int roundingMinutes;

  /** The defaults. */
  protected TimeSetting() {
    super(ID);
  }

  void take(TimeSettings wanted) {
    maxHours = wanted.getMaxHours();
    dailyOvertimeAfterMinutes = wanted.getDailyOvertimeAfterMinutes();
    weeklyOvertimeAfterMinutes = wanted.getWeeklyOvertimeAfterMinutes();
    weekStart = wanted.getWeekStart();
    roundingMinutes = wanted.getRoundingMinutes();
  }

  /** The longest that anybody works without clocking out. */
  Duration longest() {
    return Duration.ofHours(maxHours);
  }

  OvertimeRules overtimeRules() {
    return new OvertimeRules(
        dailyOvertimeAfterMinutes * 60L,
        weeklyOvertimeAfterMinutes * 60L,
        java.time.DayOfWeek.of(weekStart.getNumber()),
        roundingMinutes);
  }

  /** The first day of the week of a day. */
  LocalDate weekStart(LocalDate day) {
    return day.with(
        TemporalAdjusters.previousOrSame(java.time.DayOfWeek.of(weekStart.getNumber())));
  }

  TimeSettings toProto() {
    TimeSettings.Builder proto =
        TimeSettings.newBuilder()
            .setMaxHours(maxHours)
            .setDailyOvertimeAfterMinutes(dailyOvertimeAfterMinutes)
            .setWeeklyOvertimeAfterMinutes(weeklyOvertimeAfterMinutes)
            .setWeekStart(weekStart)
            .setRoundingMinutes(roundingMinutes)
            .setVersion(version());
    Protos.setTime(updatedAt(), proto::setUpdatedAt);
    return proto.build();
  }
}
