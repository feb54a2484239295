package id.laris.staff.time;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.TimeEntry.Status;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Work is counted to the days of its place, as long as it was, and no time is counted twice. */
class WorkedDaysTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final OvertimeRules RULES =
      new OvertimeRules(28_800, 144_000, DayOfWeek.MONDAY, 0);
  private static final OvertimeRules NO_OVERTIME = new OvertimeRules(0, 0, DayOfWeek.MONDAY, 0);
  private static final long HOUR = 3_600;

  private static EntryTimes work(ZoneId zone, String from, String to, TimeBreak... breaks) {
    return new EntryTimes(
        new UUID(0, 1),
        new UUID(0, 2),
        zone,
        Status.ENDED,
        LocalDateTime.parse(from).atZone(zone).toInstant(),
        LocalDateTime.parse(to).atZone(zone).toInstant(),
        List.of(breaks));
  }

  private static TimeBreak pause(ZoneId zone, String from, String to, boolean paid) {
    return new TimeBreak(
        LocalDateTime.parse(from).atZone(zone).toInstant(),
        LocalDateTime.parse(to).atZone(zone).toInstant(),
        paid);
  }

  private static SortedMap<LocalDate, Worked> days(OvertimeRules rules, EntryTimes... entries) {
    return WorkedDays.of(
        List.of(entries), rules, LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"));
  }

  private static Worked day(SortedMap<LocalDate, Worked> days, String day) {
    return days.getOrDefault(LocalDate.parse(day), Worked.NONE);
  }

  @Test
  void anEntryOverMidnightCountsToBothDays() {
    SortedMap<LocalDate, Worked> days =
        days(NO_OVERTIME, work(BERLIN, "2026-05-04T22:00", "2026-05-05T06:00"));

    assertThat(day(days, "2026-05-04").worked()).isEqualTo(2 * HOUR);
    assertThat(day(days, "2026-05-05").worked()).isEqualTo(6 * HOUR);
  }

  @Test
  void theNightInWhichTheClockIsPutForwardIsAnHourShorter() {
    assertThat(
            day(
                    days(NO_OVERTIME, work(BERLIN, "2026-03-29T00:00", "2026-03-30T00:00")),
                    "2026-03-29")
                .worked())
        .isEqualTo(23 * HOUR);
    assertThat(
            day(
                    days(NO_OVERTIME, work(NEW_YORK, "2026-03-08T01:00", "2026-03-08T05:00")),
                    "2026-03-08")
                .worked())
        .isEqualTo(3 * HOUR);
  }

  @Test
  void theNightInWhichTheClockIsPutBackIsAnHourLonger() {
    assertThat(
            day(
                    days(NO_OVERTIME, work(BERLIN, "2026-10-25T00:00", "2026-10-26T00:00")),
                    "2026-10-25")
                .worked())
        .isEqualTo(25 * HOUR);
    SortedMap<LocalDate, Worked> newYork =
        days(NO_OVERTIME, work(NEW_YORK, "2026-10-31T22:00", "2026-11-01T06:00"));
    assertThat(day(newYork, "2026-10-31").worked()).isEqualTo(2 * HOUR);
    assertThat(day(newYork, "2026-11-01").worked()).isEqualTo(7 * HOUR);
  }

  @Test
  void unpaidBreaksAreNoWorkAndPaidOnesAre() {
    Worked day =
        day(
            days(
                NO_OVERTIME,
                work(
                    BERLIN,
                    "2026-05-04T08:00",
                    "2026-05-04T17:00",
                    pause(BERLIN, "2026-05-04T10:00", "2026-05-04T10:15", true),
                    pause(BERLIN, "2026-05-04T12:00", "2026-05-04T13:00", false))),
            "2026-05-04");

    assertThat(day).isEqualTo(new Worked(8 * HOUR, 0, 0, 900, HOUR));
  }

  @Test
  void aBreakOverMidnightIsTakenFromBothDays() {
    SortedMap<LocalDate, Worked> days =
        days(
            NO_OVERTIME,
            work(
                BERLIN,
                "2026-05-04T20:00",
                "2026-05-05T04:00",
                pause(BERLIN, "2026-05-04T23:30", "2026-05-05T00:30", false)));

    assertThat(day(days, "2026-05-04").worked()).isEqualTo(3 * HOUR + 1_800);
    assertThat(day(days, "2026-05-05").worked()).isEqualTo(3 * HOUR + 1_800);
  }

  @Test
  void noMinuteIsOvertimeOfTheDayAndOfTheWeek() {
    List<EntryTimes> week = new ArrayList<>();
    for (int day = 4; day <= 9; day++) {
      week.add(
          work(BERLIN, "2026-05-0%dT08:00".formatted(day), "2026-05-0%dT17:00".formatted(day)));
    }

    SortedMap<LocalDate, Worked> days = days(RULES, week.toArray(EntryTimes[]::new));

    // Six days of nine hours: an hour of each is overtime of its day, and of the 48 others 8 of the
    // week.
    assertThat(day(days, "2026-05-08")).isEqualTo(new Worked(9 * HOUR, HOUR, 0, 0, 0));
    assertThat(day(days, "2026-05-09")).isEqualTo(new Worked(9 * HOUR, HOUR, 8 * HOUR, 0, 0));
    assertThat(days.values().stream().mapToLong(Worked::regular).max().orElseThrow())
        .isEqualTo(8 * HOUR);
    assertThat(day(days, "2026-05-09").regular()).isZero();
  }

  @Test
  void theWeekBeginsOnTheDayThatTheTenantHasChosen() {
    OvertimeRules sunday = new OvertimeRules(0, 8 * HOUR, DayOfWeek.SUNDAY, 0);
    EntryTimes onSaturday = work(BERLIN, "2026-05-09T08:00", "2026-05-09T16:00");
    EntryTimes onSunday = work(BERLIN, "2026-05-10T08:00", "2026-05-10T16:00");

    assertThat(day(days(sunday, onSaturday, onSunday), "2026-05-10").weeklyOvertime()).isZero();
    assertThat(
            day(
                    days(new OvertimeRules(0, 8 * HOUR, DayOfWeek.MONDAY, 0), onSaturday, onSunday),
                    "2026-05-10")
                .weeklyOvertime())
        .isEqualTo(8 * HOUR);
  }

  @Test
  void theDaysBeforeThePeriodCountToTheWeek() {
    List<EntryTimes> week = new ArrayList<>();
    for (int day = 4; day <= 9; day++) {
      week.add(
          work(BERLIN, "2026-05-0%dT08:00".formatted(day), "2026-05-0%dT16:00".formatted(day)));
    }
    LocalDate saturday = LocalDate.parse("2026-05-09");

    SortedMap<LocalDate, Worked> days = WorkedDays.of(week, RULES, saturday, saturday);

    assertThat(days).containsOnlyKeys(saturday);
    assertThat(day(days, "2026-05-09").weeklyOvertime()).isEqualTo(8 * HOUR);
  }

  @Test
  void timesAreRoundedByTheClockOnTheWall() {
    OvertimeRules quarters = new OvertimeRules(0, 0, DayOfWeek.MONDAY, 15);
    ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");

    assertThat(
            day(
                    days(quarters, work(kathmandu, "2026-05-04T08:07:29", "2026-05-04T16:07:30")),
                    "2026-05-04")
                .worked())
        .isEqualTo(8 * HOUR + 900);
    OvertimeRules hours = new OvertimeRules(0, 0, DayOfWeek.MONDAY, 60);
    assertThat(
            day(days(hours, work(kathmandu, "2026-05-04T08:10", "2026-05-04T16:29")), "2026-05-04")
                .worked())
        .isEqualTo(8 * HOUR);
  }

  @Test
  void entriesThatHaveNotEndedCountNothing() {
    EntryTimes ended = work(BERLIN, "2026-05-04T08:00", "2026-05-04T16:00");

    for (Status status : List.of(Status.WORKING, Status.ON_BREAK, Status.FORGOTTEN)) {
      assertThat(
              days(
                  RULES,
                  new EntryTimes(
                      ended.employeeId(),
                      ended.locationId(),
                      BERLIN,
                      status,
                      ended.clockedInAt(),
                      null,
                      List.of())))
          .isEmpty();
    }
  }

  /** Over a year with both changes of the clock, in three zones, cut at any day. */
  @Test
  void theSumIsTheTimeThatPassedHoweverItIsDividedIntoDaysAndPeriods() {
    Random random = new Random(4711);
    for (int history = 0; history < 200; history++) {
      ZoneId zone =
          List.of(BERLIN, NEW_YORK, ZoneId.of("Australia/Lord_Howe")).get(random.nextInt(3));
      List<EntryTimes> entries = new ArrayList<>();
      long expected = 0;
      Instant at = Instant.parse("2026-02-20T00:00:00Z");
      for (int i = 0; i < 120; i++) {
        at = at.plusSeconds(random.nextInt(200_000));
        Instant end = at.plusSeconds(random.nextInt(60_000));
        long half = Duration.between(at, end).toSeconds() / 2;
        TimeBreak unpaid = new TimeBreak(at.plusSeconds(half / 2), at.plusSeconds(half), false);
        entries.add(
            new EntryTimes(
                new UUID(0, 1),
                new UUID(0, 2),
                zone,
                Status.ENDED,
                at,
                end,
                random.nextBoolean() ? List.of(unpaid) : List.of()));
        expected += Duration.between(at, end).toSeconds();
        expected -= entries.getLast().breaks().isEmpty() ? 0 : half - half / 2;
        at = end;
      }
      LocalDate first = LocalDate.parse("2026-01-01");
      LocalDate last = LocalDate.parse("2027-12-31");
      LocalDate cut = first.plusDays(random.nextInt(500));

      Worked whole = sum(entries, first, last);

      assertThat(whole.worked()).as("history %d", history).isEqualTo(expected);
      assertThat(sum(entries, first, cut).plus(sum(entries, cut.plusDays(1), last)))
          .as("history %d cut at %s", history, cut)
          .isEqualTo(whole);
    }
  }

  private static Worked sum(List<EntryTimes> entries, LocalDate from, LocalDate to) {
    SortedMap<LocalDate, Worked> days = WorkedDays.of(entries, RULES, from, to);
    days.values().forEach(day -> assertThat(day.regular()).isBetween(0L, RULES.dailySeconds()));
    return days.values().stream().reduce(Worked.NONE, Worked::plus);
  }
}
