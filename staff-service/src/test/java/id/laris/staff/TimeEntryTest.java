package id.laris.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.ClockInRequest;
import id.laris.pos.v1.ClockInResponse;
import id.laris.pos.v1.ClockOutRequest;
import id.laris.pos.v1.CorrectTimeEntryRequest;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.EndBreakRequest;
import id.laris.pos.v1.ListTimeEntriesRequest;
import id.laris.pos.v1.SetPinRequest;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.pos.v1.StartBreakRequest;
import id.laris.pos.v1.TimeEntry;
import id.laris.pos.v1.TimeEntry.Status;
import id.laris.pos.v1.UpdateEmployeeRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Employees clock in and out, and whatever was wrong is corrected and kept. */
@WorkTest
class TimeEntryTest {

  @Autowired Crew.Parts parts;
  @Autowired FakeClock clock;

  private Crew team;
  private Employee siti;

  @BeforeEach
  void newTeam() {
    team = new Crew(parts);
    siti = team.employee("Siti");
  }

  @AfterEach
  void resetClock() {
    clock.set(FakeClock.START);
  }

  @Test
  void workIsTheTimeBetweenWithPaidBreaksAndWithoutUnpaidOnes() {
    TimeEntry begun = team.clockIn(siti);
    clock.advance(Duration.ofHours(2));
    startBreak(false);
    clock.advance(Duration.ofMinutes(30));
    endBreak();
    clock.advance(Duration.ofHours(1));
    startBreak(true);
    clock.advance(Duration.ofMinutes(10));
    TimeEntry onBreak = endBreak();
    clock.advance(Duration.ofMinutes(20));

    TimeEntry ended = team.clockOut(siti);

    assertThat(begun.getStatus()).isEqualTo(Status.WORKING);
    assertThat(begun.getTimeZone()).isEqualTo("Asia/Jakarta");
    assertThat(onBreak.getBreaksList())
        .extracting(TimeEntry.Break::getPaid)
        .containsExactly(false, true);
    assertThat(ended.getStatus()).isEqualTo(Status.ENDED);
    assertThat(ended.getWorkedSeconds()).isEqualTo(Duration.ofMinutes(210).toSeconds());
    assertThat(team.entries(siti)).containsExactly(ended);
    assertThat(team.events())
        .endsWith(
            "ClockedIn", "BreakStarted", "BreakEnded", "BreakStarted", "BreakEnded", "ClockedOut");
  }

  private TimeEntry startBreak(boolean paid) {
    return team.manager
        .startBreak(
            StartBreakRequest.newBuilder().setEmployeeId(siti.getId()).setPaid(paid).build())
        .getTimeEntry();
  }

  private TimeEntry endBreak() {
    return team.manager
        .endBreak(EndBreakRequest.newBuilder().setEmployeeId(siti.getId()).build())
        .getTimeEntry();
  }

  @Test
  void clockingOutEndsTheBreak() {
    team.clockIn(siti);
    clock.advance(Duration.ofHours(1));
    startBreak(false);
    clock.advance(Duration.ofHours(1));

    TimeEntry ended = team.clockOut(siti);

    assertThat(ended.getWorkedSeconds()).isEqualTo(3_600);
    assertThat(ended.getBreaks(0).getEndedAt()).isEqualTo(ended.getClockedOutAt());
  }

  @Test
  void breaksFollowEachOther() {
    team.clockIn(siti);

    Refusal.of(this::endBreak).has(Reason.ILLEGAL_STATE_TRANSITION);
    startBreak(false);
    Refusal.of(() -> startBreak(true)).has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void nobodyIsClockedInTwice() {
    TimeEntry open = team.clockIn(siti);

    Refusal.of(() -> team.clockIn(siti))
        .has(Reason.ALREADY_CLOCKED_IN)
        .with("time_entry_id", open.getId());
    team.clockOut(siti);
    Refusal.of(() -> team.clockOut(siti)).has(Reason.NOT_CLOCKED_IN);
    Refusal.of(() -> startBreak(false)).has(Reason.NOT_CLOCKED_IN);
    Refusal.of(this::endBreak).has(Reason.NOT_CLOCKED_IN);
  }

  @Test
  void ofManyCallsAtOnceOneClocksIn() {
    List<Parallel.Outcome<TimeEntry>> outcomes = Parallel.times(12, i -> team.clockIn(siti));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown -> Refusal.of((StatusRuntimeException) thrown).has(Reason.ALREADY_CLOCKED_IN));
  }

