package id.laris.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.DayOfWeek;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.ExportTimesheetRequest;
import id.laris.pos.v1.GetTimeSettingsRequest;
import id.laris.pos.v1.GetTimesheetRequest;
import id.laris.pos.v1.GetTimesheetResponse;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.TimeEntry;
import id.laris.pos.v1.TimeSettings;
import id.laris.pos.v1.Timesheet;
import id.laris.pos.v1.UpdateTimeSettingsRequest;
import id.laris.pos.v1.WorkedTime;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Timesheets add up what was worked, by the rules of the tenant and the days of each place. */
@WorkTest
class TimesheetTest {

  private static final long HOUR = 3_600;

  @Autowired Crew.Parts parts;
  @Autowired FakeClock clock;

  private Crew team;
  private Employee siti;

  @BeforeEach
  void newTeam() {
    team = new Crew(parts);
    siti = team.employee("Siti");
    clock.set(Instant.parse("2026-11-15T00:00:00Z"));
  }

  @AfterEach
  void resetClock() {
    clock.set(FakeClock.START);
  }

  private GetTimesheetRequest.Builder request(String from, String to) {
    return GetTimesheetRequest.newBuilder().setFromDate(Crew.date(from)).setToDate(Crew.date(to));
  }

  private List<Timesheet> sheets(String from, String to) {
    return team.manager.getTimesheet(request(from, to).build()).getTimesheetsList();
  }

  private Timesheet sheet(String from, String to) {
    return sheets(from, to).getFirst();
  }

  @Test
  void daysAreThoseOfThePlaceAndLastAsLongAsTheyDo() {
    String berlin = team.shop("Europe/Berlin");
    // Berlin puts its clock back in this night: from 22:00 to 06:00 are nine hours.
    team.add(team.work(siti, "2026-10-24T20:00:00Z", "2026-10-25T05:00:00Z").setLocationId(berlin));
    // Jakarta is seven hours ahead: the evening of the 26th there.
    team.add(team.work(siti, "2026-10-26T14:00:00Z", "2026-10-26T19:00:00Z"));

    Timesheet sheet = sheet("2026-10-24", "2026-10-27");

    assertThat(sheet.getDaysList())
        .extracting(day -> day.getDate().getDay(), day -> day.getTime().getWorkedSeconds())
        .containsExactly(
            tuple(24, 2 * HOUR), tuple(25, 7 * HOUR), tuple(26, 3 * HOUR), tuple(27, 2 * HOUR));
    assertThat(sheet.getEmployeeName()).isEqualTo("Siti");
    assertThat(sheet.getEmployeeNumber()).isEqualTo(siti.getNumber());
  }

  @Test
  void overtimeFollowsTheSettings() {
    for (int day = 2; day <= 7; day++) {
      team.add(
          team.work(
              siti,
              "2026-11-0%dT01:00:00Z".formatted(day),
              "2026-11-0%dT10:00:00Z".formatted(day)));
    }
    WorkedTime byDefault = sheet("2026-11-02", "2026-11-08").getTotal();
    assertThat(byDefault)
        .isEqualTo(
            WorkedTime.newBuilder()
                .setWorkedSeconds(54 * HOUR)
                .setRegularSeconds(40 * HOUR)
                .setDailyOvertimeSeconds(6 * HOUR)
                .setWeeklyOvertimeSeconds(8 * HOUR)
                .build());
    assertThat(sheet("2026-11-07", "2026-11-07").getTotal().getWeeklyOvertimeSeconds())
        .isEqualTo(8 * HOUR);

    update(
        TimeSettings.newBuilder()
            .setDailyOvertimeAfterMinutes(0)
            .setWeeklyOvertimeAfterMinutes(50 * 60),
        "daily_overtime_after_minutes",
        "weekly_overtime_after_minutes");

    assertThat(sheet("2026-11-02", "2026-11-08").getTotal())
        .returns(0L, WorkedTime::getDailyOvertimeSeconds)
        .returns(4 * HOUR, WorkedTime::getWeeklyOvertimeSeconds);
    assertThat(team.events()).endsWith("TimeSettingsUpdated");
  }

  private TimeSettings update(TimeSettings.Builder settings, String... paths) {
    return team.manager
        .updateTimeSettings(
            UpdateTimeSettingsRequest.newBuilder()
                .setSettings(settings)
                .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
                .build())
        .getSettings();
  }

