package id.laris.staff.time;

import id.laris.pos.v1.TimeEntry.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The times of an entry, as timesheets need them. */
record EntryTimes(
    UUID employeeId,
    UUID locationId,
    ZoneId zone,
    Status status,
    Instant clockedInAt,
    @Nullable Instant clockedOutAt,
    List<TimeBreak> breaks) {

  /** The day on which it began, in the zone of its location. */
  LocalDate firstDay() {
    return clockedInAt.atZone(zone).toLocalDate();
  }
}
