package id.laris.staff.time;

import com.google.protobuf.Timestamp;
import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.staff.pin.Pins;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Finds out who clocks in or out, and when. Nobody does it for another without that one's PIN, or
 * at another time than now, but callers with the scope time.write.
 */
@Component
class ClockingEmployee {

  private static final String SCOPE = "time.write";

  private final Pins pins;
  private final Clock clock;

  ClockingEmployee(Pins pins, Clock clock) {
    this.pins = pins;
    this.clock = clock;
  }

  /**
   * The employee that the request names, by id or PIN, or else the one of the till's session.
   *
   * <p>Errors: PERMISSION_DENIED; INVALID_PIN; EMPLOYEE_NOT_AT_LOCATION; VALIDATION_FAILED where
   * nobody is named.
   *
   * @param locationId where the PIN is entered; empty for the location of the till
   */
  UUID find(String employeeId, String pin, String locationId) {
    Caller caller = Caller.current();
    if (!pin.isEmpty()) {
      return pins.check(location(locationId), pin).id();
    }
    boolean isOfTill = caller.registerId() != null;
    if (employeeId.isEmpty()) {
      if (!isOfTill) {
        throw Errors.invalid("employee_id", "must be given, or a PIN, because no till calls");
      }
      return caller.userId();
    }
    UUID named = Ids.parse(employeeId);
    if (!(isOfTill && named.equals(caller.userId())) && !caller.may(SCOPE)) {
      throw Errors.permissionDenied(SCOPE);
    }
    return named;
  }

  /** The location that the request names, or that of the till. Errors: VALIDATION_FAILED. */
  UUID location(String locationId) {
    UUID ofTill = Caller.current().locationId();
    UUID named = Ids.parseOrNull(locationId);
    UUID found = named == null ? ofTill : named;
    if (found == null) {
      throw Errors.invalid("location_id", "must be given, because no till calls");
    }
    if (ofTill != null && !ofTill.equals(found) && !Caller.current().may(SCOPE)) {
      throw Errors.of(
              Reason.EMPLOYEE_NOT_AT_LOCATION,
              "The till stands at another location: clock in at a till of this one.")
          .with("location_id", found);
    }
    return found;
  }

  /** The time that the request gives, or now. Errors: PERMISSION_DENIED; VALIDATION_FAILED. */
  Instant time(boolean given, Timestamp at) {
    Instant now = clock.instant();
    if (!given) {
      return now;
    }
    if (!Caller.current().may(SCOPE)) {
      throw Errors.permissionDenied(SCOPE);
    }
    Instant time = Protos.instant("at", at);
    if (time.isAfter(now)) {
      throw Errors.invalid("at", "must not be in the future: the time is now %s".formatted(now));
    }
    return time;
  }
}
