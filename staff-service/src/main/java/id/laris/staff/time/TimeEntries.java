package id.laris.staff.time;

import id.laris.common.db.Rows;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;

/** The entries of the tenant's employees. Those of an employee change while its row is locked. */
public interface TimeEntries extends Rows<TimeEntry> {

  /** The open entry of the employee, of whom there is one at the most. */
  @Query(
      "select entry from TimeEntry entry where entry.employeeId = :employeeId and entry.status in"
          + " (WORKING, ON_BREAK)")
  Optional<TimeEntry> open(UUID employeeId);

  /** The employee of an entry, who never changes: to be locked before the entry is read. */
  @Query("select entry.employeeId from TimeEntry entry where entry.id = :id")
  Optional<UUID> employeeOf(UUID id);

  /** The zone of the last work at a location. */
  @Query(
      "select entry.timeZone from TimeEntry entry where entry.locationId = :locationId order by"
          + " entry.id desc limit 1")
  Optional<String> lastZone(UUID locationId);

  /** An entry without an end touches every later time, a forgotten one only its beginning. */
  @Query(
      """
      select entry from TimeEntry entry
      where entry.employeeId = :employeeId and entry.id <> :besides and entry.status <> CANCELLED
        and entry.clockedInAt > :earliest and entry.clockedInAt < :end
        and (entry.clockedOutAt > :start
          or entry.status in (WORKING, ON_BREAK)
          or (entry.status = FORGOTTEN and entry.clockedInAt >= :start))
      order by entry.clockedInAt
      """)
  List<TimeEntry> touching(
      UUID employeeId, UUID besides, Instant earliest, Instant start, Instant end);

  /**
   * Refuses a time of work in which the employee works already.
   *
   * <p>Errors: TIME_ENTRIES_OVERLAP (time_entry_id of the other one).
   *
   * @param end null of an open entry
   */
  default void requireFree(UUID employeeId, UUID besides, Instant start, @Nullable Instant end) {
    touching(
            employeeId,
            besides,
            start.minus(CorrectedTimes.LONGEST).minusNanos(1_000),
            start,
            end == null ? Instant.parse("9999-12-31T00:00:00Z") : end)
        .stream()
        .findFirst()
        .ifPresent(
            other -> {
              throw overlap(other);
            });
  }

  private static PosException overlap(TimeEntry other) {
    return Errors.of(
            Reason.TIME_ENTRIES_OVERLAP,
            "The employee has another entry that began at %s: correct that one, or choose other times."
                .formatted(other.clockedInAt()))
        .with("time_entry_id", other.id());
  }
}