  @Test
  void settingsHaveDefaultsAndKeepWhatIsNotNamed() {
    TimeSettings byDefault =
        team.manager.getTimeSettings(GetTimeSettingsRequest.getDefaultInstance()).getSettings();
    assertThat(byDefault)
        .isEqualTo(
            TimeSettings.newBuilder()
                .setMaxHours(16)
                .setDailyOvertimeAfterMinutes(480)
                .setWeeklyOvertimeAfterMinutes(2_400)
                .setWeekStart(DayOfWeek.MONDAY)
                .build());

    TimeSettings updated = update(TimeSettings.newBuilder().setMaxHours(12), "max_hours");

    assertThat(updated.toBuilder().clearUpdatedAt().build())
        .isEqualTo(byDefault.toBuilder().setMaxHours(12).setVersion(1).build());
    assertThat(update(TimeSettings.newBuilder().setMaxHours(12), "max_hours")).isEqualTo(updated);
    assertThat(team.events()).filteredOn("TimeSettingsUpdated"::equals).hasSize(1);
    Refusal.of(() -> update(TimeSettings.newBuilder(), "max_hours")).naming("settings.max_hours");
    Refusal.of(() -> update(TimeSettings.newBuilder(), "week_start")).naming("settings.week_start");
    Refusal.of(() -> update(TimeSettings.newBuilder().setRoundingMinutes(7), "rounding_minutes"))
        .has(Reason.VALIDATION_FAILED);
  }

  @Test
  void openAndForgottenEntriesCountNothingAndAreShown() {
    team.clockIn(siti, request -> request.setAt(time("2026-11-13T01:00:00Z")));
    team.run("staff.forgotten-time-entries");
    team.clockIn(siti);

    Timesheet sheet = sheet("2026-11-01", "2026-11-15");

    assertThat(sheet)
        .returns(1, Timesheet::getOpenEntries)
        .returns(1, Timesheet::getForgottenEntries)
        .returns(WorkedTime.getDefaultInstance(), Timesheet::getTotal);
  }

  private static Timestamp time(String time) {
    return Protos.timestamp(Instant.parse(time));
  }

  @Test
  void pagesShowEveryEmployeeOnce() {
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Employee employee = team.employee("Employee " + i);
      team.add(team.work(employee, "2026-11-02T01:00:00Z", "2026-11-02T10:00:00Z"));
      wanted.add(employee.getId());
    }
    // Out of the period by the zone of the place, but near.
    team.add(team.work(siti, "2026-11-02T17:00:00Z", "2026-11-02T18:00:00Z"));

    List<String> found = new ArrayList<>();
    String token = "";
    do {
      GetTimesheetResponse page =
          team.manager.getTimesheet(
              request("2026-11-02", "2026-11-02")
                  .setPagination(PaginationRequest.newBuilder().setPageSize(2).setPageToken(token))
                  .build());
      page.getTimesheetsList().forEach(sheet -> found.add(sheet.getEmployeeId()));
      token = page.getPagination().getNextPageToken();
    } while (!token.isEmpty());

    assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(
            team.manager
                .getTimesheet(
                    request("2026-11-02", "2026-11-02").setEmployeeId(wanted.get(1)).build())
                .getTimesheetsList())
        .extracting(Timesheet::getEmployeeId)
        .containsExactly(wanted.get(1));
  }

  @Test
  void theTableHasALineForEachDay() {
    Employee evil = team.employee("=cmd|' /C calc'!A0, \"Budi\"");
    TimeEntry.Break pause =
        TimeEntry.Break.newBuilder()
            .setStartedAt(time("2026-11-02T04:00:00Z"))
            .setEndedAt(time("2026-11-02T04:30:15Z"))
            .build();
    team.add(team.work(evil, "2026-11-02T01:00:00Z", "2026-11-02T11:00:00Z").addBreaks(pause));

    String csv =
        team.manager
            .exportTimesheet(
                ExportTimesheetRequest.newBuilder()
                    .setFromDate(Crew.date("2026-11-01"))
                    .setToDate(Crew.date("2026-11-30"))
                    .build())
            .getCsv();

    assertThat(csv)
        .isEqualTo(
            """
            employee_number,employee_name,employee_id,date,worked,regular,daily_overtime,weekly_overtime,paid_breaks,unpaid_breaks
            %s,"'=cmd|' /C calc'!A0, ""Budi""\",%s,2026-11-02,9:29:45,8:00:00,1:29:45,0:00:00,0:00:00,0:30:15
            """
                .formatted(evil.getNumber(), evil.getId())
                .replace("\n", "\r\n"));
  }

  @Test
  void periodsMustBeDaysInTheirOrderAndNotTooMany() {
    Refusal.of(() -> sheets("2026-11-02", "2026-11-01")).naming("to_date");
    Refusal.of(() -> sheets("2026-01-01", "2026-04-03")).naming("to_date");
    assertThat(sheets("2026-01-01", "2026-04-02")).isEmpty();
    for (Date wrong :
        List.of(
            Crew.date("2026-11-02").toBuilder().setMonth(13).build(),
            Crew.date("2026-11-02").toBuilder().setYear(0).build(),
            Crew.date("2026-11-02").toBuilder().setYear(10_000).build(),
            Crew.date("2026-11-02").toBuilder().setYear(Integer.MAX_VALUE).build())) {
      Refusal.of(
              () ->
                  team.manager.getTimesheet(
                      request("2026-11-02", "2026-11-03").setFromDate(wrong).build()))
          .naming("from_date");
    }
  }
}