  @Test
  void repeatedUnderTheSameKeyOrIdItBeginsOnce() {
    StaffCalls twice = new StaffCalls(UUID.randomUUID());

    assertThat(twice.clockIn()).isEqualTo(twice.clockIn());
    team.clockOut(siti);

    String id = UUID.randomUUID().toString();
    TimeEntry first = team.clockIn(siti, request -> request.setId(id));
    assertThat(team.clockIn(siti, request -> request.setId(id))).isEqualTo(first);
    Refusal.of(() -> team.clockIn(team.employee("Budi"), request -> request.setId(id)))
        .has(Reason.ALREADY_EXISTS);
  }

  /** Calls under one idempotency key. */
  private final class StaffCalls {
    private final UUID key;

    private StaffCalls(UUID key) {
      this.key = key;
    }

    private ClockInResponse clockIn() {
      return team.underKey(key)
          .clockIn(
              ClockInRequest.newBuilder()
                  .setEmployeeId(siti.getId())
                  .setLocationId(team.shopId)
                  .build());
    }
  }

  @Test
  void onlyWhoMayCorrectNamesAnotherEmployeeOrAnotherTime() {
    String self = siti.getId();
    ClockInRequest.Builder own =
        ClockInRequest.newBuilder().setEmployeeId(self).setLocationId(team.shopId);

    Refusal.of(() -> team.user(self, "time.clock").clockIn(own.build()))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "time.write");
    Refusal.of(
            () ->
                team.user(self, "time.clock time.write")
                    .clockIn(own.clone().setAt(later(Duration.ofSeconds(1))).build()))
        .naming("at");
    Refusal.of(() -> team.user(self, "time.clock").clockOut(ClockOutRequest.getDefaultInstance()))
        .naming("employee_id");
    assertThat(
            team.user(self, "time.clock time.write")
                .clockIn(own.clone().setAt(later(Duration.ofHours(-1))).build())
                .getTimeEntry()
                .getClockedInAt())
        .isEqualTo(later(Duration.ofHours(-1)));
  }

  private Timestamp later(Duration duration) {
    return Protos.timestamp(clock.instant().plus(duration));
  }

  @Test
  void thePinSaysWhoClocksInAndOut() {
    setPin(siti, "7294");
    setPin(team.employee("Budi"), "5061");
    ClockInRequest.Builder byPin =
        ClockInRequest.newBuilder().setPin("7294").setLocationId(team.shopId);

    TimeEntry begun = cashier().clockIn(byPin.build()).getTimeEntry();

    assertThat(begun.getEmployeeId()).isEqualTo(siti.getId());
    Refusal.of(() -> cashier().clockIn(byPin.clone().setPin("3086").build()))
        .has(Reason.INVALID_PIN);
    Refusal.of(() -> cashier().clockOut(ClockOutRequest.newBuilder().setPin("7294").build()))
        .naming("location_id");
    assertThat(
            cashier()
                .clockOut(
                    ClockOutRequest.newBuilder().setPin("7294").setLocationId(team.shopId).build())
                .getTimeEntry()
                .getStatus())
        .isEqualTo(Status.ENDED);
  }

  @Test
  void nothingThatIsStoredOfACallHasItsPin() {
    setPin(siti, "7294");
    UUID key = UUID.randomUUID();
    ClockInRequest byPin =
        ClockInRequest.newBuilder().setPin("7294").setLocationId(team.shopId).build();
    ClockInRequest byId = byPin.toBuilder().setEmployeeId(siti.getId()).build();

    ClockInResponse first = team.underKey(key).clockIn(byPin);

    // The same key belongs to the request without the PIN: so no hash of the PIN is stored.
    assertThat(team.underKey(key).clockIn(byId)).isEqualTo(first);
    assertThat(team.underKey(key).clockIn(byPin)).isEqualTo(first);
  }

  private StaffServiceBlockingStub cashier() {
    return team.user(UUID.randomUUID().toString(), "time.clock");
  }

  private void setPin(Employee employee, String pin) {
    var _ =
        team.manager.setPin(
            SetPinRequest.newBuilder().setEmployeeId(employee.getId()).setPin(pin).build());
  }

  @Test
  void peopleClockInOnlyWhereTheyWorkAndWhileTheyDo() {
    Employee elsewhere =
        team.employee("Budi", request -> request.addLocationIds(team.shop("Asia/Jakarta")));
    Refusal.of(() -> team.clockIn(elsewhere)).has(Reason.EMPLOYEE_NOT_AT_LOCATION);

    team.manager.updateEmployee(
        UpdateEmployeeRequest.newBuilder()
            .setEmployee(siti.toBuilder().setActive(false))
            .setUpdateMask(FieldMask.newBuilder().addPaths("active"))
            .build());
    Refusal.of(() -> team.clockIn(siti)).has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(
            () ->
                team.clockIn(siti, request -> request.setLocationId(UUID.randomUUID().toString())))
        .has(Reason.LOCATION_NOT_FOUND);
    Refusal.of(
            () ->
                team.clockIn(siti, request -> request.setEmployeeId(UUID.randomUUID().toString())))
        .has(Reason.NOT_FOUND);
  }

  @Test
  void whileInventoryIsDownPeopleComeAndGoWhereSomebodyHasWorkedBefore() {
    team.clockIn(siti);
    team.clockOut(siti);
    String unknown = team.shop("Asia/Makassar");
    team.inventoryKeepsSilentAbout(team.shopId);
    team.inventoryKeepsSilentAbout(unknown);
    clock.advance(Duration.ofHours(1));

    assertThat(team.clockIn(siti).getTimeZone()).isEqualTo("Asia/Jakarta");
    Refusal.of(() -> team.clockIn(team.employee("Budi"), request -> request.setLocationId(unknown)))
        .has(Reason.UNAVAILABLE);
  }

  @Test
  void aForgottenEntryIsFlaggedAndHindersNobody() {
    TimeEntry open = team.clockIn(siti);
    clock.advance(Duration.ofHours(16));
    team.run("staff.forgotten-time-entries");
    assertThat(team.entries(siti).getFirst().getStatus()).isEqualTo(Status.WORKING);

    clock.advance(Duration.ofSeconds(1));
    Refusal.of(() -> team.clockOut(siti)).has(Reason.NOT_CLOCKED_IN);
    team.run("staff.forgotten-time-entries");

    assertThat(forgotten()).extracting(TimeEntry::getId).containsExactly(open.getId());
    assertThat(team.events()).endsWith("TimeEntryForgotten");
    team.clockIn(siti);
    assertThat(team.entries(siti))
        .extracting(TimeEntry::getStatus)
        .containsExactly(Status.FORGOTTEN, Status.WORKING);
  }

  private List<TimeEntry> forgotten() {
    return team.manager
        .listTimeEntries(ListTimeEntriesRequest.newBuilder().setStatus(Status.FORGOTTEN).build())
        .getTimeEntriesList();
  }

  @Test
  void clockingInTheNextDayForgetsTheEntryBeforeTheJobDoes() {
    team.clockIn(siti);
    clock.advance(Duration.ofHours(24));

    team.clockIn(siti);

    assertThat(team.events()).endsWith("TimeEntryForgotten", "ClockedIn");
  }

  @Test
  void aCorrectionKeepsTheOriginalWithTheReasonThePersonAndTheTime() {
    TimeEntry open = team.clockIn(siti);
    clock.advance(Duration.ofHours(8));
    TimeEntry original = team.clockOut(siti);
    clock.advance(Duration.ofHours(1));

    TimeEntry corrected =
        correct(
            original,
            team.work(siti, "2026-01-15T05:00:00Z", "2026-01-15T12:30:00Z")
                .setReason("left early"));
    TimeEntry again =
        correct(
            original,
            team.work(siti, "2026-01-15T04:30:00Z", "2026-01-15T12:30:00Z")
                .setReason("came early"));

    assertThat(corrected.getWorkedSeconds()).isEqualTo(Duration.ofMinutes(450).toSeconds());
    assertThat(again.getWorkedSeconds()).isEqualTo(Duration.ofHours(8).toSeconds());
    assertThat(again.getReason()).isEqualTo("came early");
    assertThat(again.getRevisionsList())
        .extracting(TimeEntry.Revision::getReason)
        .containsExactly("left early", "came early");
    assertThat(again.getRevisions(0))
        .returns(1, TimeEntry.Revision::getNumber)
        .returns(Status.ENDED, TimeEntry.Revision::getStatus)
        .returns(open.getClockedInAt(), TimeEntry.Revision::getClockedInAt)
        .returns(original.getClockedOutAt(), TimeEntry.Revision::getClockedOutAt)
        .returns("00000000-0000-0000-0000-000000000001", TimeEntry.Revision::getCorrectedBy)
        .returns(Protos.timestamp(clock.instant()), TimeEntry.Revision::getCorrectedAt);
    assertThat(team.entries(siti)).containsExactly(again);
  }

  private TimeEntry correct(TimeEntry entry, CorrectTimeEntryRequest.Builder work) {
    return team.add(work.setTimeEntryId(entry.getId()));
  }

  @Test
  void aForgottenEntryCountsOnceItIsCorrected() {
    TimeEntry open = team.clockIn(siti);
    clock.advance(Duration.ofHours(20));
    team.run("staff.forgotten-time-entries");

    Refusal.of(
            () ->
                correct(
                    open,
                    team.work(siti, "2026-01-15T05:00:00Z", "2026-01-15T13:00:00Z")
                        .clearClockedOutAt()))
        .naming("clocked_out_at");
    TimeEntry corrected =
        correct(open, team.work(siti, "2026-01-15T05:00:00Z", "2026-01-15T13:00:00Z"));

    assertThat(corrected.getStatus()).isEqualTo(Status.ENDED);
    assertThat(corrected.getRevisions(0).getStatus()).isEqualTo(Status.FORGOTTEN);
  }

  @Test
  void aCancelledEntryCountsNothingAndMakesRoom() {
    TimeEntry wrong = team.add(team.work(siti, "2026-01-14T01:00:00Z", "2026-01-14T09:00:00Z"));
    CorrectTimeEntryRequest.Builder overlapping =
        team.work(siti, "2026-01-14T08:00:00Z", "2026-01-14T10:00:00Z");
    Refusal.of(() -> team.add(overlapping))
        .has(Reason.TIME_ENTRIES_OVERLAP)
        .with("time_entry_id", wrong.getId());

    TimeEntry cancelled =
        correct(
            wrong, team.work(siti, "2026-01-14T01:00:00Z", "2026-01-14T09:00:00Z").setCancel(true));

    assertThat(cancelled.getStatus()).isEqualTo(Status.CANCELLED);
    assertThat(cancelled.getWorkedSeconds()).isZero();
    team.add(overlapping);
    Refusal.of(
            () -> correct(wrong, team.work(siti, "2026-01-14T01:00:00Z", "2026-01-14T09:00:00Z")))
        .has(Reason.TIME_ENTRIES_OVERLAP);
  }

  @Test
  void entriesMayTouchButNeverOverlap() {
    team.add(team.work(siti, "2026-01-14T01:00:00Z", "2026-01-14T05:00:00Z"));

    team.add(team.work(siti, "2026-01-14T05:00:00Z", "2026-01-14T09:00:00Z"));
    for (String[] times :
        List.of(
            new String[] {"2026-01-14T00:00:00Z", "2026-01-14T01:00:01Z"},
            new String[] {"2026-01-14T04:59:59Z", "2026-01-14T05:00:00Z"},
            new String[] {"2026-01-13T00:00:00Z", "2026-01-14T20:00:00Z"},
            new String[] {"2026-01-14T02:00:00Z", "2026-01-14T03:00:00Z"})) {
      Refusal.of(() -> team.add(team.work(siti, times[0], times[1])))
          .has(Reason.TIME_ENTRIES_OVERLAP);
    }
    Refusal.of(
            () ->
                team.clockIn(
                    siti,
                    request ->
                        request.setAt(Protos.timestamp(Instant.parse("2026-01-14T08:00:00Z")))))
        .has(Reason.TIME_ENTRIES_OVERLAP);
  }

  @Test
  void ofOverlappingEntriesAddedAtOnceOneIsThere() {
    List<Parallel.Outcome<TimeEntry>> outcomes =
        Parallel.times(
            10,
            i ->
                team.add(
                    team.work(siti, "2026-01-14T0%d:00:00Z".formatted(i), "2026-01-14T12:00:00Z")));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    assertThat(team.entries(siti)).hasSize(1);
  }

  @Test
  void anOpenEntryOverlapsEverythingAfterItsBeginning() {
    team.clockIn(siti);
    clock.advance(Duration.ofHours(3));

    Refusal.of(() -> team.add(team.work(siti, "2026-01-15T06:00:00Z", "2026-01-15T07:00:00Z")))
        .has(Reason.TIME_ENTRIES_OVERLAP);
    team.add(team.work(siti, "2026-01-15T03:00:00Z", "2026-01-15T05:00:00Z"));
  }

  @Test
  void timesThatDoNotFitEachOtherAreRefused() {
    CorrectTimeEntryRequest work =
        team.work(siti, "2026-01-14T01:00:00Z", "2026-01-14T05:00:00Z").build();

    refuse(work.toBuilder().setClockedOutAt(at("2026-01-14T00:59:59Z")), "clocked_in_at");
    refuse(work.toBuilder().setClockedOutAt(at("2026-01-15T05:00:01Z")), "clocked_out_at");
    refuse(work.toBuilder().setClockedInAt(at("2026-01-07T00:59:59Z")), "clocked_out_at");
    refuse(team.work(siti, "2015-01-14T01:00:00Z", "2015-01-14T05:00:00Z"), "clocked_in_at");
    refuse(
        work.toBuilder().addBreaks(pause("2026-01-14T00:00:00Z", "2026-01-14T02:00:00Z")),
        "breaks[0].started_at");
    refuse(
        work.toBuilder().addBreaks(pause("2026-01-14T02:00:00Z", "2026-01-14T05:00:01Z")),
        "breaks[0]");
    refuse(
        work.toBuilder().addBreaks(pause("2026-01-14T02:00:00Z", "2026-01-14T01:30:00Z")),
        "breaks[0].ended_at");
    refuse(
        work.toBuilder()
            .addBreaks(pause("2026-01-14T02:00:00Z", "2026-01-14T03:00:00Z"))
            .addBreaks(pause("2026-01-14T02:30:00Z", "2026-01-14T04:00:00Z")),
        "breaks[1].started_at");
    refuse(
        work.toBuilder()
            .addBreaks(TimeEntry.Break.newBuilder().setStartedAt(at("2026-01-14T02:00:00Z"))),
        "breaks[0].ended_at");
    refuse(work.toBuilder().clearEmployeeId(), "employee_id");
    refuse(work.toBuilder().clearLocationId(), "location_id");
    assertThat(team.entries(siti)).isEmpty();
  }

  private void refuse(CorrectTimeEntryRequest.Builder work, String field) {
    Refusal.of(() -> team.add(work)).has(Reason.VALIDATION_FAILED).naming(field);
  }

  private static Timestamp at(String time) {
    return Protos.timestamp(Instant.parse(time));
  }

  private static TimeEntry.Break pause(String from, String to) {
    return TimeEntry.Break.newBuilder().setStartedAt(at(from)).setEndedAt(at(to)).build();
  }

  @Test
  void aStaleVersionIsRefusedAndNothingIsKept() {
    TimeEntry entry = team.add(team.work(siti, "2026-01-14T01:00:00Z", "2026-01-14T05:00:00Z"));

    Refusal.of(
            () ->
                correct(
                    entry,
                    team.work(siti, "2026-01-14T01:00:00Z", "2026-01-14T06:00:00Z")
                        .setVersion(entry.getVersion() + 1)))
        .has(Reason.VERSION_CONFLICT);

    assertThat(team.entries(siti)).containsExactly(entry);
  }
}
