package id.laris.rules;

import com.google.protobuf.Timestamp;
import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a promotion applies: from its start until before its end, and in one of its
 * windows if it has any.
 *
 * <p>A window is what the clock of the location shows: an hour that is skipped when summer time
 * begins is in no window, and both hours are in it that show the same time when it ends. A window
 * that crosses midnight belongs to the weekday on which it began.
 */
final class Schedule {
  private static final int MINUTES_PER_HOUR = 60;

  private Schedule() {}

  /** Returns why the promotion does not apply at this time, or null if it does. */
  static @Nullable Refusal refusal(PromotionRules rules, ZonedDateTime time) {
    Instant at = time.toInstant();
    if (rules.hasStartsAt() && at.isBefore(instant(rules.getStartsAt()))) {
      return new Refusal(
          Reason.NOT_STARTED, "It starts at %s.".formatted(instant(rules.getStartsAt())));
    }
    if (rules.hasEndsAt() && !at.isBefore(instant(rules.getEndsAt()))) {
      return new Refusal(Reason.ENDED, "It ended at %s.".formatted(instant(rules.getEndsAt())));
    }
    List<PromotionWindow> windows = rules.getWindowsList();
    if (!windows.isEmpty() && windows.stream().noneMatch(window -> contains(window, time))) {
      return new Refusal(
          Reason.OUTSIDE_HOURS,
          "It applies at other hours: %s."
              .formatted(windows.stream().map(Schedule::text).collect(Collectors.joining("; "))));
    }
    return null;
  }

  private static boolean contains(PromotionWindow window, ZonedDateTime time) {
    int minute = time.getHour() * MINUTES_PER_HOUR + time.getMinute();
    boolean today = beginsOn(window, time.getDayOfWeek());
    if (window.getFromMinute() < window.getToMinute()) {
      return today && minute >= window.getFromMinute() && minute < window.getToMinute();
    }
    return (today && minute >= window.getFromMinute())
        || (minute < window.getToMinute() && beginsOn(window, time.getDayOfWeek().minus(1)));
  }

  /** The numbers of weekdays are those of Java: Monday is 1. */
  private static boolean beginsOn(PromotionWindow window, DayOfWeek day) {
    return window.getWeekdaysCount() == 0 || window.getWeekdaysValueList().contains(day.getValue());
  }

  private static String text(PromotionWindow window) {
    String days =
        window.getWeekdaysList().stream().map(Enum::name).collect(Collectors.joining(", "));
    String hours = clock(window.getFromMinute()) + " to " + clock(window.getToMinute());
    return days.isEmpty() ? hours : days + " " + hours;
  }

  private static String clock(int minute) {
    return "%02d:%02d".formatted(minute / MINUTES_PER_HOUR, minute % MINUTES_PER_HOUR);
  }

  private static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
