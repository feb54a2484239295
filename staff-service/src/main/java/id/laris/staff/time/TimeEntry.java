package id.laris.staff.time;

import id.laris.common.db.TenantRow;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.TimeEntry.Status;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A time in which an employee works, from clocking in to clocking out. */
@Entity
@Table(name = "time_entry", schema = "staff")
public class TimeEntry extends TenantRow {

  @Column(name = "employee_id", updatable = false)
  private UUID employeeId;

  @Column(name = "location_id")
  private UUID locationId;

  @Column(name = "time_zone")
  private String timeZone;

  @Enumerated(EnumType.STRING)
  private Status status = Status.WORKING;

  @Column(name = "clocked_in_at")
  private Instant clockedInAt;

  @Column(name = "clocked_out_at")
  private @Nullable Instant clockedOutAt;

  @JdbcTypeCode(SqlTypes.JSON)
  private String breaks = "[]";

  private String reason = "";

  /** For Hibernate, which fills in the rest. */
  @SuppressWarnings("NullAway")
  protected TimeEntry() {}

  /** An employee begins to work. */
  TimeEntry(UUID id, UUID employeeId, Place place, Instant clockedInAt) {
    super(id);
    this.employeeId = employeeId;
    this.locationId = place.locationId();
    this.timeZone = place.zone().getId();
    this.clockedInAt = clockedInAt;
  }

  UUID employeeId() {
    return employeeId;
  }

  UUID locationId() {
    return locationId;
  }

  ZoneId zone() {
    return ZoneId.of(timeZone);
  }

  Status status() {
    return status;
  }

  Instant clockedInAt() {
    return clockedInAt;
  }

  @Nullable Instant clockedOutAt() {
    return clockedOutAt;
  }

  List<TimeBreak> breaks() {
    return TimeBreak.read(breaks);
  }

  String reason() {
    return reason;
  }

  boolean isOpen() {
    return status == Status.WORKING || status == Status.ON_BREAK;
  }

  /** Returns whether it is open for longer than anybody works. */
  boolean isForgotten(Instant now, Duration longest) {
    return isOpen() && now.isAfter(clockedInAt.plus(longest));
  }

  /** Nobody knows the end: the entry counts nothing until it is corrected. */
  void forget() {
    status = Status.FORGOTTEN;
  }

  void clockOut(Instant at) {
    requireNotBeforeTheLast(at);
    if (status == Status.ON_BREAK) {
      endBreak(at);
    }
    status = Status.ENDED;
    clockedOutAt = at;
  }

  void startBreak(Instant at, boolean paid) {
    if (status == Status.ON_BREAK) {
      throw Errors.wrongState("time entry", id(), status.name(), Status.WORKING.name());
    }
    requireNotBeforeTheLast(at);
    List<TimeBreak> all = new ArrayList<>(breaks());
    if (all.size() == CorrectedTimes.MOST_BREAKS) {
      throw Errors.of(
              Reason.ILLEGAL_STATE_TRANSITION,
              "The entry has %d breaks already: clock out and in again.".formatted(all.size()))
          .with("resource", "time entry")
          .with("id", id());
    }
    all.add(new TimeBreak(at, null, paid));
    breaks = TimeBreak.write(all);
    status = Status.ON_BREAK;
  }

  void endBreak(Instant at) {
    if (status != Status.ON_BREAK) {
      throw Errors.wrongState("time entry", id(), status.name(), Status.ON_BREAK.name());
    }
    requireNotBeforeTheLast(at);
    List<TimeBreak> all = new ArrayList<>(breaks());
    all.add(all.removeLast().until(at));
    breaks = TimeBreak.write(all);
    status = Status.WORKING;
  }

  private void requireNotBeforeTheLast(Instant at) {
    Instant last = clockedInAt;
    for (TimeBreak one : breaks()) {
      last = one.endedAt() == null ? one.startedAt() : one.endedAt();
    }
    if (at.isBefore(last)) {
      throw Errors.invalid(
          "at", "must not be before %s, the last time of the entry".formatted(last));
    }
  }

  /** Takes over other times; the caller keeps the entry as it was. */
  void correct(CorrectedTimes times, Place place, boolean cancel, String because, Instant now) {
    touch(now);
    locationId = place.locationId();
    timeZone = place.zone().getId();
    clockedInAt = times.clockedInAt();
    clockedOutAt = times.clockedOutAt();
    if (!breaks().equals(times.breaks())) {
      breaks = TimeBreak.write(times.breaks());
    }
    status = cancel ? Status.CANCELLED : times.status();
    reason = because;
  }

  /** The time worked, with paid breaks and without unpaid ones; nothing until the entry counts. */
  private Duration worked() {
    if (status != Status.ENDED || clockedOutAt == null) {
      return Duration.ZERO;
    }
    Duration worked = Duration.between(clockedInAt, clockedOutAt);
    for (TimeBreak one : breaks()) {
      if (!one.paid() && one.endedAt() != null) {
        worked = worked.minus(Duration.between(one.startedAt(), one.endedAt()));
      }
    }
    return worked;
  }

  id.laris.pos.v1.TimeEntry toProto() {
    id.laris.pos.v1.TimeEntry.Builder proto =
        id.laris.pos.v1.TimeEntry.newBuilder()
            .setId(id().toString())
            .setEmployeeId(employeeId.toString())
            .setLocationId(locationId.toString())
            .setTimeZone(timeZone)
            .setStatus(status)
            .setClockedInAt(Protos.timestamp(clockedInAt))
            .addAllBreaks(breaks().stream().map(TimeBreak::toProto).toList())
            .setWorkedSeconds(worked().toSeconds())
            .setReason(reason)
            .setVersion(version());
    Protos.setTime(clockedOutAt, proto::setClockedOutAt);
    Protos.setTime(createdAt(), proto::setCreatedAt);
    Protos.setTime(updatedAt(), proto::setUpdatedAt);
    return proto.build();
  }
}
