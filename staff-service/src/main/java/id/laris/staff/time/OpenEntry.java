package id.laris.staff.time;

import id.laris.common.Ids;
import id.laris.common.db.EventType;
import id.laris.common.db.Resource;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.events.types.StaffEvents;
import id.laris.staff.employee.Employee;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The open entry of an employee. Everything about the entries of an employee happens while its row
 * is locked, so that of two calls at once the second sees what the first has done.
 */
@Component
class OpenEntry {

  private final Resource<Employee, id.laris.pos.v1.Employee> employees;
  private final Resource<TimeEntry, id.laris.pos.v1.TimeEntry> resource;
  private final TimeEntries entries;
  private final TimeSettingRows settings;

  OpenEntry(
      Resource<Employee, id.laris.pos.v1.Employee> employees,
      Resource<TimeEntry, id.laris.pos.v1.TimeEntry> resource,
      TimeEntries entries,
      TimeSettingRows settings) {
    this.employees = employees;
    this.resource = resource;
    this.entries = entries;
    this.settings = settings;
  }

  /** Begins the entry of an employee whose row is locked. Errors: ALREADY_CLOCKED_IN. */
  id.laris.pos.v1.TimeEntry begin(TimeEntry wanted, Instant now) {
    find(wanted.employeeId())
        .ifPresent(
            open -> {
              if (!forget(open, now)) {
                throw Errors.of(
                        Reason.ALREADY_CLOCKED_IN,
                        "The employee is clocked in since %s: clock out first."
                            .formatted(open.clockedInAt()))
                    .with("time_entry_id", open.id());
              }
            });
    entries.requireFree(wanted.employeeId(), wanted.id(), wanted.clockedInAt(), null);
    return resource.store(wanted, StaffEvents.CLOCKED_IN);
  }

  /**
   * Changes the open entry of an employee. One that is open for too long is no longer changed:
   * somebody corrects it.
   *
   * <p>Errors: NOT_FOUND (employee); NOT_CLOCKED_IN.
   */
  id.laris.pos.v1.TimeEntry change(
      String employeeId,
      Instant at,
      EventType<id.laris.pos.v1.TimeEntry> event,
      Consumer<TimeEntry> change) {
    UUID id = employees.lock(Ids.parse(employeeId)).id();
    TimeEntry open =
        find(id)
            .filter(entry -> !entry.isForgotten(at, settings.current().longest()))
            .orElseThrow(
                () ->
                    Errors.of(
                            Reason.NOT_CLOCKED_IN,
                            "The employee is not clocked in: clock in first, or correct the entry"
                                + " that was forgotten.")
                        .with("employee_id", id));
    change.accept(open);
    return resource.store(open, event);
  }

  Optional<TimeEntry> find(UUID employeeId) {
    return entries.open(employeeId);
  }

  /** Marks an entry that is open for too long as forgotten; returns whether it is. */
  boolean forget(TimeEntry open, Instant now) {
    if (!open.isForgotten(now, settings.current().longest())) {
      return false;
    }
    open.forget();
    var _ = resource.store(open, StaffEvents.TIME_ENTRY_FORGOTTEN);
    return true;
  }
}
