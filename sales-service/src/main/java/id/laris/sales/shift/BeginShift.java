package id.laris.sales.shift;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.BeginShiftRequest;
import id.laris.pos.v1.BeginShiftResponse;
import id.laris.pos.v1.RegisterShift.State;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Takes the payments of a register into a shift from now on. Repeating it changes nothing: a shift
 * that has ended does not begin again.
 *
 * <p>Errors: ILLEGAL_STATE_TRANSITION where another shift of the register is OPEN; ALREADY_EXISTS
 * where the shift is that of another register.
 */
@Component
public class BeginShift {

  private final Shifts shifts;
  private final Writes writes;
  private final Clock clock;

  BeginShift(Shifts shifts, Writes writes, Clock clock) {
    this.shifts = shifts;
    this.writes = writes;
    this.clock = clock;
  }

  public BeginShiftResponse run(BeginShiftRequest request) {
    Shift wanted =
        new Shift(
            Ids.parse(request.getShiftId()),
            Ids.parse(request.getRegisterId()),
            Ids.parse(request.getLocationId()),
            clock.instant(),
            null);
    return writes.once(
        request,
        BeginShiftResponse.parser(),
        () -> BeginShiftResponse.newBuilder().setShift(begin(wanted).toProto()).build());
  }

  private Shift begin(Shift wanted) {
    if (shifts.insert(wanted)) {
      return wanted;
    }
    Shift begun = shifts.find(wanted.id()).orElseThrow(() -> otherIsOpen(wanted));
    if (!begun.registerId().equals(wanted.registerId())) {
      throw Errors.alreadyExists(Shift.RESOURCE, wanted.id());
    }
    return begun;
  }

  private RuntimeException otherIsOpen(Shift wanted) {
    UUID open = shifts.holdOpen(wanted.registerId()).orElse(wanted.id());
    return Errors.illegalTransition(
        Shift.RESOURCE, open, State.OPEN.name(), "the earlier shift of its register");
  }
}
