package id.laris.staff.time;

import id.laris.pos.v1.TimeEntry.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds up what an employee has worked on each day. Durations are those between instants, and days
 * begin and end at midnight of the location: so a day on which the clock is changed has the hours
 * that were worked, not those that its clock has passed.
 *
 * <p>Overtime of a week goes to the days on which the limit is passed: so the overtime of a period
 * is the sum of that of its parts, however a week is cut.
 */
final class WorkedDays {

  private final OvertimeRules rules;
  private final TreeMap<LocalDate, Worked> days = new TreeMap<>();

  private WorkedDays(OvertimeRules rules) {
    this.rules = rules;
  }

  /**
   * The days with work.
   *
   * @param entries of one employee; those that have not ended count nothing
   * @param from the first day that is wanted; entries must go back to the beginning of its week
   */
  static SortedMap<LocalDate, Worked> of(
      Collection<EntryTimes> entries, OvertimeRules rules, LocalDate from, LocalDate to) {
    WorkedDays all = new WorkedDays(rules);
    entries.forEach(all::add);
    SortedMap<LocalDate, Worked> week = all.days.subMap(rules.weekStart(from), to.plusDays(1));
    return all.withOvertime(week).tailMap(from);
  }

  private void add(EntryTimes entry) {
    if (entry.status() != Status.ENDED || entry.clockedOutAt() == null) {
      return;
    }
    add(entry.clockedInAt(), entry.clockedOutAt(), entry.zone(), Kind.WORK);
    for (TimeBreak one : entry.breaks()) {
      if (one.endedAt() != null) {
        add(
            one.startedAt(),
            one.endedAt(),
            entry.zone(),
            one.paid() ? Kind.PAID_BREAK : Kind.UNPAID_BREAK);
      }
    }
  }

  private enum Kind {
    WORK,
    PAID_BREAK,
    UNPAID_BREAK;

    private Worked of(long seconds) {
      return switch (this) {
        case WORK -> new Worked(seconds, 0, 0, 0, 0);
        case PAID_BREAK -> new Worked(0, 0, 0, seconds, 0);
        case UNPAID_BREAK -> new Worked(-seconds, 0, 0, 0, seconds);
      };
    }
  }

  /** Adds a time to the days that it touches. */
  private void add(Instant start, Instant end, ZoneId zone, Kind kind) {
    long at = rules.rounded(start, zone);
    long until = rules.rounded(end, zone);
    while (at < until) {
      LocalDate day = Instant.ofEpochSecond(at).atZone(zone).toLocalDate();
      long midnight = day.plusDays(1).atStartOfDay(zone).toEpochSecond();
      long next = Math.min(until, midnight);
      days.merge(day, kind.of(next - at), Worked::plus);
      at = next;
    }
  }

  private SortedMap<LocalDate, Worked> withOvertime(SortedMap<LocalDate, Worked> plain) {
    TreeMap<LocalDate, Worked> result = new TreeMap<>();
    LocalDate week = LocalDate.MIN;
    long regularOfWeek = 0;
    for (Map.Entry<LocalDate, Worked> day : plain.entrySet()) {
      LocalDate weekOfDay = rules.weekStart(day.getKey());
      if (!weekOfDay.equals(week)) {
        week = weekOfDay;
        regularOfWeek = 0;
      }
      long worked = day.getValue().worked();
      long daily = OvertimeRules.beyond(worked, rules.dailySeconds());
      long before = OvertimeRules.beyond(regularOfWeek, rules.weeklySeconds());
      regularOfWeek += worked - daily;
      long weekly = OvertimeRules.beyond(regularOfWeek, rules.weeklySeconds()) - before;
      result.put(day.getKey(), day.getValue().withOvertime(daily, weekly));
    }
    return result;
  }
}
