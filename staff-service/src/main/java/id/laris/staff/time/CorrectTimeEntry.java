package id.laris.staff.time;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.CorrectTimeEntryRequest;
import id.laris.pos.v1.CorrectTimeEntryResponse;
import id.laris.staff.employee.Employee;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives an entry other times, and keeps it as it was among its revisions; or adds an entry that is
 * missing.
 *
 * <p>Errors: NOT_FOUND (entry or employee); LOCATION_NOT_FOUND; VERSION_CONFLICT;
 * TIME_ENTRIES_OVERLAP; VALIDATION_FAILED for times that do not fit each other; ALREADY_EXISTS
 * where the id of the entry to add was that of another.
 */
@Component
public class CorrectTimeEntry {

  private final Places places;
  private final Resource<Employee, id.laris.pos.v1.Employee> employees;
  private final Resource<TimeEntry, id.laris.pos.v1.TimeEntry> resource;
  private final TimeEntries entries;
  private final TimeEntryRevisions revisions;
  private final Writes writes;
  private final Clock clock;

  CorrectTimeEntry(
      Places places,
      Resource<Employee, id.laris.pos.v1.Employee> employees,
      Resource<TimeEntry, id.laris.pos.v1.TimeEntry> resource,
      TimeEntries entries,
      TimeEntryRevisions revisions,
      Writes writes,
      Clock clock) {
    this.places = places;
    this.employees = employees;
    this.resource = resource;
    this.entries = entries;
    this.revisions = revisions;
    this.writes = writes;
    this.clock = clock;
  }

  public CorrectTimeEntryResponse run(CorrectTimeEntryRequest request) {
    return writes.orAnsweredBefore(
        request,
        CorrectTimeEntryResponse.parser(),
        () -> {
          UUID locationId = Ids.parseOrNull(request.getLocationId());
          Place place = locationId == null ? null : places.find(locationId);
          return writes.once(
              request,
              CorrectTimeEntryResponse.parser(),
              () ->
                  CorrectTimeEntryResponse.newBuilder()
                      .setTimeEntry(
                          request.getTimeEntryId().isEmpty()
                              ? add(request, place)
                              : correct(request, place))
                      .build());
        });
  }

  private id.laris.pos.v1.TimeEntry correct(
      CorrectTimeEntryRequest request, @Nullable Place place) {
    UUID id = Ids.parse(request.getTimeEntryId());
    UUID employeeId = entries.employeeOf(id).orElseThrow(() -> resource.notFound(id));
    if (!request.getEmployeeId().isEmpty()
        && !Ids.parse(request.getEmployeeId()).equals(employeeId)) {
      throw Errors.invalid("employee_id", "must be that of the entry, or empty");
    }
    var _ = employees.lock(employeeId);
    TimeEntry entry = resource.lock(id);
    entry.requireVersion("time entry", request.hasVersion(), request.getVersion());
    Instant now = clock.instant();
    CorrectedTimes times = CorrectedTimes.of(request, now);
    if (!request.getCancel()) {
      if (times.clockedOutAt() == null && !entry.isOpen()) {
        throw Errors.invalid("clocked_out_at", "must be given, because the entry is not open");
      }
      entries.requireFree(employeeId, id, times.clockedInAt(), times.clockedOutAt());
    }
    revisions.keep(entry, request.getReason(), now);
    entry.correct(
        times,
        place == null ? new Place(entry.locationId(), entry.zone()) : place,
        request.getCancel(),
        request.getReason(),
        now);
    return resource.store(entry, StaffEvents.TIME_ENTRY_CORRECTED);
  }

  private id.laris.pos.v1.TimeEntry add(CorrectTimeEntryRequest request, @Nullable Place place) {
    if (request.getEmployeeId().isEmpty()) {
      throw Errors.invalid("employee_id", "must be given to add an entry");
    }
    if (place == null) {
      throw Errors.invalid("location_id", "must be given to add an entry");
    }
    Employee employee = employees.lock(Ids.parse(request.getEmployeeId()));
    Instant now = clock.instant();
    CorrectedTimes times = CorrectedTimes.of(request, now);
    if (times.clockedOutAt() == null) {
      throw Errors.invalid("clocked_out_at", "must be given: work that goes on begins by ClockIn");
    }
    TimeEntry wanted =
        new TimeEntry(Ids.orNext(request.getId()), employee.id(), place, times.clockedInAt());
    wanted.correct(times, place, request.getCancel(), request.getReason(), now);
    Optional<TimeEntry> stored =
        entries.storedBefore(request.getId(), "time entry", wanted, TimeEntry::toProto);
    if (stored.isPresent()) {
      return resource.show(stored.get());
    }
    entries.requireFree(employee.id(), wanted.id(), times.clockedInAt(), times.clockedOutAt());
    return resource.store(wanted, StaffEvents.TIME_ENTRY_ADDED);
  }
}
