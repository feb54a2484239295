package id.laris.staff.time;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.ClockInRequest;
import id.laris.pos.v1.ClockInResponse;
import id.laris.staff.employee.Employee;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Begins the work of an employee at a location. An entry that the employee has left open for longer
 * than anybody works is forgotten then, and is no hindrance.
 *
 * <p>Errors: INVALID_PIN; EMPLOYEE_NOT_AT_LOCATION; ALREADY_CLOCKED_IN; TIME_ENTRIES_OVERLAP for a
 * time before the end of another entry; NOT_FOUND (employee); LOCATION_NOT_FOUND;
 * ILLEGAL_STATE_TRANSITION of an employee who is not active; PERMISSION_DENIED; ALREADY_EXISTS
 * where the id was that of another entry.
 */
@Component
public class ClockIn {

  private final ClockingEmployee clocking;
  private final Places places;
  private final Resource<Employee, id.laris.pos.v1.Employee> employees;
  private final Resource<TimeEntry, id.laris.pos.v1.TimeEntry> resource;
  private final TimeEntries entries;
  private final OpenEntry openEntry;
  private final Writes writes;
  private final Clock clock;

  ClockIn(
      ClockingEmployee clocking,
      Places places,
      Resource<Employee, id.laris.pos.v1.Employee> employees,
      Resource<TimeEntry, id.laris.pos.v1.TimeEntry> resource,
      TimeEntries entries,
      OpenEntry openEntry,
      Writes writes,
      Clock clock) {
    this.clocking = clocking;
    this.places = places;
    this.employees = employees;
    this.resource = resource;
    this.entries = entries;
    this.openEntry = openEntry;
    this.writes = writes;
    this.clock = clock;
  }

  public ClockInResponse run(ClockInRequest request) {
    UUID locationId = clocking.location(request.getLocationId());
    UUID employeeId =
        clocking.find(request.getEmployeeId(), request.getPin(), request.getLocationId());
    Instant at = clocking.time(request.hasAt(), request.getAt());
    // The employee stands for the PIN from here on: nothing that is stored depends on a PIN.
    ClockInRequest known =
        request.toBuilder()
            .setEmployeeId(employeeId.toString())
            .setLocationId(locationId.toString())
            .build();
    return writes.orAnsweredBefore(
        known, ClockInResponse.parser(), () -> clockIn(known, places.find(locationId), at));
  }

  private ClockInResponse clockIn(ClockInRequest request, Place place, Instant at) {
    return writes.once(
        request,
        ClockInResponse.parser(),
        () -> {
          Employee employee = employees.lockLive(Ids.parse(request.getEmployeeId()));
          TimeEntry wanted = new TimeEntry(Ids.orNext(request.getId()), employee.id(), place, at);
          return ClockInResponse.newBuilder()
              .setTimeEntry(
                  storedBefore(request, wanted).orElseGet(() -> begin(employee, place, wanted)))
              .build();
        });
  }

  private id.laris.pos.v1.TimeEntry begin(Employee employee, Place place, TimeEntry wanted) {
    if (!employee.isActive()) {
      throw Errors.wrongState("employee", employee.id(), "INACTIVE", "ACTIVE");
    }
    if (!employee.worksAt(place.locationId())) {
      throw Errors.of(
              Reason.EMPLOYEE_NOT_AT_LOCATION,
              "The employee does not work at this location: add it to the employee's locations.")
          .with("employee_id", employee.id())
          .with("location_id", place.locationId());
    }
    return openEntry.begin(wanted, clock.instant());
  }

  /** The entry that was begun before under the id that the client made; it may have ended. */
  private Optional<id.laris.pos.v1.TimeEntry> storedBefore(
      ClockInRequest request, TimeEntry wanted) {
    if (request.getId().isEmpty()) {
      return Optional.empty();
    }
    return entries
        .findById(wanted.id())
        .map(
            stored -> {
              boolean isSame =
                  stored.employeeId().equals(wanted.employeeId())
                      && stored.locationId().equals(wanted.locationId());
              if (!isSame) {
                throw Errors.alreadyExists("time entry", stored.id());
              }
              return resource.show(stored);
            });
  }
}
